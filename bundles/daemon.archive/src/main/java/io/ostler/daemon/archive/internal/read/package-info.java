/** One reader per format. What they read may be hostile: no size, count or offset is believed. */
@NullMarked
package io.ostler.daemon.archive.internal.read;

import org.jspecify.annotations.NullMarked;
