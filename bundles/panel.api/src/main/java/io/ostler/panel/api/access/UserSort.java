package io.ostler.panel.api.access;

/** Orders of lists of accounts; those who never signed in come as if long ago. */
public enum UserSort {
    NAME,
    CREATED,
    LAST_SIGN_IN
}
