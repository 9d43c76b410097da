package io.ostler.daemon.link.internal.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.instance.InstanceCare;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort.Protocol;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Care;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking after instances, over the link. */
class CareCallsTest {
    private static final InstanceId ID = new InstanceId("instance-0000001");
    private static final Care.Deleted DELETED =
            new Care.Deleted(ID, "A server", "process", true, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Capabilities capabilities = new Capabilities();
    private final DaemonWork work = new DaemonWork(new FakeEngine(), new FakeTrees(), capabilities);
    private boolean open = true;
    private final CareCalls calls = new CareCalls(
            new Gate() {
                @Override
                public <T> CompletableFuture<T> known(Function<TrustedPanel, CompletableFuture<T>> call) {
                    return open
                            ? call.apply(null)
                            : CompletableFuture.failedFuture(new OstlerException(ErrorCode.FORBIDDEN));
                }
            },
            work);

    @AfterEach
    void close() {
        work.close();
    }

    @Test
    void eachCallReachesTheService() throws Exception {
        capabilities.add(InstanceCare.class, care());
        assertNull(calls.crash(new Care.Ref(ID)).get(60, SECONDS).report());
        assertTrue(
                calls.revisions(new Care.Ref(ID)).get(60, SECONDS).revisions().isEmpty());
        assertEquals(List.of(DELETED), calls.deleted().get(60, SECONDS).instances());
        calls.purge(new Care.Ref(ID)).get(60, SECONDS);
        assertEquals(
                List.of(20000, 20001),
                calls.freePorts(new Care.PortQuestion(Protocol.values()[0], 2))
                        .get(60, SECONDS)
                        .numbers());
        assertEquals(List.of("crash", "revisions", "deleted", "purge", "freePorts"), asked);
    }

    @Test
    void anErrorOfTheServiceIsTold() {
        capabilities.add(InstanceCare.class, care());
        assertCode(ErrorCode.NOT_FOUND, calls.restore(new Care.Ref(ID)));
        assertCode(ErrorCode.NOT_FOUND, calls.revision(new Care.RevisionRef(ID, 7)));
    }

    @Test
    void withoutTheServiceTheCapabilityIsMissing() {
        assertCode(ErrorCode.CAPABILITY_MISSING, calls.crash(new Care.Ref(ID)));
        assertCode(ErrorCode.CAPABILITY_MISSING, calls.deleted());
    }

    @Test
    void aPanelThatIsNotTrustedReachesNothing() {
        capabilities.add(InstanceCare.class, care());
        open = false;
        for (var call : List.<CompletableFuture<?>>of(
                calls.crash(new Care.Ref(ID)),
                calls.revisions(new Care.Ref(ID)),
                calls.revision(new Care.RevisionRef(ID, 1)),
                calls.deleted(),
                calls.restore(new Care.Ref(ID)),
                calls.purge(new Care.Ref(ID)),
                calls.freePorts(new Care.PortQuestion(Protocol.values()[0], 1)))) {
            assertCode(ErrorCode.FORBIDDEN, call);
        }
        assertTrue(asked.isEmpty());
    }

    private InstanceCare care() {
        return (InstanceCare) Proxy.newProxyInstance(
                InstanceCare.class.getClassLoader(),
                new Class<?>[] {InstanceCare.class},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return System.identityHashCode(proxy);
                    }
                    asked.add(method.getName());
                    return switch (method.getName()) {
                        case "crash" -> Optional.empty();
                        case "revisions" -> List.of();
                        case "deleted" -> List.of(DELETED);
                        case "purge" -> null;
                        case "freePorts" -> List.of(20000, 20001);
                        default -> throw new OstlerException(ErrorCode.NOT_FOUND);
                    };
                });
    }

    private static void assertCode(ErrorCode code, CompletableFuture<?> call) {
        var error = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        assertEquals(
                code, assertInstanceOf(OstlerException.class, error.getCause()).code());
    }
}
