package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.metrics.Usage;
import io.ostler.daemon.metrics.internal.history.Histories;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Metrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is used now and was used before. One thread looks at the machine, another one writes; while no instance runs
 * only the node is looked at. Thread-safe.
 */
@Component(service = Usage.class)
public final class UsageService implements Usage {
    private static final Logger LOG = LoggerFactory.getLogger(UsageService.class);

    private final InstanceEngine engine;
    private final Histories histories;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-metrics").factory());
    private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-metrics-store").factory());
    private final List<Consumer<Metrics.Samples>> listeners = new CopyOnWriteArrayList<>();
    private final RunTable runs = new RunTable();
    private final InstanceSampler sampler;
    private final AutoCloseable listening;

    @Activate
    public UsageService(@Reference InstanceEngine engine, @Reference FileTrees trees, BundleContext context) {
        this(engine, trees, Path.of(context.getProperty("ostler.data"), "daemon"), Pace.NORMAL);
    }

    UsageService(InstanceEngine engine, FileTrees trees, Path data, Pace pace) {
        this.engine = engine;
        this.histories = new Histories(data.resolve("metrics"));
        var disk = new DiskMeter(
                trees, engine, writing, (id, kind) -> histories.of(id).mark(Instant.now(), kind));
        this.sampler = new InstanceSampler(runs, disk, histories, looking, pace, this::tell);
        this.listening = engine.listen(new Changes());
        engine.snapshots().forEach(this::see);
        var node = new NodeSampler(histories.node(), data);
        looking.scheduleWithFixedDelay(node::sample, 0, pace.node().toMillis(), TimeUnit.MILLISECONDS);
        writing.scheduleWithFixedDelay(
                this::write, pace.write().toMillis(), pace.write().toMillis(), TimeUnit.MILLISECONDS);
        later(() -> histories.tidyUp(
                engine.snapshots().stream().map(InstanceSnapshot::id).collect(Collectors.toSet())));
    }

    private final class Changes implements InstanceEngine.Listener {
        @Override
        public void changed(InstanceSnapshot snapshot) {
            see(snapshot);
        }

        @Override
        public void removed(InstanceId id, long sequence) {
            runs.remove(id);
            sampler.gone(id);
            later(() -> histories.remove(id));
        }
    }

    private void see(InstanceSnapshot snapshot) {
        boolean isNews = runs.put(snapshot);
        var id = snapshot.id();
        var mark = RunTable.mark(snapshot.state());
        if (mark != null) {
            later(() -> histories.of(id).mark(mark.at(), mark.kind()));
        }
        if (!isNews) {
            return;
        }
        if (snapshot.state().isAlive()) {
            sampler.wake();
        } else {
            sampler.gone(id);
            later(() -> histories.of(id).flush(true));
        }
    }

    private void write() {
        try {
            histories.flush(false);
        } catch (RuntimeException e) { // boundary of the timer: the next time must come
            LOG.error("The histories could not be written", e);
        }
    }

    private void later(Runnable work) {
        try {
            writing.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not written any more", e);
        }
    }

    private void tell(Metrics.Samples samples) {
        for (var listener : listeners) {
            try {
                listener.accept(samples);
            } catch (RuntimeException e) { // one listener's fault must not keep it from the others
                LOG.warn("A listener of samples failed", e);
            }
        }
    }

    @Override
    public Metrics.Samples latest() {
        return sampler.latest();
    }

    @Override
    public Metrics.History history(Metrics.HistoryRequest request) {
        var id = request.instance();
        return histories.read(id == null ? histories.node() : histories.of(known(id)), request);
    }

    private InstanceId known(@Nullable InstanceId id) {
        if (id == null || engine.find(id).isEmpty()) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return id;
    }

    @Override
    public AutoCloseable listen(Consumer<Metrics.Samples> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What is not yet written is written. */
    @Deactivate
    public void close() throws Exception {
        listening.close();
        looking.shutdownNow();
        writing.shutdown();
        if (!writing.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("The histories could not be written to the end");
        }
        histories.flush(true);
    }
}
