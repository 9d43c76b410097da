/** Shiro: whom we know and what each may do. Its types stay here, in the hashes and in the check of rights. */
@NullMarked
package io.ostler.panel.auth.internal.realm;

import org.jspecify.annotations.NullMarked;
