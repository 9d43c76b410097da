package io.ostler.daemon.instance.internal;

import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Definitions for tests. */
final class Definitions {

    static final InstanceDefinition PLAIN = of("fake", "run");

    private Definitions() {}

    static InstanceDefinition of(String type, String... command) {
        return new InstanceDefinition(
                "A server",
                type,
                List.of(command),
                "",
                Map.of("ONE", "1"),
                false,
                new StopAction.Signal(SignalName.TERM),
                Duration.ofSeconds(20),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
    }

    static InstanceDefinition named(String name, InstanceDefinition d) {
        return new InstanceDefinition(
                name,
                d.type(),
                d.command(),
                d.workingFolder(),
                d.environment(),
                d.terminal(),
                d.stop(),
                d.stopTimeout(),
                d.encoding(),
                d.lineEnd(),
                d.autoStart(),
                d.files());
    }

    static InstanceDefinition stoppedBy(StopAction stop, Duration timeout, InstanceDefinition d) {
        return new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                d.workingFolder(),
                d.environment(),
                d.terminal(),
                stop,
                timeout,
                d.encoding(),
                d.lineEnd(),
                d.autoStart(),
                d.files());
    }

    static InstanceDefinition autoStarted(InstanceDefinition d) {
        return new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                d.workingFolder(),
                d.environment(),
                d.terminal(),
                d.stop(),
                d.stopTimeout(),
                d.encoding(),
                d.lineEnd(),
                true,
                d.files());
    }

    static InstanceDefinition typing(String encoding, LineEnd lineEnd, InstanceDefinition d) {
        return new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                d.workingFolder(),
                d.environment(),
                d.terminal(),
                d.stop(),
                d.stopTimeout(),
                encoding,
                lineEnd,
                d.autoStart(),
                d.files());
    }

    static InstanceDefinition in(String workingFolder, InstanceDefinition d) {
        return new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                workingFolder,
                d.environment(),
                d.terminal(),
                d.stop(),
                d.stopTimeout(),
                d.encoding(),
                d.lineEnd(),
                d.autoStart(),
                d.files());
    }
}
