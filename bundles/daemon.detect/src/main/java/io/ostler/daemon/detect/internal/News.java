package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.detect.Detection.Listener;
import io.ostler.daemon.api.detect.EventReader.Event;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Care.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners; a reader's events are tamed first. Thread-safe. */
final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{0,39}");
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_VALUE = 500;

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void findings(InstanceId id, List<Finding> findings) {
        each(listener -> listener.findings(id, findings));
    }

    void event(InstanceId id, Instant at, Event event) {
        if (!KIND.matcher(event.kind()).matches()) {
            LOG.debug(
                    "An event of the unknown form {} is not told", event.kind().length());
            return;
        }
        var clean = new Event(event.kind(), clean(event.values()));
        each(listener -> listener.event(id, at, clean));
    }

    private static Map<String, String> clean(Map<String, String> values) {
        var clean = new LinkedHashMap<String, String>();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_VALUES)
                .forEach(e ->
                        clean.put(PrintableText.of(e.getKey(), 40), PrintableText.of(e.getValue(), LONGEST_VALUE)));
        return clean;
    }

    private void each(Consumer<Listener> news) {
        for (var listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) { // another's listener: its mistakes are not the next one's
                LOG.error("A listener to findings failed", e);
            }
        }
    }
}
