package io.ostler.panel.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation wants a session whose person proved a short while ago who they are; else {@code STEP_UP_REQUIRED}.
 * Never done in somebody else's name. An API key may do it only when it names the permission expressly, and never where
 * {@link SessionOnly} stands beside.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StepUp {}
