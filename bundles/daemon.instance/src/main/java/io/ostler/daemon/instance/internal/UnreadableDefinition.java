package io.ostler.daemon.instance.internal;

import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What stands in a list for a definition whose file is broken. */
final class UnreadableDefinition {

    /** The reason of its state. */
    static final String REASON = "DEFINITION_UNREADABLE";

    private UnreadableDefinition() {}

    static InstanceDefinition standIn(InstanceId id) {
        return new InstanceDefinition(
                id.value(),
                "unknown",
                List.of("unknown"),
                "",
                Map.of(),
                false,
                new StopAction.Signal(SignalName.TERM),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
    }
}
