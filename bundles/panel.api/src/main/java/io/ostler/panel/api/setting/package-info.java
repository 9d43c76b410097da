/**
 * Settings of the panel that people change while it runs.
 * Implemented by panel.core above the store of settings.
 * Called by every bundle that has settings of its own, and by the edges that show and change them.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.setting;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
