package io.ostler.daemon.detect.internal.probe;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The detectors and event readers that are here now. Thread-safe. */
public final class Probes {
    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    /** Those of one moment; another object after each change. */
    public record Present(List<Probe<ProblemDetector.Problem>> detectors, List<Probe<EventReader.Event>> readers) {
        public Present {
            detectors = List.copyOf(detectors);
            readers = List.copyOf(readers);
        }
    }

    private final ProbeThread thread;
    private final AtomicReference<Present> present = new AtomicReference<>(new Present(List.of(), List.of()));

    public Probes(ProbeThread thread) {
        this.thread = thread;
    }

    public Present present() {
        return present.get();
    }

    /** Of several with the same id the first is used. */
    public void add(ProblemDetector detector) {
        id(detector::id)
                .ifPresent(id -> present.updateAndGet(
                        now -> new Present(with(now.detectors(), Probe.of(id, detector, thread)), now.readers())));
    }

    public void remove(ProblemDetector detector) {
        present.updateAndGet(now -> new Present(without(now.detectors(), detector), now.readers()));
    }

    public void add(EventReader reader) {
        id(reader::id)
                .ifPresent(id -> present.updateAndGet(
                        now -> new Present(now.detectors(), with(now.readers(), Probe.of(id, reader, thread)))));
    }

    public void remove(EventReader reader) {
        present.updateAndGet(now -> new Present(now.detectors(), without(now.readers(), reader)));
    }

    public Optional<ProblemDetector> detector(String id) {
        return present().detectors().stream()
                .filter(probe -> probe.id().equals(id))
                .findFirst()
                .map(probe -> (ProblemDetector) probe.service());
    }

    private static Optional<String> id(Supplier<String> source) {
        try {
            var id = source.get();
            if (id != null && ID.matcher(id).matches()) {
                return Optional.of(id);
            }
            LOG.error("A detector is left out: its id has another form than {}", ID);
        } catch (RuntimeException | LinkageError e) { // a plug-in's own mistakes
            LOG.error("A detector is left out: it has no id", e);
        }
        return Optional.empty();
    }

    private static <R> List<Probe<R>> with(List<Probe<R>> old, Probe<R> one) {
        if (old.stream().anyMatch(probe -> probe.id().equals(one.id()))) {
            LOG.warn("There are two detectors {}: the first one is used", one.id());
        }
        var all = new ArrayList<>(old);
        all.add(one);
        return all;
    }

    private static <R> List<Probe<R>> without(List<Probe<R>> old, Object service) {
        return old.stream().filter(probe -> probe.service() != service).toList();
    }
}
