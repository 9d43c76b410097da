/** Long work of the daemons, as they tell of it. */
@NullMarked
package io.ostler.panel.core.internal.task;

import org.jspecify.annotations.NullMarked;
