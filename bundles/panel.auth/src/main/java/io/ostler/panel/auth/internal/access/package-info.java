/** Who may do what. */
@NullMarked
package io.ostler.panel.auth.internal.access;

import org.jspecify.annotations.NullMarked;
