/** The panel's database inside its own process: Derby behind a small connection pool. */
@NullMarked
package io.ostler.panel.storage.derby.internal;

import org.jspecify.annotations.NullMarked;
