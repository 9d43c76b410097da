/**
 * Instances on this machine: the contract of instance types and the engine that runs them.
 * Instance types are implemented by bundles, ours or a third party's; the engine is implemented by daemon.instance.
 * The link, schedules and plug-ins call the engine; nothing but the engine calls an instance type.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.instance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
