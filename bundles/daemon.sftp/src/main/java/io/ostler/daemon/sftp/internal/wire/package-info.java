/** SFTP, version 3, as bytes. */
@NullMarked
package io.ostler.daemon.sftp.internal.wire;

import org.jspecify.annotations.NullMarked;
