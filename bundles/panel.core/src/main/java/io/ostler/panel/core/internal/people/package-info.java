/** Accounts and set-up. */
@NullMarked
package io.ostler.panel.core.internal.people;

import org.jspecify.annotations.NullMarked;
