/** What the engine keeps on the disk, and how it stays whole when power or the daemon goes. */
@NullMarked
package io.ostler.daemon.instance.internal.store;

import org.jspecify.annotations.NullMarked;
