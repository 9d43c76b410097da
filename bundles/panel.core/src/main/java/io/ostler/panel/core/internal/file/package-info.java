/** Files of instances, with what each person may do with them. */
@NullMarked
package io.ostler.panel.core.internal.file;

import org.jspecify.annotations.NullMarked;
