/**
 * How panel and node prove who they are before the first call.
 * Pure: texts in, texts out; panel.link and daemon.link carry them.
 * A link without a finished handshake serves nothing.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link.handshake;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
