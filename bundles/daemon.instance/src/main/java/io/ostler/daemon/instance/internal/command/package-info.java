/** Lines that go to a program by another way than its input. */
@NullMarked
package io.ostler.daemon.instance.internal.command;

import org.jspecify.annotations.NullMarked;
