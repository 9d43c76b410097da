/** Runs in the build only, and is left out of the bundle: finishes the API's description. */
@NullMarked
package io.ostler.panel.rest.internal.openapi;

import org.jspecify.annotations.NullMarked;
