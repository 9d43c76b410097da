/** The panel's stores in SQL, and the migrations that make and change their tables. */
@NullMarked
package io.ostler.panel.storage.jdbc.internal;

import org.jspecify.annotations.NullMarked;
