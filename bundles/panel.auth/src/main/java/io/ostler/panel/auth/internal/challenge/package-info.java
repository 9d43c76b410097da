/** What the panel waits for from somebody. */
@NullMarked
package io.ostler.panel.auth.internal.challenge;

import org.jspecify.annotations.NullMarked;
