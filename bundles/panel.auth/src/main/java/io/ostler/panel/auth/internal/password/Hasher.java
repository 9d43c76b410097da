package io.ostler.panel.auth.internal.password;

/** One way of hashing passwords, on the caller's thread. Thread-safe. */
public interface Hasher {

    /** The hash with everything that is needed to check it, as text. */
    String hash(String password);

    /** Costs as much as {@link #hash} with the parameters that the text names, whatever the answer. */
    boolean matches(String password, String hash);

    /** Whether a new hash would be made in the same way. */
    boolean isCurrent(String hash);

    /** Looks and costs like any hash; no password matches it. */
    String dummy();
}
