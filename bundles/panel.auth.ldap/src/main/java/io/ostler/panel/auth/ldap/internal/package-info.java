/** Signing in with names and passwords of an LDAP directory. */
@NullMarked
package io.ostler.panel.auth.ldap.internal;

import org.jspecify.annotations.NullMarked;
