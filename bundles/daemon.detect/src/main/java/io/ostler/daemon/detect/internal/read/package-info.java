/** From bytes of a console to clean lines, within bounds. */
@NullMarked
package io.ostler.daemon.detect.internal.read;

import org.jspecify.annotations.NullMarked;
