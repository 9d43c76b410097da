/** Who somebody is and what they may do: passwords, realms, sign-in, sessions, the check of rights. */
@NullMarked
package io.ostler.panel.auth.internal;

import org.jspecify.annotations.NullMarked;
