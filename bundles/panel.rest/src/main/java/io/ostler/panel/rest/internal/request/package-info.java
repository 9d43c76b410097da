/** What happens to every request before an operation sees it: facts, origin, session, CSRF, permission, limits. */
@NullMarked
package io.ostler.panel.rest.internal.request;

import org.jspecify.annotations.NullMarked;
