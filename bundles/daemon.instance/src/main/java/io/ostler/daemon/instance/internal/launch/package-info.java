/** What a run gets: environment, working folder, input. */
@NullMarked
package io.ostler.daemon.instance.internal.launch;

import org.jspecify.annotations.NullMarked;
