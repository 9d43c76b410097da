/** What roles hold, who has further ones, and the decision that follows of them. */
@NullMarked
package io.ostler.panel.auth.internal.role;

import org.jspecify.annotations.NullMarked;
