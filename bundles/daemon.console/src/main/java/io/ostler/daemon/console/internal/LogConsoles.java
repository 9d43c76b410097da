package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.console.internal.block.BlockPool;
import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: finds an instance's log and hands out viewings of it. Thread-safe. */
@Component(service = Consoles.class, configurationPid = "io.ostler.daemon.console")
@Designate(ocd = ConsoleConfig.class)
public final class LogConsoles implements Consoles {

    private static final int MIB = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(LogConsoles.class);

    private final LogShelf shelf;
    private final AutoCloseable listening;

    @Activate
    public LogConsoles(@Reference InstanceEngine engine, ConsoleConfig config) {
        this(engine, retention(config), Math.clamp(config.memory_mib(), 1, 1024) * (MIB / BlockPool.BIG));
    }

    LogConsoles(InstanceEngine engine, Retention retention, int blocks) {
        shelf = new LogShelf(engine::consoleLog, retention, blocks);
        listening = engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {
                shelf.keepBounded(snapshot.id(), mayGrow(snapshot));
            }

            @Override
            public void removed(InstanceId id, long sequence) {
                shelf.remove(id);
            }
        });
        engine.snapshots().forEach(snapshot -> shelf.keepBounded(snapshot.id(), mayGrow(snapshot)));
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
        shelf.close();
    }

    @Override
    public Bounds bounds(InstanceId id) {
        try {
            return shelf.log(id).bounds();
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    @Override
    public int read(InstanceId id, long offset, byte[] target) throws IOException {
        int count = shelf.log(id).read(offset, target);
        if (count < 0) {
            throw OstlerException.of(ErrorCode.RANGE_INVALID, "offset", Long.toString(offset));
        }
        return count;
    }

    @Override
    public Viewing view(InstanceId id, long from, Viewer viewer) {
        try {
            return shelf.view(id, from, viewer);
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    /** A value that makes no sense becomes the nearest that does. */
    private static Retention retention(ConsoleConfig config) {
        long kept = Math.max(1, config.kept_mib());
        long limit = Math.max(kept, config.limit_mib());
        if (kept != config.kept_mib() || limit != config.limit_mib()) {
            LOG.warn("io.ostler.daemon.console: kept.mib is taken as {} and limit.mib as {}", kept, limit);
        }
        return new Retention(kept * MIB, limit * MIB);
    }

    private static boolean mayGrow(InstanceSnapshot snapshot) {
        return switch (snapshot.state().word()) {
            case "stopped", "crashed" -> false;
            default -> true;
        };
    }

    private static OstlerException unreadable(InstanceId id, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new OstlerException(ErrorCode.NOT_FOUND, Map.of("instance", id.value()), e);
        }
        LOG.error("The console of {} can't be read", id, e);
        return new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
    }
}
