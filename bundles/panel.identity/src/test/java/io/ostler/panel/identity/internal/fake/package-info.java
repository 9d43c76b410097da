/** Stores and services in memory. */
@NullMarked
package io.ostler.panel.identity.internal.fake;

import org.jspecify.annotations.NullMarked;
