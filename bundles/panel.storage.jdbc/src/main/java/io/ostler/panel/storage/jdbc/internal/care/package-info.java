/** What people do with the database and backups while the panel runs. */
@NullMarked
package io.ostler.panel.storage.jdbc.internal.care;

import org.jspecify.annotations.NullMarked;
