/** A small way to sign in, as a plug-in would bring it: read it first, then copy it. */
@NullMarked
package io.ostler.testkit.provider;

import org.jspecify.annotations.NullMarked;
