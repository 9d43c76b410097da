/** Who may do what, asked from outside: every operation of the API by every kind of caller. */
@NullMarked
package io.ostler.itests.rights;

import org.jspecify.annotations.NullMarked;
