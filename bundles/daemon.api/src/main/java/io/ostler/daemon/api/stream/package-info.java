/**
 * Tickets, logins and the grants that live streams rest on; the node's settings and limits of speed.
 * Implemented by daemon.link, which knows the panels this daemon trusts, by daemon.settings and daemon.sftp.
 * Every stream and transfer end point calls it before it opens anything.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
