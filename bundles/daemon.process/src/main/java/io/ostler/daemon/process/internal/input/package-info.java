/** What goes to a program: typed bytes and the size of its terminal. */
@NullMarked
package io.ostler.daemon.process.internal.input;

import org.jspecify.annotations.NullMarked;
