package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.daemon.detect.internal.probe.Probe;
import io.ostler.daemon.detect.internal.probe.Probes;
import io.ostler.model.InstanceDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows the lines of one run to whoever wants to see them. A detector is asked once per run, also when it comes in the
 * middle of it. Confined to the thread of the probes.
 */
final class RunLines {
    /** Where the results go. */
    interface Sink {
        void problem(String detector, ProblemDetector.Problem problem, long offset);

        void event(EventReader.Event event);
    }

    private final Probes probes;
    private final InstanceDefinition definition;
    private final Sink sink;
    /** Events of what was printed before this offset are old news. */
    private final long news;

    private final Map<Probe<?>, Boolean> answers = new HashMap<>();
    private Probes.Present asked = new Probes.Present(List.of(), List.of());
    private List<Probe<ProblemDetector.Problem>> detectors = List.of();
    private List<Probe<EventReader.Event>> readers = List.of();

    RunLines(Probes probes, InstanceDefinition definition, long news, Sink sink) {
        this.probes = probes;
        this.definition = definition;
        this.news = news;
        this.sink = sink;
    }

    InstanceDefinition definition() {
        return definition;
    }

    boolean isRead() {
        ask();
        return !readers.isEmpty();
    }

    /** @param offset behind the bytes in which the line ended, or thereabouts */
    void line(String line, long offset) {
        ask();
        for (var probe : detectors) {
            look(probe, line, problem -> sink.problem(probe.id(), problem, offset));
        }
        if (offset > news) {
            for (var probe : readers) {
                look(probe, line, sink::event);
            }
        }
    }

    private static <R> void look(Probe<R> probe, String line, Consumer<R> found) {
        var result = probe.look(line);
        if (result != null) {
            found.accept(result);
        }
    }

    private void ask() {
        var present = probes.present();
        if (present != asked) {
            asked = present;
            detectors = wanting(present.detectors());
            readers = wanting(present.readers());
            answers.keySet().retainAll(all(present));
        }
    }

    private static HashSet<Probe<?>> all(Probes.Present present) {
        var all = new HashSet<Probe<?>>(present.detectors());
        all.addAll(present.readers());
        return all;
    }

    private <R> List<Probe<R>> wanting(List<Probe<R>> candidates) {
        var ids = new HashSet<String>();
        return candidates.stream()
                .filter(probe -> ids.add(probe.id()))
                .filter(probe -> answers.computeIfAbsent(probe, one -> one.watches(definition)))
                .toList();
    }
}
