/** What people write on instances. */
@NullMarked
package io.ostler.panel.core.internal.label;

import org.jspecify.annotations.NullMarked;
