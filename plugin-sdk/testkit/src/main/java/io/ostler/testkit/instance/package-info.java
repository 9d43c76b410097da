/**
 * What each instance type must do, however it runs programs.
 * Implementers of {@link io.ostler.daemon.api.instance.InstanceType} extend the class and say how to open their type.
 * JUnit runs them; nothing in the product calls them.
 */
@NullMarked
package io.ostler.testkit.instance;

import org.jspecify.annotations.NullMarked;
