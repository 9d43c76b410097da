/** The panel's database on a PostgreSQL server, behind a small connection pool; nothing at all while Derby is chosen. */
@NullMarked
package io.ostler.panel.storage.postgres.internal;

import org.jspecify.annotations.NullMarked;
