/**
 * The SQL databases that can hold the panel's stores, below {@code panel.api.store}.
 * Implemented by bundles that know one kind of database (Derby, PostgreSQL); each is found as a service of the class
 * path too ({@code META-INF/services}), because moving and restoring happen while no panel runs.
 * Called by panel.storage.jdbc alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
