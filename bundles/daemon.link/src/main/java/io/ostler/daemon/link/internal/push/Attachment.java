package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.Messages.SftpDoor;
import io.ostler.protocol.PanelApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A panel that is told of everything here: changes of instances and tasks as they come, the machine's figures every few seconds.
 * Two virtual threads while it is open, nothing after. Thread-safe.
 */
public final class Attachment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    static final Duration BEAT = Duration.ofSeconds(5);

    private final Path data;
    private final Supplier<@Nullable SftpDoor> sftp;
    private final Receiver receiver;
    private final PushQueue changes = new PushQueue();
    private final List<AutoCloseable> listening;
    private final Thread pushing;
    private final Thread sampling;

    /** Where messages go. */
    public interface Receiver {
        PanelApi panel();

        /** Waits while the way to the panel is full. */
        void awaitRoom() throws InterruptedException;

        /** Runs before each sample, so that a panel that is trusted no more is left. */
        void beat();
    }

    Attachment(
            String panelId,
            Path data,
            InstanceEngine engine,
            TaskNews tasks,
            FindingNews findings,
            UsageNews usage,
            Supplier<@Nullable SftpDoor> sftp,
            Receiver receiver) {
        this.data = data;
        this.sftp = sftp;
        this.receiver = receiver;
        this.listening = List.of(
                engine.listen(changes),
                tasks.listen(changes),
                findings.listen(changes),
                usage.listen(changes::samples));
        this.pushing = Thread.ofVirtual().name("ostler-push-" + panelId).start(this::push);
        this.sampling = Thread.ofVirtual().name("ostler-sample-" + panelId).start(this::sample);
    }

    private void push() {
        try {
            while (true) {
                var message = changes.take();
                receiver.awaitRoom();
                tell(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Consumer<PanelApi> message) {
        try {
            message.accept(receiver.panel());
        } catch (RuntimeException e) { // a panel that trips over one message hears the next ones all the same
            LOG.error("A panel could not be told something", e);
        }
    }

    private void sample() {
        var processors = ProcFiles.processors();
        try {
            // A first figure soon, made of a short span.
            Thread.sleep(BEAT.dividedBy(5));
            while (true) {
                receiver.beat();
                var now = ProcFiles.processors();
                var sample = sample(now.shareSince(processors));
                tell(panel -> panel.nodeSample(sample));
                processors = now;
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private NodeSample sample(double cpu) {
        var memory = ProcFiles.memory();
        long disk = 0;
        long used = 0;
        try {
            var store = Files.getFileStore(data);
            disk = store.getTotalSpace();
            used = disk - store.getUsableSpace();
        } catch (IOException e) {
            LOG.debug("No figures of the disk", e);
        }
        return new NodeSample(Instant.now(), cpu, memory.used(), memory.total(), used, disk, sftp.get());
    }

    @Override
    public void close() {
        listening.forEach(Attachment::close);
        pushing.interrupt();
        sampling.interrupt();
    }

    private static void close(AutoCloseable listener) {
        try {
            listener.close();
        } catch (Exception e) { // AutoCloseable of a listener: nothing to be done here
            LOG.warn("A listener stays", e);
        }
    }
}
