/** Tickets that browsers present, and the grants that their streams rest on. */
@NullMarked
package io.ostler.daemon.link.internal.grant;

import org.jspecify.annotations.NullMarked;
