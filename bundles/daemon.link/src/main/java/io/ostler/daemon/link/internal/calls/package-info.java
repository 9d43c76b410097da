/** What a panel asks of this daemon. */
@NullMarked
package io.ostler.daemon.link.internal.calls;

import org.jspecify.annotations.NullMarked;
