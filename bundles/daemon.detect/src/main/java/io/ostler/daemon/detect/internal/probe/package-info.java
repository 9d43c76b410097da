/** Detectors and event readers as they come and go, each with its budget of time. */
@NullMarked
package io.ostler.daemon.detect.internal.probe;

import org.jspecify.annotations.NullMarked;
