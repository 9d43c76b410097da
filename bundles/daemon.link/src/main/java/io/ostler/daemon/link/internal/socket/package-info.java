/** The link's end on this machine. */
@NullMarked
package io.ostler.daemon.link.internal.socket;

import org.jspecify.annotations.NullMarked;
