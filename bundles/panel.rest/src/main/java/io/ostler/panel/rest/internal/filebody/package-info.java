/** Bodies about files and tasks, as JSON. */
@NullMarked
package io.ostler.panel.rest.internal.filebody;

import org.jspecify.annotations.NullMarked;
