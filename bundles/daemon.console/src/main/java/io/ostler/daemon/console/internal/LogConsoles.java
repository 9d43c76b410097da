package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.StoredConsole;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.console.internal.block.BlockPool;
import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.daemon.console.internal.search.LogCopy;
import io.ostler.daemon.console.internal.search.LogSearch;
import io.ostler.daemon.console.internal.search.PlainOutput;
import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.NodeSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services: find an instance's log, hand out viewings of it, search it, and keep it bounded. Thread-safe. */
@Component(
        service = {Consoles.class, StoredConsole.class},
        configurationPid = "io.ostler.daemon.console")
@Designate(ocd = ConsoleConfig.class)
public final class LogConsoles implements Consoles, StoredConsole {

    private static final int MIB = 1024 * 1024;
    /** Text of instances at rest gets older too. */
    private static final Duration AGE_EVERY = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(LogConsoles.class);

    private final InstanceEngine engine;
    private final LogShelf shelf;
    private final LogSearch search = new LogSearch();
    private final Function<InstanceDefinition, Retention> retention;
    private final AutoCloseable listening;
    private final AutoCloseable settingsListening;

    @Activate
    public LogConsoles(@Reference InstanceEngine engine, @Reference Settings settings, ConsoleConfig config) {
        this(
                engine,
                settings,
                definition -> retention(definition.care(), settings.get(), config.limit_mib()),
                Math.clamp(config.memory_mib(), 1, 1024) * (MIB / BlockPool.BIG));
    }

    LogConsoles(InstanceEngine engine, Retention retention, int blocks) {
        this(engine, null, any -> retention, blocks);
    }

    private LogConsoles(
            InstanceEngine engine,
            @Nullable Settings settings,
            Function<InstanceDefinition, Retention> retention,
            int blocks) {
        this.engine = engine;
        this.retention = retention;
        shelf = new LogShelf(engine::consoleLog, blocks);
        listening = engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {
                keepBounded(snapshot);
            }

            @Override
            public void removed(InstanceId id, long sequence) {
                shelf.remove(id);
            }
        });
        keepAllBounded();
        settingsListening = settings == null ? () -> {} : settings.listen(changed -> keepAllBounded());
        shelf.every(AGE_EVERY, this::keepAllBounded);
    }

    @Deactivate
    void close() throws Exception {
        settingsListening.close();
        listening.close();
        search.close();
        shelf.close();
    }

    private void keepAllBounded() {
        engine.snapshots().forEach(this::keepBounded);
    }

    private void keepBounded(InstanceSnapshot snapshot) {
        shelf.keepBounded(snapshot.id(), mayGrow(snapshot), retention.apply(snapshot.definition()));
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

    @Override
    public List<TimeMark> times(InstanceId id, long from, long to, int most) {
        var marks = shelf.log(id).marks();
        var recent = marks.recent(from);
        try {
            return (recent.isPresent() ? recent.get() : marks.table()).between(from, to, most);
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    @Override
    public ConsoleWork.Found search(ConsoleWork.Search wanted) {
        try {
            return search.search(shelf.log(wanted.instance()), charset(wanted.instance()), wanted);
        } catch (IOException e) {
            throw unreadable(wanted.instance(), e);
        }
    }

    @Override
    public ConsoleWork.Place place(ConsoleWork.PlaceRequest request) {
        var log = shelf.log(request.instance());
        try {
            var bounds = log.bounds();
            var table = log.marks().table();
            var at = request.at();
            long offset = at == null ? bounds.end() : table.offsetOf(at, bounds.start());
            return new ConsoleWork.Place(
                    bounds.start(),
                    bounds.end(),
                    table.firstAt(bounds.start()),
                    Math.clamp(offset, bounds.start(), bounds.end()));
        } catch (IOException e) {
            throw unreadable(request.instance(), e);
        }
    }

    @Override
    public void copy(InstanceId id, long from, long to, boolean plain, OutputStream out) throws IOException {
        var log = shelf.log(id);
        var charset = charset(id);
        if (plain) {
            try (var text = new PlainOutput(charset, out)) {
                LogCopy.copy(log, from, to, text);
            }
        } else {
            LogCopy.copy(log, from, to, out);
        }
    }

    private Charset charset(InstanceId id) {
        var snapshot = engine.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        return Charset.forName(snapshot.definition().encoding());
    }

    private static Retention retention(CarePolicy care, NodeSettings settings, int limitMib) {
        long kept = care.logSize() != null ? care.logSize() : settings.logSize();
        long limit = Math.clamp((long) limitMib * MIB, kept, 2 * kept);
        return new Retention(kept, limit, care.logDays());
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
