/**
 * What the panel keeps durably, without a word about how.
 * Implemented by storage bundles, ours or a third party's; a published contract test says what each must do.
 * Times are kept to the millisecond; an identity that is inserted twice is a {@code CONFLICT}, a text longer than the
 * store can hold a {@code VALUE_OUT_OF_RANGE}. No store checks what another one holds.
 * The services of panel.core and panel.auth call it; nothing above them does.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
