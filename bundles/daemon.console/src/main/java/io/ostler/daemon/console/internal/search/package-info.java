/** Finding and copying stretches of what is stored. */
@NullMarked
package io.ostler.daemon.console.internal.search;

import org.jspecify.annotations.NullMarked;
