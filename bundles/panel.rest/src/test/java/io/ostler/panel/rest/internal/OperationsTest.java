package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.api.rest.NotAudited;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.api.rest.SignedIn;
import io.ostler.panel.rest.internal.files.FileResource;
import io.ostler.panel.rest.internal.openapi.CompiledClasses;
import io.ostler.panel.rest.internal.resource.InstanceResource;
import io.ostler.panel.rest.internal.signin.FactorResource;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Abuse case 32: an operation without a declared permission doesn't leave the build. */
class OperationsTest {

    static Stream<Method> operations() {
        return Stream.of(InstanceResource.class, FileResource.class, FactorResource.class)
                .flatMap(type -> CompiledClasses.of(type.getPackage()).stream())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)));
    }

    @Test
    void thereAreOperations() {
        assertTrue(operations().count() > 55);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationSaysWhoMayCallIt(Method operation) {
        long said = Stream.of(RequiresPermission.class, SignedIn.class, Anonymous.class)
                .filter(operation::isAnnotationPresent)
                .count();
        assertEquals(1, said, "exactly one of @RequiresPermission, @SignedIn, @Anonymous at " + operation);
        var anonymous = operation.getAnnotation(Anonymous.class);
        assertFalse(anonymous != null && anonymous.value().isBlank(), "a reason at " + operation);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationsOnOneInstanceCheckThatInstance(Method operation) {
        var path = path(operation.getDeclaringClass()) + "/" + path(operation);
        if (path.startsWith("instances/{id}") || path.startsWith("instances//{id}")) {
            var required = operation.getAnnotation(RequiresPermission.class);
            assertEquals("id", required == null ? "" : required.instance(), path);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationsOnOneNodeCheckThatNode(Method operation) {
        var path = path(operation.getDeclaringClass()) + "/" + path(operation);
        if (path.startsWith("nodes/{id}") || path.startsWith("nodes//{id}")) {
            var required = operation.getAnnotation(RequiresPermission.class);
            assertEquals("id", required == null ? "" : required.node(), path);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void permissionsOfAdministratorsAreNeverMixedWithThoseOfOwnersOutsideOneInstance(Method operation) {
        var required = operation.getAnnotation(RequiresPermission.class);
        if (required != null && required.instance().isEmpty()) {
            var reaches =
                    Arrays.stream(required.value()).map(OperationsTest::reach).distinct();
            assertEquals(1, reaches.count(), "one reach at " + operation);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationThatChangesSomethingIsRecorded(Method operation) {
        boolean reads = operation.isAnnotationPresent(GET.class);
        boolean audited = operation.isAnnotationPresent(Audited.class);
        boolean not = operation.isAnnotationPresent(NotAudited.class);
        assertTrue(reads ? !not : audited != not, "@Audited or @NotAudited at " + operation);
        if (audited) {
            assertTrue(operation.getAnnotation(Audited.class).value().matches("[a-z]+([.-][a-z{}]+)+"), "" + operation);
        } else if (not) {
            assertFalse(operation.getAnnotation(NotAudited.class).value().isBlank(), "a reason at " + operation);
        }
    }

    private static Permission.Reach reach(String name) {
        return Permission.BUILT_IN.stream()
                .filter(permission -> permission.text().equals(name))
                .findAny()
                .orElseThrow()
                .reach();
    }

    private static String path(java.lang.reflect.AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    @Test
    void anonymousOperationsAreTheseFew() {
        var names = operations()
                .filter(operation -> operation.isAnnotationPresent(Anonymous.class))
                .map(operation -> operation.getDeclaringClass().getSimpleName() + "." + operation.getName())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "DescriptionResource.get",
                        "EnrolmentResource.join",
                        "InvitationUseResource.acceptAsNew",
                        "InvitationUseResource.look",
                        "RecoveryResource.complete",
                        "SecondStepResource.ask",
                        "SecondStepResource.finish",
                        "SecondStepResource.passkey",
                        "SessionResource.signIn",
                        "SetupResource.complete",
                        "SetupResource.state",
                        "SignInResource.begin",
                        "SignInResource.choices",
                        "SignInResource.finish",
                        "SignInResource.open"),
                names);
    }
}
