package io.ostler.daemon.detect.internal.event;

import io.ostler.model.InstanceDefinition;
import java.util.Locale;

/** What a command runs, as far as its words tell. */
final class Programs {
    private Programs() {}

    /** Whether a word of the command, without its folders, has that in it. */
    static boolean name(InstanceDefinition definition, String part) {
        return definition.command().stream()
                .map(word -> word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.contains(part));
    }
}
