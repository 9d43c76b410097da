/** What people do with their own identities. */
@NullMarked
package io.ostler.panel.identity.internal.account;

import org.jspecify.annotations.NullMarked;
