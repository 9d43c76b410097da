package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.detect.EventReader.Event;
import io.ostler.daemon.api.detect.ProblemDetector.Problem;
import io.ostler.daemon.detect.internal.FindingFiles.Stored;
import io.ostler.daemon.detect.internal.probe.ProbeThread;
import io.ostler.daemon.detect.internal.probe.Probes;
import io.ostler.daemon.detect.internal.read.ByteBudget;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Starting;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.InstanceSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance from run to run: begins to read with each, ends with it, keeps what was found in the last. Confined to
 * the thread of the probes, but for {@link #findings}.
 */
final class Course implements RunLines.Sink {
    /** A program that finds something new with each line makes one message of many. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    /** What all courses share. */
    record Parts(
            Consoles consoles, Probes probes, ProbeThread thread, FindingFiles files, int bytesPerSecond, News news) {}

    private final InstanceId id;
    private final Parts parts;
    private volatile Findings found = new Findings(List.of());
    private @Nullable RunWatch watch;
    private @Nullable Instant since;
    private boolean starting;
    /** Where the next run begins, as far as known. */
    private long end;

    private boolean telling;

    Course(InstanceId id, Parts parts) {
        this.id = id;
        this.parts = parts;
    }

    List<Finding> findings() {
        return found.list();
    }

    Findings found() {
        return found;
    }

    /** Bytes of the present run that were not looked at. */
    long skipped() {
        var now = watch;
        return now == null ? 0 : now.skipped();
    }

    /** The first that is known of it: it was here before this service, or is new. */
    void meet(InstanceSnapshot snapshot) {
        end = consoleEnd();
        var stored = parts.files().read(id);
        stored.ifPresent(s -> found = new Findings(s.findings()));
        var state = snapshot.state();
        if (state.isAlive()) {
            var known = stored.filter(s -> !s.over() && (s.since() == null || !isOther(s.since(), state)));
            follow(snapshot, known.map(Stored::start).orElse(end));
        } else {
            stored.filter(s -> !s.over()).ifPresent(s -> {
                follow(snapshot, s.start());
                finish();
            });
        }
        since = state instanceof Running running ? running.since() : since;
        starting = state instanceof Starting;
        if (!findings().isEmpty()) {
            tell();
        }
    }

    private static boolean isOther(Instant since, InstanceState state) {
        return state instanceof Running running && !running.since().equals(since);
    }

    void changed(InstanceSnapshot snapshot) {
        var state = snapshot.state();
        switch (state) {
            case Starting s -> {
                if (!starting) {
                    begin(snapshot);
                }
            }
            case Running r -> running(snapshot, r);
            case Stopped s -> ended();
            case Crashed c -> {
                if (ended()) {
                    event(new Event("crash", exit(c.exit())));
                }
            }
            case Stopping s -> {}
            case InstanceState.Busy b -> {}
            case InstanceState.Unknown u -> {}
        }
        starting = state instanceof Starting;
    }

    private void running(InstanceSnapshot snapshot, Running state) {
        var known = since;
        if (watch == null || (known != null && !known.equals(state.since()))) {
            begin(snapshot);
        }
        if (!state.since().equals(since)) {
            since = state.since();
            save(false);
            var now = watch;
            if (now != null && !now.lines().isRead()) {
                event(new Event("ready", Map.of()));
            }
        }
    }

    private void begin(InstanceSnapshot snapshot) {
        ended();
        since = null;
        boolean cleared = !findings().isEmpty();
        found = new Findings(List.of());
        var lines = new RunLines(parts.probes(), snapshot.definition(), 0, this);
        watch = watch(end, lines);
        save(false);
        if (cleared) {
            parts.news().findings(id, List.of());
        }
        watch.open();
    }

    /** Goes on with a run of before. */
    private void follow(InstanceSnapshot snapshot, long start) {
        watch = watch(start, new RunLines(parts.probes(), snapshot.definition(), consoleEnd(), this));
        watch.open();
    }

    private RunWatch watch(long start, RunLines lines) {
        return new RunWatch(
                id,
                parts.consoles(),
                parts.thread(),
                new ByteBudget(parts.bytesPerSecond(), System::nanoTime),
                start,
                lines);
    }

    /** Whether a run was followed. */
    private boolean ended() {
        boolean ran = watch != null;
        if (ran) {
            finish();
        }
        since = null;
        return ran;
    }

    private void finish() {
        var over = watch;
        if (over != null) {
            over.finish();
            save(true);
            watch = null;
            end = consoleEnd();
        }
    }

    /** The instance is gone, or the service. */
    void stop() {
        var open = watch;
        watch = null;
        if (open != null) {
            open.stop();
        }
    }

    private long consoleEnd() {
        try {
            return parts.consoles().bounds(id).end();
        } catch (OstlerException e) {
            return 0; // nothing was ever printed, or it can't be read
        }
    }

    @Override
    public void problem(String detector, Problem problem, long offset) {
        if (found.add(detector, problem, offset, Instant.now())) {
            tellSoon();
        }
    }

    @Override
    public void event(Event event) {
        parts.news().event(id, Instant.now(), event);
    }

    /** A fix was applied. */
    void solved(String detector) {
        if (found.remove(detector)) {
            save(watch == null);
            tell();
        }
    }

    private void tellSoon() {
        if (!telling) {
            telling = true;
            parts.thread().later(GATHERING, () -> {
                telling = false;
                save(watch == null);
                tell();
            });
        }
    }

    private void tell() {
        parts.news().findings(id, findings());
    }

    private void save(boolean over) {
        var now = watch;
        parts.files().write(id, new Stored(since, now == null ? end : now.start(), over, findings()));
    }

    private static Map<String, String> exit(ExitInfo exit) {
        if (exit.code() != null) {
            return Map.of("code", exit.code().toString());
        }
        return exit.signal() != null ? Map.of("signal", exit.signal().toString()) : Map.of();
    }
}
