package io.ostler.panel.link.internal;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.ostler.model.NodeId;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** The panel's registry as the links see it: writes down what they report. */
final class FakeRegistry implements NodeLinks, NodeTargets {
    /** What was reported, such as {@code linked node-1}, {@code lost LINK_LOST}, {@code unreachable UNREACHABLE}. */
    final LinkedBlockingQueue<String> reports = new LinkedBlockingQueue<>();

    final LinkedBlockingQueue<Object> news = new LinkedBlockingQueue<>();
    /** The node that asked, and the name. */
    final LinkedBlockingQueue<String> logins = new LinkedBlockingQueue<>();

    volatile Function<Messages.DoorLogin, CompletableFuture<Messages.DoorPass>> judge =
            login -> new CompletableFuture<>();
    final LinkedBlockingQueue<Duration> skews = new LinkedBlockingQueue<>();
    final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    volatile List<NodeRecord> nodes = List.of();
    volatile DaemonApi daemon;
    /** How long it takes to write a report down. */
    volatile Duration slow = Duration.ZERO;

    volatile boolean interrupted;
    volatile Messages.DaemonHello hello;

    String next() throws InterruptedException {
        return reports.poll(60, SECONDS);
    }

    void change(NodeRecord... now) {
        nodes = List.of(now);
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<NodeRecord> remote() {
        return nodes;
    }

    @Override
    public AutoCloseable listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public Linked linked(NodeId node, Messages.DaemonHello said, DaemonApi api) {
        daemon = api;
        hello = said;
        write();
        reports.add("linked " + node);
        return new Linked() {
            @Override
            public PanelApi events() {
                return new News(node);
            }

            @Override
            public void measured(Duration latency, Duration clockSkew) {
                skews.add(clockSkew);
            }

            @Override
            public void lost(String reason) {
                write();
                reports.add("lost " + reason);
            }
        };
    }

    @Override
    public void unreachable(NodeId node, String reason) {
        reports.add("unreachable " + reason);
    }

    @Override
    public void adoptLocal(NodeId node, String name) {
        reports.add("adopted " + node + " " + name);
    }

    private void write() {
        try {
            Thread.sleep(slow);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private final class News implements PanelApi {
        private final NodeId node;

        News(NodeId node) {
            this.node = node;
        }

        @Override
        public void instanceChanged(InstanceSnapshot snapshot) {
            news.add(snapshot);
        }

        @Override
        public void instanceRemoved(Messages.InstanceRemoved removed) {
            news.add(removed);
        }

        @Override
        public void nodeSample(Messages.NodeSample sample) {
            news.add(sample);
        }

        @Override
        public void taskChanged(Tasks.Snapshot snapshot) {
            news.add(snapshot);
        }

        @Override
        public void taskRemoved(Tasks.Removed removed) {
            news.add(removed);
        }

        @Override
        public CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login) {
            logins.add(node + " " + login.name());
            return judge.apply(login);
        }
    }
}
