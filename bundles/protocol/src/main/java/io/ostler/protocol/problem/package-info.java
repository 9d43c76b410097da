/**
 * Errors as people and clients see them: problem documents (RFC 9457) with the English text of every error code.
 * The message file here is the only place with such text; edges of panel and daemon call it.
 * Nobody implements anything of it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.protocol.problem;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
