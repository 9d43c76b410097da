/** Uploads and downloads over HTTP. */
@NullMarked
package io.ostler.daemon.http.internal.transfer;

import org.jspecify.annotations.NullMarked;
