/** Uploads in parts that can be resumed, by the tus protocol. */
@NullMarked
package io.ostler.daemon.http.internal.tus;

import org.jspecify.annotations.NullMarked;
