/** People who may use instances that aren't theirs. */
@NullMarked
package io.ostler.panel.core.internal.member;

import org.jspecify.annotations.NullMarked;
