package io.ostler.panel.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation is recorded in the audit: changing ones before they are done and with their result, reading ones and
 * those that only answer before the answer leaves. Every operation that isn't a GET has this or {@link NotAudited};
 * without either it is recorded by its method's name, and a test fails.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {

    /** The act's name; {@code {field}} stands for a field of the body: {@code instance.power.{action}}. */
    String value();

    /** What the act is about: {@code instance}, {@code user}, {@code node}, …. */
    String kind() default "";

    /** Name of the path parameter with its id; empty: the answer's field {@code id}. */
    String id() default "";

    /** Parameters of path and query, and fields of the body, that are recorded. Never those that may hold a secret. */
    String[] values() default {};

    /** Nothing stays of it but its answer: recorded once, before that leaves, like an operation that reads. */
    boolean answersOnly() default false;

    /** Not recorded where the instance belongs to whoever asks. */
    boolean others() default false;
}
