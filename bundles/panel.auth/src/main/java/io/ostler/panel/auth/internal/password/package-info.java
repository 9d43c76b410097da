/** Hashing passwords and judging whether they are good enough. */
@NullMarked
package io.ostler.panel.auth.internal.password;

import org.jspecify.annotations.NullMarked;
