/** What people and joining daemons may do with nodes. */
@NullMarked
package io.ostler.panel.core.internal.node;

import org.jspecify.annotations.NullMarked;
