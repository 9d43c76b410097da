/** Sessions of people who signed in. */
@NullMarked
package io.ostler.panel.auth.internal.session;

import org.jspecify.annotations.NullMarked;
