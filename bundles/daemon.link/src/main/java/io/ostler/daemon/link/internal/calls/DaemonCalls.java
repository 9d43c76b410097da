package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.push.Attachment;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.DaemonCare;
import io.ostler.protocol.DaemonConsoles;
import io.ostler.protocol.DaemonFiles;
import io.ostler.protocol.DaemonMetrics;
import io.ostler.protocol.DaemonTasks;
import io.ostler.protocol.Grant;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Messages.DaemonHello;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.Messages.PanelHello;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.PanelApi;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The daemon as one panel has it. Who that panel is the two kinds decide, each by its own means:
 * {@link LocalDaemon} in this process, {@link SocketDaemon} behind a proved link. Before hello nothing is answered.
 * Thread-safe, does not block.
 */
abstract class DaemonCalls implements DaemonApi {
    private static final int PROTOCOL = 1;

    private final DaemonWork work;
    private final FileCalls files;
    private final TaskCalls tasks;
    private final CareCalls care;
    private final MetricsCalls metrics;
    private final ConsoleCalls consoles;
    private final DaemonPortrait portrait;
    private final Attachments attachments;
    private final GrantRegistry grants;
    private final LinkedPanels linked;
    private volatile @Nullable TrustedPanel panel;
    private @Nullable Attachment attachment;
    private boolean closed;

    DaemonCalls(
            DaemonWork work,
            DaemonPortrait portrait,
            Attachments attachments,
            GrantRegistry grants,
            LinkedPanels linked) {
        this.work = work;
        this.files = new FileCalls(this::known, work);
        this.tasks = new TaskCalls(this::known, work);
        this.care = new CareCalls(this::known, work);
        this.metrics = new MetricsCalls(this::known, work);
        this.consoles = new ConsoleCalls(this::known, work);
        this.portrait = portrait;
        this.attachments = attachments;
        this.grants = grants;
        this.linked = linked;
    }

    /** The panel that says hello, or an error when it may not. */
    abstract TrustedPanel admit(PanelHello hello);

    /** Where its news go. */
    abstract Attachment.Receiver receiver();

    /** Called before each call but hello: throws when the panel is trusted no more. */
    abstract void checkTrust(TrustedPanel panel);

    @Override
    public CompletableFuture<DaemonHello> hello(PanelHello hello) {
        return work.onInstances(engine -> {
            if (hello.protocol() != PROTOCOL) {
                throw OstlerException.invalid("protocol", Integer.toString(PROTOCOL));
            }
            var admitted = admit(hello);
            // First listen, then look: what changes between is told twice rather than never.
            attach(admitted);
            return new DaemonHello(
                    admitted.node(),
                    portrait.version(),
                    PROTOCOL,
                    admitted.boot(),
                    Instant.now(),
                    DaemonPortrait.machine(),
                    portrait.types(),
                    portrait.sftp(),
                    engine.snapshots(),
                    portrait.tasks());
        });
    }

    private synchronized void attach(TrustedPanel admitted) {
        if (closed) {
            throw new OstlerException(ErrorCode.NODE_AWAY);
        }
        panel = admitted;
        if (attachment == null) {
            attachment = attachments.open(admitted.id(), receiver());
        }
        linked.add(this);
    }

    /** The panel is told nothing more, until it says hello anew. */
    synchronized void detach() {
        panel = null;
        linked.remove(this);
        if (attachment != null) {
            attachment.close();
            attachment = null;
        }
    }

    /** For good. */
    synchronized void close() {
        closed = true;
        detach();
    }

    private <T> CompletableFuture<T> known(Function<TrustedPanel, CompletableFuture<T>> call) {
        var caller = panel;
        if (caller == null) {
            return CompletableFuture.failedFuture(OstlerException.of(ErrorCode.FORBIDDEN, "reason", "hello"));
        }
        try {
            checkTrust(caller);
        } catch (OstlerException e) {
            return CompletableFuture.failedFuture(e);
        }
        return call.apply(caller);
    }

    /** Asks the panel something, as long as it is trusted. */
    <T> CompletableFuture<T> askPanel(BiFunction<TrustedPanel, PanelApi, CompletableFuture<T>> question) {
        return known(p -> question.apply(p, receiver().panel()));
    }

    @Override
    public CompletableFuture<Messages.Pong> ping() {
        return CompletableFuture.completedFuture(new Messages.Pong(Instant.now()));
    }

    @Override
    public CompletableFuture<Messages.Pong> tellTime(Messages.PanelTime time) {
        return known(p -> p.tell(time.now())
                ? ping()
                : CompletableFuture.failedFuture(OstlerException.of(ErrorCode.CONFLICT, "reason", "CLOCK_SET_BACK")));
    }

    @Override
    public CompletableFuture<InstanceSnapshot> createInstance(Messages.CreateInstance request) {
        return known(
                p -> work.onInstances(engine -> engine.create(request.id(), request.definition(), request.user())));
    }

    @Override
    public CompletableFuture<InstanceSnapshot> updateInstance(Messages.UpdateInstance request) {
        return known(p -> work.onInstances(
                engine -> engine.update(request.id(), request.definition(), request.ifRevision(), request.user())));
    }

    @Override
    public CompletableFuture<Done> deleteInstance(Messages.DeleteInstance request) {
        return known(p -> work.onInstances(engine -> {
            engine.delete(request.id(), request.withFiles());
            return new Done();
        }));
    }

    @Override
    public CompletableFuture<InstanceSnapshot> power(Messages.PowerRequest request) {
        return known(p -> work.onInstances(engine -> engine.power(request.id(), request.action())));
    }

    @Override
    public CompletableFuture<Done> sendInput(Messages.InputRequest request) {
        var user = request.user();
        if (user == null && !request.onlyAllowed()) {
            return known(p -> work.onInstances(engine -> {
                engine.input(request.id(), request.text(), true);
                return new Done();
            }));
        }
        return known(p -> work.onPart(Attendance.class, attendance -> {
            if (user == null) {
                throw OstlerException.invalid("user", "who typed it");
            }
            attendance.type(request.id(), user, request.text(), true, request.onlyAllowed());
            return new Done();
        }));
    }

    @Override
    public DaemonFiles files() {
        return files;
    }

    @Override
    public DaemonTasks tasks() {
        return tasks;
    }

    @Override
    public DaemonCare care() {
        return care;
    }

    @Override
    public DaemonMetrics metrics() {
        return metrics;
    }

    @Override
    public DaemonConsoles consoles() {
        return consoles;
    }

    @Override
    public CompletableFuture<NodeSettings> settings() {
        return known(p -> work.onPart(Settings.class, Settings::get));
    }

    @Override
    public CompletableFuture<NodeSettings> changeSettings(NodeSettings settings) {
        return known(p -> work.onPart(Settings.class, part -> {
            part.change(settings);
            return part.get();
        }));
    }

    @Override
    public CompletableFuture<List<Grant>> openGrants() {
        return known(p -> CompletableFuture.completedFuture(grants.open(p.id())));
    }

    @Override
    public CompletableFuture<Done> revoke(Messages.Revocation revocation) {
        return known(p -> {
            grants.revoke(revocation, p.id());
            return CompletableFuture.completedFuture(new Done());
        });
    }
}
