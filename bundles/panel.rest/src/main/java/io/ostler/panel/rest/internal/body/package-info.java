/** What travels in requests and answers, name for name as docs/http-api.md says; a component may be absent only when it is {@code @Nullable}. */
@NullMarked
package io.ostler.panel.rest.internal.body;

import org.jspecify.annotations.NullMarked;
