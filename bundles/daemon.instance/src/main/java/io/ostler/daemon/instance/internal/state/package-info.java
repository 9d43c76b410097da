/** The states of an instance as pure rules. */
@NullMarked
package io.ostler.daemon.instance.internal.state;

import org.jspecify.annotations.NullMarked;
