/**
 * Who did what, when, from where and with which result: written once, never changed, each record chained to the former.
 * Implemented by panel.core over the {@code AuditStore} of a storage bundle.
 * <p>A plug-in takes {@link io.ostler.panel.api.audit.Audit} as a service and writes under names that begin with its own:
 *
 * <pre>{@code
 * var act = new AuditAct(
 *         AuditActor.of(caller), "shop.order.cancel", AuditObject.of("shop.order", order.id()),
 *         AuditValues.of(Map.of("state", "paid")), AuditValues.of(Map.of("state", "cancelled")));
 * var entry = audit.begin(act); // nothing is done when this throws
 * try {
 *     cancel(order);
 *     entry.end(act, AuditResult.DONE);
 * } catch (OstlerException e) {
 *     entry.end(act, AuditResult.of(e.code()));
 *     throw e;
 * }
 * }</pre>
 *
 * Values never hold a secret: {@code AuditValues.MASKED} says that there is one. Texts may be anything that somebody
 * typed; what could forge a line or turn its direction is written out. REST operations of a plug-in need none of this
 * but {@link io.ostler.panel.api.rest.Audited}.
 *
 * <p>Services, the REST edge and plug-ins write; the page of the console, exports and {@code ostler audit verify} read.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
