/**
 * What panel and daemon say to each other: the two interfaces of the link, their messages, and the tickets that a
 * browser carries from one to the other. The link's ends implement the interfaces; panel and daemon call them, over a
 * socket or, in the standalone distribution, directly.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
