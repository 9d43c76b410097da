/** Consoles as logs: watching, serving and bounding the files that instances append their output to. */
@NullMarked
package io.ostler.daemon.console.internal;

import org.jspecify.annotations.NullMarked;
