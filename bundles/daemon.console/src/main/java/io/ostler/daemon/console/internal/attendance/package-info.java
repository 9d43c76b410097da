/** Who is at the consoles, what they type, and the terminal's size that they share. */
@NullMarked
package io.ostler.daemon.console.internal.attendance;

import org.jspecify.annotations.NullMarked;
