/** What the panel keeps of passkeys; their arithmetic is another bundle's. */
@NullMarked
package io.ostler.panel.auth.internal.passkey;

import org.jspecify.annotations.NullMarked;
