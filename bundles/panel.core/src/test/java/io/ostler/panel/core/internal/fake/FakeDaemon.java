package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.DaemonCare;
import io.ostler.protocol.DaemonConsoles;
import io.ostler.protocol.DaemonFiles;
import io.ostler.protocol.DaemonTasks;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A daemon whose answers a test sets by method name; what was asked is remembered. */
public final class FakeDaemon {
    public final List<Messages.Revocation> revoked = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public List<Grant> open = List.of();
    private final Map<String, Function<Object, Object>> answers = new ConcurrentHashMap<>();
    /** What came with the last call of a method. */
    public final Map<String, Object> requests = new ConcurrentHashMap<>();
    /** How many revocations are answered with a timeout before one is acknowledged. */
    public int refusedRevocations;

    private final DaemonFiles files = proxy(DaemonFiles.class);
    private final DaemonTasks tasks = proxy(DaemonTasks.class);
    private final DaemonCare care = proxy(DaemonCare.class);
    private final DaemonConsoles consoles = proxy(DaemonConsoles.class);
    private final DaemonApi api = proxy(DaemonApi.class);

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "files" -> files;
                    case "tasks" -> tasks;
                    case "care" -> care;
                    case "consoles" -> consoles;
                    default -> answer(method.getName(), arguments == null ? null : arguments[0]);
                }));
    }

    public DaemonApi api() {
        return api;
    }

    /** @param value made from the request; an exception fails the call */
    public void answers(String method, Function<Object, Object> value) {
        answers.put(method, value);
    }

    private CompletableFuture<?> answer(String method, Object request) {
        asked.add(method);
        if (request != null) {
            requests.put(method, request);
        }
        if (request instanceof Messages.Revocation revocation) {
            revoked.add(revocation);
            if (refusedRevocations > 0) {
                refusedRevocations--;
                return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_TIMEOUT));
            }
            return CompletableFuture.completedFuture(new Messages.Done());
        }
        if (method.equals("openGrants")) {
            return CompletableFuture.completedFuture(open);
        }
        Object value = answers.getOrDefault(method, r -> new OstlerException(ErrorCode.INTERNAL))
                .apply(request);
        return value instanceof Throwable error
                ? CompletableFuture.failedFuture(error)
                : CompletableFuture.completedFuture(value);
    }

    /** The snapshot that a daemon gives for a new instance. */
    public static Function<Object, Object> creating() {
        return request -> {
            var create = (Messages.CreateInstance) request;
            return Samples.snapshot(create.id(), create.definition(), 1);
        };
    }
}
