/** What readers give into a tree: names, conflicts and limits are judged here, the same for all formats. */
@NullMarked
package io.ostler.daemon.archive.internal.extract;

import org.jspecify.annotations.NullMarked;
