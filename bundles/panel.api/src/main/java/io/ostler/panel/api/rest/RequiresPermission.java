package io.ostler.panel.api.rest;

import io.ostler.panel.api.access.PermissionNames;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation wants a signed-in caller who holds one of the permissions. The edge checks it before it reads the
 * body; the service that does the thing checks again what exactly is asked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {

    /** Names of permissions, of {@link PermissionNames} or a plug-in's own; any one of them is enough. */
    String[] value();

    /**
     * Name of the path parameter with the instance's id; empty for operations that aren't about one instance. Then
     * permissions that hold per instance are left to the service, which filters.
     */
    String instance() default "";

    /** Name of the path parameter with the node's id; empty for operations that aren't about one node. */
    String node() default "";

    /** Whether it is enough to hold it on some node; the service sorts out which. */
    boolean somewhere() default false;
}
