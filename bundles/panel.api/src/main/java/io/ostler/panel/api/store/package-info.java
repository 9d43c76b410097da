/**
 * What the panel keeps durably, without a word about how.
 * Implemented by storage bundles, ours or a third party's; a published contract test says what each must do.
 * The services of panel.core and panel.auth call it; nothing above them does.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
