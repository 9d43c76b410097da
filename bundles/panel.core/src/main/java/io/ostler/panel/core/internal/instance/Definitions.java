package io.ostler.panel.core.internal.instance;

import io.ostler.model.InstanceDefinition;

/** Small changes of definitions. Stateless. */
final class Definitions {
    private Definitions() {}

    static InstanceDefinition renamed(InstanceDefinition d, String name) {
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
}
