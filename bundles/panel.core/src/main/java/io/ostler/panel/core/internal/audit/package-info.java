/** The record of who did what. */
@NullMarked
package io.ostler.panel.core.internal.audit;

import org.jspecify.annotations.NullMarked;
