/** Sign-in at doors that know no cookies, and the public keys that people use there. */
@NullMarked
package io.ostler.panel.auth.internal.door;

import org.jspecify.annotations.NullMarked;
