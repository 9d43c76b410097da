/** Serves the web console's files and the page that starts it. */
@NullMarked
package io.ostler.panel.web.internal;

import org.jspecify.annotations.NullMarked;
