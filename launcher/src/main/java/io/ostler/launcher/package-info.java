/**
 * What runs before OSGi does: options, checks, the hold on the data folder, the start and the orderly stop.
 *
 * <p>It is on the class path, not a bundle; no bundle sees it.
 */
@NullMarked
package io.ostler.launcher;

import org.jspecify.annotations.NullMarked;
