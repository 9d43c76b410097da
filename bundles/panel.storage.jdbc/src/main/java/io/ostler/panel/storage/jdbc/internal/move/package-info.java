/** Everything in a database as a stream of rows: from one database to another, into a backup and out of it. */
@NullMarked
package io.ostler.panel.storage.jdbc.internal.move;

import org.jspecify.annotations.NullMarked;
