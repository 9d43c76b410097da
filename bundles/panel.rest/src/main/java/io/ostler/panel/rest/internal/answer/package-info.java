/** What operations share when they answer: sessions, instances as a caller sees them, ETags, waiting without a thread. */
@NullMarked
package io.ostler.panel.rest.internal.answer;

import org.jspecify.annotations.NullMarked;
