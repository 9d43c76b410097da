package io.ostler.daemon.api.instance;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an instance type needs to start or find a run. Immutable.
 *
 * @param files the instance's own folder, the confined root of everything people see
 * @param workingFolder absolute folder beneath {@code files}, already checked, exists
 * @param consoleLog file to append output to; exists; never truncate it
 * @param runFolder private folder of the runtime (input pipe, pid and exit files), outside of {@code files}, exists
 * @param environment the complete environment of the program; nothing of the daemon's own is added
 */
public record LaunchContext(
        InstanceId id,
        InstanceDefinition definition,
        Path files,
        Path workingFolder,
        Path consoleLog,
        Path runFolder,
        Map<String, String> environment) {
    public LaunchContext {
        environment = Map.copyOf(environment);
    }
}
