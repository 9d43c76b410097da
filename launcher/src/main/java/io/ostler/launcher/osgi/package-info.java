/** The OSGi framework: its settings, its bundles, its start and stop. */
@NullMarked
package io.ostler.launcher.osgi;

import org.jspecify.annotations.NullMarked;
