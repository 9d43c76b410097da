/** The operations on an instance's files and on the tasks that come of them. */
@NullMarked
package io.ostler.panel.rest.internal.files;

import org.jspecify.annotations.NullMarked;
