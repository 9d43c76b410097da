/** Uploads in one request. */
@NullMarked
package io.ostler.daemon.http.internal.upload;

import org.jspecify.annotations.NullMarked;
