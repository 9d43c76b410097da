/** Archives as tasks: what was asked is checked here, then written by {@code write} or read by {@code extract}. */
@NullMarked
package io.ostler.daemon.archive.internal;

import org.jspecify.annotations.NullMarked;
