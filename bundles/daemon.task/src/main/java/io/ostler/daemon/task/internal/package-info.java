/** Long work: what waits, what runs, what is over, and the notes that survive the daemon. */
@NullMarked
package io.ostler.daemon.task.internal;

import org.jspecify.annotations.NullMarked;
