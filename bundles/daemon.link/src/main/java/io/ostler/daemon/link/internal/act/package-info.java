/** Acts at the daemon's doors, until a panel has them. */
@NullMarked
package io.ostler.daemon.link.internal.act;

import org.jspecify.annotations.NullMarked;
