/** What all doors of the daemon share: requests and their answers, limits, threads, and the browser's probe. */
@NullMarked
package io.ostler.daemon.http.internal;

import org.jspecify.annotations.NullMarked;
