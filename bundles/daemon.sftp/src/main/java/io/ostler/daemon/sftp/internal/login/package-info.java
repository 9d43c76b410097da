/** Who comes in: passwords and keys, judged by the panel. */
@NullMarked
package io.ostler.daemon.sftp.internal.login;

import org.jspecify.annotations.NullMarked;
