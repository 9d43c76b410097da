/** Entries of a tree into an archive. */
@NullMarked
package io.ostler.daemon.archive.internal.write;

import org.jspecify.annotations.NullMarked;
