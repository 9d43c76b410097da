package io.ostler.panel.api.access;

import org.osgi.annotation.versioning.ProviderType;

/** First run: the one-time code that the server prints and keeps in {@code DATA/setup-code}. Thread-safe. */
@ProviderType
public interface Setup {

    /** Whether the first administrator is still missing. */
    boolean isNeeded();

    /** Where a person finishes set-up, with the code in the fragment; empty when it is done. For the launcher's print-out. */
    String link();

    /**
     * Makes the first administrator and destroys the code; one winner. {@code SETUP_CODE_WRONG} (throttled),
     * {@code SETUP_DONE}, {@code PASSWORD_TOO_WEAK}, {@code INVALID_REQUEST}.
     */
    Sessions.SignedIn complete(String code, String name, String password, String address, String client);
}
