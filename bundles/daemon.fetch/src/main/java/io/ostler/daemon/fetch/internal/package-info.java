/** Downloads from the internet into an instance's folder, as tasks. */
@NullMarked
package io.ostler.daemon.fetch.internal;

import org.jspecify.annotations.NullMarked;
