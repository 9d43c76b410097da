package io.ostler.panel.api.access;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The way back in for somebody who lost password and second factor, with nobody left to help: {@code bin/ostler recover
 * NAME}, run by whoever may write the panel's data folder, leaves {@code DATA/panel/recovery}, good once and for an hour.
 * Thread-safe.
 */
@ProviderType
public interface Recovery {

    /**
     * Gives the account that the code was made for a new password, takes its second factors and its ban away, ends all
     * its sessions, and opens one. {@code RECOVERY_CODE_WRONG} for a code that is wrong, used, too old or was never made
     * (throttled by address: {@code LOGIN_THROTTLED}), {@code NOT_FOUND} when no account has that name,
     * {@code PASSWORD_TOO_WEAK}; the code stays good after the latter.
     */
    Sessions.SignedIn complete(String code, String password, String address, String client);
}
