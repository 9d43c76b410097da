package io.ostler.panel.rest.internal.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.ostler.panel.api.access.PermissionNames;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SessionOnly;
import io.ostler.panel.api.rest.StepUp;
import io.ostler.panel.rest.internal.body.Problem;
import io.ostler.panel.rest.internal.filebody.FileBodies;
import io.ostler.panel.rest.internal.files.FileResource;
import io.ostler.panel.rest.internal.resource.InstanceResource;
import io.ostler.panel.rest.internal.signin.FactorResource;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the generator can't read from the code: which fields are always there (all but {@code @Nullable} ones),
 * the {@code type} of the variants of sealed types, the problem document of every operation, and who may call it.
 */
public final class Polish implements OASFilter {
    private static final String COOKIE = "session";
    private static final String CSRF = "csrf";
    private static final String KEY = "key";
    private static final String KEY_PARAMETER = "keyParameter";

    private final Map<String, Class<?>> bodies = Stream.of(Problem.class, FileBodies.class)
            .flatMap(type -> CompiledClasses.of(type.getPackage()).stream())
            .filter(type -> type.isRecord() || type.isInterface())
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
    private final Map<String, Method> operations = Stream.of(
                    InstanceResource.class, FileResource.class, FactorResource.class)
            .flatMap(type -> CompiledClasses.of(type.getPackage()).stream())
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(org.eclipse.microprofile.openapi.annotations.Operation.class))
            .collect(Collectors.toMap(Polish::operationId, Function.identity()));

    private static String operationId(Method method) {
        var operation = method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        return operation.hidden() ? method.toString() : operation.operationId();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().getSchemas().forEach(this::polish);
        api.getPaths().getPathItems().values().forEach(this::polish);
    }

    private void polish(String name, Schema schema) {
        var body = bodies.get(name);
        if (body != null && body.isRecord()) {
            requireComponents(schema, body);
            addType(schema, body);
        } else if (body != null) {
            schema.setType(null); // the variants say it; beside oneOf it confuses makers of client types
        }
    }

    private static void requireComponents(Schema schema, Class<?> body) {
        var required = new ArrayList<String>();
        for (var component : body.getRecordComponents()) {
            var always = isAlwaysThere(component);
            if (always || !isNullable(component)) {
                required.add(component.getName());
            }
            if (always) {
                Objects.requireNonNull(schema.getProperties().get(component.getName()))
                        .addType(Schema.SchemaType.NULL);
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A null that is written as such. */
    private static boolean isAlwaysThere(RecordComponent component) {
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.ALWAYS;
    }

    private static void addType(Schema schema, Class<?> body) {
        for (var parent : body.getInterfaces()) {
            var variants = parent.getAnnotation(JsonSubTypes.class);
            if (variants != null) {
                var name = Arrays.stream(variants.value())
                        .filter(variant -> variant.value() == body)
                        .findAny()
                        .orElseThrow()
                        .name();
                schema.addProperty(
                        "type",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .enumeration(List.of(name)));
                schema.addRequired("type");
            }
        }
    }

    private void polish(PathItem path) {
        path.getOperations().forEach((verb, operation) -> {
            var method = operations.get(operation.getOperationId());
            if (method == null) {
                throw new IllegalStateException("no @Operation has the id " + operation.getOperationId());
            }
            operation
                    .getResponses()
                    .addAPIResponse("default", OASFactory.createAPIResponse().ref("Problem"));
            guard(operation, method, verb == PathItem.HttpMethod.GET);
        });
    }

    /** As the guard of requests has it. */
    private static boolean isForKeys(Method method, RequiresPermission permission, boolean reading) {
        return !method.isAnnotationPresent(SessionOnly.class)
                && (reading || !List.of(permission.value()).equals(List.of(PermissionNames.ACCOUNT_SELF)));
    }

    private static void guard(Operation operation, Method method, boolean reading) {
        var permission = method.getAnnotation(RequiresPermission.class);
        if (method.isAnnotationPresent(Anonymous.class)) {
            operation.setSecurity(List.of());
            return;
        }
        var needs = OASFactory.createSecurityRequirement().addScheme(COOKIE);
        operation.addSecurityRequirement(reading ? needs : needs.addScheme(CSRF));
        if (permission != null && isForKeys(method, permission, reading)) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(KEY));
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(KEY_PARAMETER));
        }
        if (method.isAnnotationPresent(StepUp.class)) {
            operation.addExtension("x-step-up", true);
        }
        if (permission != null) {
            operation.addExtension(
                    "x-permissions", Arrays.stream(permission.value()).toList());
        }
    }
}
