/** One action on many instances. */
@NullMarked
package io.ostler.panel.core.internal.batch;

import org.jspecify.annotations.NullMarked;
