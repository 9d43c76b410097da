/**
 * Problems and events in what instances print: {@link io.ostler.daemon.api.detect.ProblemDetector} and
 * {@link io.ostler.daemon.api.detect.EventReader} are for plug-ins.
 * {@link io.ostler.daemon.api.detect.Detection} is implemented by daemon.detect.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.detect;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
