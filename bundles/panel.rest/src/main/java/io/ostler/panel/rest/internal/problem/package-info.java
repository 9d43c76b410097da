/** Every error becomes a problem document here, and nowhere else in this bundle. */
@NullMarked
package io.ostler.panel.rest.internal.problem;

import org.jspecify.annotations.NullMarked;
