/** Consoles beside their streams: rights here, the work on the daemon. */
@NullMarked
package io.ostler.panel.core.internal.console;

import org.jspecify.annotations.NullMarked;
