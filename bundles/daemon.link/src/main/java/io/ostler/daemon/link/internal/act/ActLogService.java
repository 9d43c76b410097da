package io.ostler.daemon.link.internal.act;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.link.internal.push.Attachment.Receiver;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Acts.Act;
import io.ostler.protocol.Acts.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The log, and who carries it to the first of the linked panels. Thread-safe. */
@Component(service = {ActLog.class, ActLogService.class})
public final class ActLogService implements ActLog {
    private static final int MOST = 10_000;
    private static final int MOST_VALUES = 10;
    private static final int LONGEST = 1000;
    private static final Duration SPAN = Duration.ofSeconds(10);

    private final Duration span;
    private final ActSpool spool;
    private final Sums sums = new Sums(System::nanoTime);
    private @Nullable Thread adding;
    private @Nullable Receiver panel;
    private @Nullable ActCourier courier;
    private boolean closed;

    @Activate
    public ActLogService(BundleContext context) {
        this(Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")), SPAN);
    }

    /** @param span how long acts are added up */
    public ActLogService(Path data, Duration span) {
        this.span = span;
        spool = new ActSpool(data.resolve("daemon/acts"), MOST);
    }

    @Override
    public void note(By by, Kind kind, Map<String, String> values, @Nullable ErrorCode refused) {
        var grant = by.grant();
        add(new Act(
                Instant.now(),
                kind,
                grant.instance(),
                grant.user(),
                grant.session(),
                by.door(),
                by.address(),
                bounded(values),
                refused == null ? null : refused.name()));
    }

    private static Map<String, String> bounded(Map<String, String> values) {
        var kept = new HashMap<String, String>();
        values.forEach((name, value) -> {
            if (kept.size() < MOST_VALUES) {
                kept.put(name, value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…");
            }
        });
        return kept;
    }

    private synchronized void add(Act act) {
        if (sums.isSingle(act)) {
            spool.add(act);
        } else if (adding == null && !closed) {
            adding = Thread.ofVirtual().name("ostler-act-sums").start(this::writeSums);
        }
    }

    private void writeSums() {
        try {
            Thread.sleep(span);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            adding = null;
            sums.take(Instant.now()).forEach(spool::add);
        }
    }

    /** Which panel hears of it from now on; null: none is linked. */
    public synchronized void first(@Nullable Receiver next) {
        if (next == panel) {
            return;
        }
        panel = next;
        if (courier != null) {
            courier.close();
        }
        courier = next == null || closed ? null : new ActCourier(spool, next);
    }

    @Deactivate
    public synchronized void close() {
        closed = true;
        first(null);
        if (adding != null) {
            adding.interrupt();
        }
        sums.take(Instant.now()).forEach(spool::add);
        spool.close();
    }
}
