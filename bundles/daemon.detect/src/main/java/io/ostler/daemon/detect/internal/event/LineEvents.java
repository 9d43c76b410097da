package io.ostler.daemon.detect.internal.event;

import io.ostler.daemon.api.detect.EventReader.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kinds of events with the form that their lines have from beginning to end: what a player writes stands in the middle
 * of such a line and can't make another of it. Immutable.
 */
final class LineEvents {
    /** @param values the names of the pattern's groups that become values */
    record Form(String kind, String phrase, Pattern pattern, List<String> values) {
        /** @param phrase is in every such line */
        static Form of(String kind, String phrase, String pattern, String... values) {
            return new Form(kind, phrase, Pattern.compile(pattern, Pattern.DOTALL), List.of(values));
        }

        private Event event(Matcher line) {
            var found = new java.util.HashMap<String, String>();
            values.forEach(name -> found.put(name, line.group(name)));
            return new Event(kind, Map.copyOf(found));
        }
    }

    private final List<Form> forms;

    LineEvents(Form... forms) {
        this.forms = List.of(forms);
    }

    Optional<Event> read(String line) {
        for (var form : forms) {
            if (line.contains(form.phrase())) {
                var match = form.pattern().matcher(line);
                if (match.matches()) {
                    return Optional.of(form.event(match));
                }
            }
        }
        return Optional.empty();
    }
}
