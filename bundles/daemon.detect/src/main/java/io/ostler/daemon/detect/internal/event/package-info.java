/** The event readers that come with the house. */
@NullMarked
package io.ostler.daemon.detect.internal.event;

import org.jspecify.annotations.NullMarked;
