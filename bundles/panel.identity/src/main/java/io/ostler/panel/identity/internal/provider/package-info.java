/** The configured providers: types that come and go, settings with their secrets, roles from groups. */
@NullMarked
package io.ostler.panel.identity.internal.provider;

import org.jspecify.annotations.NullMarked;
