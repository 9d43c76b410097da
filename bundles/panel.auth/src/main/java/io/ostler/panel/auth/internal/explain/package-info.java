/** Why somebody may or may not do a thing. */
@NullMarked
package io.ostler.panel.auth.internal.explain;

import org.jspecify.annotations.NullMarked;
