/** Who this daemon is and which panels it believes. */
@NullMarked
package io.ostler.daemon.link.internal.trust;

import org.jspecify.annotations.NullMarked;
