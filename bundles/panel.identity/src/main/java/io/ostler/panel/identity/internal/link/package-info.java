/** Links that sign somebody in once. */
@NullMarked
package io.ostler.panel.identity.internal.link;

import org.jspecify.annotations.NullMarked;
