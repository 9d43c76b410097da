/** What uploads and downloads over HTTP share: what they hold, how bodies are read, how fast they may be. */
@NullMarked
package io.ostler.daemon.http.internal.transfer;

import org.jspecify.annotations.NullMarked;
