package io.ostler.panel.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Never with an API key, whatever its scope: somebody has to be there. Besides these, keys are refused at all operations
 * with {@link SignedIn} and at those that change something and want no more than {@code account.self}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SessionOnly {

    /** Why. */
    String value();
}
