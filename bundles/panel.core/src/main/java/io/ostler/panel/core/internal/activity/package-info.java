/** What was recorded, for those it concerns. */
@NullMarked
package io.ostler.panel.core.internal.activity;

import org.jspecify.annotations.NullMarked;
