/** What was used, in files of fixed size. */
@NullMarked
package io.ostler.daemon.metrics.internal.history;

import org.jspecify.annotations.NullMarked;
