/** What this daemon tells a panel by itself. */
@NullMarked
package io.ostler.daemon.link.internal.push;

import org.jspecify.annotations.NullMarked;
