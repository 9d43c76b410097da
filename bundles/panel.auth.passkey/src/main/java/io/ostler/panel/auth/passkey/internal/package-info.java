/** The arithmetic of passkeys, by Yubico's library. */
@NullMarked
package io.ostler.panel.auth.passkey.internal;

import org.jspecify.annotations.NullMarked;
