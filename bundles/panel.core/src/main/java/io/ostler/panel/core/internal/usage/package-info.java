/** What instances and nodes use. */
@NullMarked
package io.ostler.panel.core.internal.usage;

import org.jspecify.annotations.NullMarked;
