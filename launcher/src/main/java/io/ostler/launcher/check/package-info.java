/** What must hold before a start: one class per cause, each with a message that says the remedy. */
@NullMarked
package io.ostler.launcher.check;

import org.jspecify.annotations.NullMarked;
