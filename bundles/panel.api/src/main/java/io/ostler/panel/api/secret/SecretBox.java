package io.ostler.panel.api.secret;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Seals secrets with a key that lives outside the database. Thread-safe; may read a small file.
 *
 * <pre>{@code
 * store.put(user, box.seal("totp/" + user, seed));
 * var seed = box.open("totp/" + user, store.get(user));
 * }</pre>
 */
@ProviderType
public interface SecretBox {

    /**
     * The secret as text that may be stored: ASCII, about 4/3 of its length in UTF-8 and 60 characters more. Never the
     * same twice.
     *
     * @param place what the secret is and whose, like {@code totp/USER}; a sealed text opens only there, so that nobody
     *     who can write the database moves one secret into another's place
     */
    String seal(String place, String secret);

    /**
     * @throws io.ostler.model.OstlerException {@code STORAGE_FAILED} with a {@code reason}: {@code KEY_MISSING} when the
     *     key file isn't the one that sealed it, {@code SEAL_BROKEN} when text or place was changed
     */
    String open(String place, String sealed);

    /** Whether it was sealed with the newest key; if not, who keeps it seals it again at the next occasion. */
    boolean isCurrent(String sealed);
}
