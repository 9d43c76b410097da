/** The live changes that the panel tells its clients. */
@NullMarked
package io.ostler.panel.core.internal.event;

import org.jspecify.annotations.NullMarked;
