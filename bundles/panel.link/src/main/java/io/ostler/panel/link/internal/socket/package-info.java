/** A WebSocket client, just large enough to dial a daemon. */
@NullMarked
package io.ostler.panel.link.internal.socket;

import org.jspecify.annotations.NullMarked;
