/**
 * How a machine becomes a node: the one-time key, the proofs of both sides, the command that joins.
 * panel.core makes keys and checks proofs with it, daemon.link reads what the command stored.
 * The command runs as plain Java, without the framework.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link.enrol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
