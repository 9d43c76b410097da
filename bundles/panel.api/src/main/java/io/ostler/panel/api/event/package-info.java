/**
 * Live changes by topic, with sequence numbers.
 * Implemented by panel.core; whoever changes something publishes, the event socket subscribes.
 * Listeners get only what the caller may see.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
