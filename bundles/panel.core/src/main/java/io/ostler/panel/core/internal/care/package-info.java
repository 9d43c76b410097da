/** Looking after instances: what they run, and what their definitions were. */
@NullMarked
package io.ostler.panel.core.internal.care;

import org.jspecify.annotations.NullMarked;
