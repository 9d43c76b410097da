/** Live changes over one WebSocket per browser tab: only what the caller may see, the newest of each object. */
@NullMarked
package io.ostler.panel.rest.internal.events;

import org.jspecify.annotations.NullMarked;
