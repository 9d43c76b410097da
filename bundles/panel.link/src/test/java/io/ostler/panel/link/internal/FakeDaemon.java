package io.ostler.panel.link.internal;

import io.ostler.model.NodeId;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.DaemonFiles;
import io.ostler.protocol.DaemonTasks;
import io.ostler.protocol.Grant;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.PanelApi;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Says hello and tells the time; anything else never ends. */
final class FakeDaemon implements DaemonApi {
    final LinkedBlockingQueue<Messages.PanelHello> hellos = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Instant> times = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
    volatile NodeId id;
    volatile int protocol = 1;
    volatile Duration skew = Duration.ZERO;
    /** Told before the answer to hello is given. */
    volatile PanelApi events;

    volatile Function<PanelApi, ?> beforeHello = panel -> null;
    volatile Function<Messages.PanelTime, CompletionStage<Messages.Pong>> clock = this::rightClock;

    FakeDaemon(NodeId id) {
        this.id = id;
    }

    private CompletionStage<Messages.Pong> rightClock(Messages.PanelTime time) {
        return CompletableFuture.completedFuture(new Messages.Pong(Instant.now().plus(skew)));
    }

    @Override
    public CompletableFuture<Messages.DaemonHello> hello(Messages.PanelHello hello) {
        hellos.add(hello);
        if (events != null) {
            beforeHello.apply(events);
        }
        return CompletableFuture.completedFuture(new Messages.DaemonHello(
                id,
                "1",
                protocol,
                "boot-" + hellos.size(),
                Instant.now(),
                new Messages.Machine("attic", "Linux", "25", 2, 1),
                List.of(),
                null,
                List.of(),
                List.of()));
    }

    @Override
    public CompletableFuture<Messages.Pong> tellTime(Messages.PanelTime time) {
        times.add(time.now());
        return clock.apply(time).toCompletableFuture();
    }

    @Override
    public CompletableFuture<Messages.Pong> ping() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<InstanceSnapshot> createInstance(Messages.CreateInstance request) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<InstanceSnapshot> updateInstance(Messages.UpdateInstance request) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Messages.Done> deleteInstance(Messages.DeleteInstance request) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<InstanceSnapshot> power(Messages.PowerRequest request) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Messages.Done> sendInput(Messages.InputRequest request) {
        return new CompletableFuture<>();
    }

    @Override
    public DaemonFiles files() {
        return parts(DaemonFiles.class);
    }

    @Override
    public io.ostler.protocol.DaemonCare care() {
        return parts(io.ostler.protocol.DaemonCare.class);
    }

    @Override
    public io.ostler.protocol.DaemonMetrics metrics() {
        return parts(io.ostler.protocol.DaemonMetrics.class);
    }

    @Override
    public io.ostler.protocol.DaemonConsoles consoles() {
        return parts(io.ostler.protocol.DaemonConsoles.class);
    }

    @Override
    public DaemonTasks tasks() {
        return parts(DaemonTasks.class);
    }

    /** Asked of a part: the interface's name and the method's; the answer never comes. */
    private <T> T parts(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            asked.add(type.getSimpleName() + " " + method.getName());
            return new CompletableFuture<>();
        }));
    }

    @Override
    public CompletableFuture<NodeSettings> settings() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<NodeSettings> changeSettings(NodeSettings settings) {
        return CompletableFuture.completedFuture(settings);
    }

    @Override
    public CompletableFuture<List<Grant>> openGrants() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Messages.Done> revoke(Messages.Revocation revocation) {
        return new CompletableFuture<>();
    }
}
