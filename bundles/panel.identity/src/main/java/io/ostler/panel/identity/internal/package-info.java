/** What several parts of the bundle need. */
@NullMarked
package io.ostler.panel.identity.internal;

import org.jspecify.annotations.NullMarked;
