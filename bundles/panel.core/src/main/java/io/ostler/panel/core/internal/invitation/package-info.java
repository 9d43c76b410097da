/** Invitations by link, to instances and to accounts. */
@NullMarked
package io.ostler.panel.core.internal.invitation;

import org.jspecify.annotations.NullMarked;
