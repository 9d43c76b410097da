/** What detectors on the nodes found, and how instances crashed. */
@NullMarked
package io.ostler.panel.core.internal.problem;

import org.jspecify.annotations.NullMarked;
