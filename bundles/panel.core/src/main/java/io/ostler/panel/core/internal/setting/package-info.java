/** The panel's settings. */
@NullMarked
package io.ostler.panel.core.internal.setting;

import org.jspecify.annotations.NullMarked;
