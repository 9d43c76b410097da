/**
 * Who did what, when, from where and with which result: written once, never changed, each record chained to the former.
 * Implemented by panel.core over the {@code AuditStore} of a storage bundle.
 * Services, the REST edge and plug-ins write; the page of the console, exports and {@code ostler audit verify} read.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
