/**
 * What people do at the daemon's own doors, on its way to the panel's audit.
 * Implemented by daemon.link, which keeps it until a panel has it.
 * Called by every door that knows no REST operation: transfers and SFTP; typed lines go by {@code Attendance}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.act;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
