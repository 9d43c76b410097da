/** A small plug-in, and what must hold of its rights inside the panel. */
@NullMarked
package io.ostler.itests.plugin;

import org.jspecify.annotations.NullMarked;
