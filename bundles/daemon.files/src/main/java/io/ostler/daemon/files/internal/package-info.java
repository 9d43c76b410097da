/** The confined file trees: every path that a person gives is resolved here, name by name beneath a folder handle. */
@NullMarked
package io.ostler.daemon.files.internal;

import org.jspecify.annotations.NullMarked;
