/** The instance type {@code process}: programs that run directly on the machine and outlive the daemon. */
@NullMarked
package io.ostler.daemon.process.internal;

import org.jspecify.annotations.NullMarked;
