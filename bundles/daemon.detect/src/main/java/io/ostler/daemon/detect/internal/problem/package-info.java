/** The detectors that come with the house. */
@NullMarked
package io.ostler.daemon.detect.internal.problem;

import org.jspecify.annotations.NullMarked;
