/** Steps of a sign-in, second factors and passkeys, confirmation, acting as somebody else. */
@NullMarked
package io.ostler.panel.rest.internal.signin;

import org.jspecify.annotations.NullMarked;
