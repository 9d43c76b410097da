/** What the node and its instances use and used. */
@NullMarked
package io.ostler.daemon.metrics.internal;

import org.jspecify.annotations.NullMarked;
