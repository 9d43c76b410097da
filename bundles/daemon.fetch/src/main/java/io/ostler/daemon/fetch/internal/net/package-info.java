/**
 * A small HTTP/1.1 client that connects to the very address that was checked, and to nothing that isn't on the public
 * internet. What servers answer may be hostile: every length and every wait is bounded.
 */
@NullMarked
package io.ostler.daemon.fetch.internal.net;

import org.jspecify.annotations.NullMarked;
