/** Jersey in OSGi: resources are services that come and go while requests run. */
@NullMarked
package io.ostler.panel.rest.internal.host;

import org.jspecify.annotations.NullMarked;
