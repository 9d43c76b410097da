/** The key outside the database, and what it seals. */
@NullMarked
package io.ostler.panel.storage.jdbc.internal.secret;

import org.jspecify.annotations.NullMarked;
