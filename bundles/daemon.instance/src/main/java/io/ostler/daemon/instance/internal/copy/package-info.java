/** Copying the files of one instance for another. */
@NullMarked
package io.ostler.daemon.instance.internal.copy;

import org.jspecify.annotations.NullMarked;
