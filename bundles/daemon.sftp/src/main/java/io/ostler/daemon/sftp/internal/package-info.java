/** The door for SFTP: the server, its keys and its limits. */
@NullMarked
package io.ostler.daemon.sftp.internal;

import org.jspecify.annotations.NullMarked;
