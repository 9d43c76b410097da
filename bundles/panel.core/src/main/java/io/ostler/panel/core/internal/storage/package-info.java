/** Where the panel keeps its data, for those who may change it. */
@NullMarked
package io.ostler.panel.core.internal.storage;

import org.jspecify.annotations.NullMarked;
