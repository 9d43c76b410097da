/** The panel's key and its links to daemons, over sockets and in the same process. */
@NullMarked
package io.ostler.panel.link.internal;

import org.jspecify.annotations.NullMarked;
