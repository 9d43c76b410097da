/** What the audit is told of operations. */
@NullMarked
package io.ostler.panel.rest.internal.audit;

import org.jspecify.annotations.NullMarked;
