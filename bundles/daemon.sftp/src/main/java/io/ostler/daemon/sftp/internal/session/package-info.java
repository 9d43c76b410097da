/** One connection's files: requests, handles, the way to the file tree. */
@NullMarked
package io.ostler.daemon.sftp.internal.session;

import org.jspecify.annotations.NullMarked;
