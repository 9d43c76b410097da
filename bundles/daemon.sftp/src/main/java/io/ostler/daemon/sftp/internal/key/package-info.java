/** Keys and signatures that the JDK has and the SSH library asks others for; the keys of this door. */
@NullMarked
package io.ostler.daemon.sftp.internal.key;

import org.jspecify.annotations.NullMarked;
