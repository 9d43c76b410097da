/** The service: findings and events of what instances print. */
@NullMarked
package io.ostler.daemon.detect.internal;

import org.jspecify.annotations.NullMarked;
