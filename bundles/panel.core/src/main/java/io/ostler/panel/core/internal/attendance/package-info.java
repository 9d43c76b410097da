/** People at consoles: who is there, and who typed what. */
@NullMarked
package io.ostler.panel.core.internal.attendance;

import org.jspecify.annotations.NullMarked;
