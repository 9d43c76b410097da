/** What people have set for this node, and the limits of speed that follow from it. */
@NullMarked
package io.ostler.daemon.settings.internal;

import org.jspecify.annotations.NullMarked;
