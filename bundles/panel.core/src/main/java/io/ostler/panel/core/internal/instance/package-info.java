/** What a person may do with instances and their files. */
@NullMarked
package io.ostler.panel.core.internal.instance;

import org.jspecify.annotations.NullMarked;
