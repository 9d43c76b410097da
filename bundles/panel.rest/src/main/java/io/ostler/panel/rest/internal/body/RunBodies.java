package io.ostler.panel.rest.internal.body;

import io.ostler.model.CarePolicy;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.InstanceLimits;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.RestartPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a definition that are about running a program day and night. */
public final class RunBodies {
    private RunBodies() {}

    /** @param runAs absent: the daemon's own account */
    public record Launch(@Nullable String runAs, List<Variable> variables, List<Port> ports) {
        static Launch of(LaunchOptions launch, boolean secrets) {
            return new Launch(
                    launch.runAs(),
                    launch.variables().stream()
                            .map(v -> Variable.of(v, secrets))
                            .toList(),
                    launch.ports().stream().map(Port::of).toList());
        }

        LaunchOptions model() {
            return new LaunchOptions(
                    runAs,
                    variables.stream().map(Variable::model).toList(),
                    ports.stream().map(Port::model).toList());
        }
    }

    /**
     * A value that stands for {@code {name}} in commands.
     *
     * @param value of a secret: empty for who may not edit the definition, and kept when it comes back empty from them
     */
    public record Variable(
            String name,
            io.ostler.model.Variable.Type type,
            String value,
            List<String> choices,
            @Nullable Long minimum,
            @Nullable Long maximum,
            String label,
            boolean editable) {
        static Variable of(io.ostler.model.Variable v, boolean secrets) {
            boolean hidden = v.type() == io.ostler.model.Variable.Type.SECRET && !secrets;
            return new Variable(
                    v.name(),
                    v.type(),
                    hidden ? "" : v.value(),
                    v.choices(),
                    v.minimum(),
                    v.maximum(),
                    v.label(),
                    v.editable());
        }

        io.ostler.model.Variable model() {
            return new io.ostler.model.Variable(name, type, value, choices, minimum, maximum, label, editable);
        }
    }

    /** @param number 0 in a request: the node picks a free one */
    public record Port(String name, InstancePort.Protocol protocol, int number) {
        static Port of(InstancePort port) {
            return new Port(port.name(), port.protocol(), port.number());
        }

        InstancePort model() {
            return new InstancePort(name, protocol, number);
        }
    }

    /** How the daemon looks after it; sizes in bytes. */
    public record Care(
            int startOrder,
            Restart restart,
            Limits limits,
            @Nullable Long logSize,
            @Nullable Integer logDays) {
        static Care of(CarePolicy care) {
            return new Care(
                    care.startOrder(),
                    Restart.of(care.restart()),
                    Limits.of(care.limits()),
                    care.logSize(),
                    care.logDays());
        }

        CarePolicy model() {
            return new CarePolicy(startOrder, restart.model(), limits.model(), logSize, logDays);
        }
    }

    public record Restart(
            RestartPolicy.When when, int attempts, long delayMillis, long mostDelayMillis, long healthyMillis) {
        private static final Duration DAY = Duration.ofDays(1);

        static Restart of(RestartPolicy r) {
            return new Restart(
                    r.when(),
                    r.attempts(),
                    r.delay().toMillis(),
                    r.mostDelay().toMillis(),
                    r.healthy().toMillis());
        }

        RestartPolicy model() {
            return new RestartPolicy(
                    when,
                    attempts,
                    time(delayMillis, DAY, "restart.delayMillis"),
                    time(mostDelayMillis, DAY, "restart.mostDelayMillis"),
                    time(healthyMillis, DAY, "restart.healthyMillis"));
        }
    }

    /** Absent: no limit. @param cpu hundredths of one processor */
    public record Limits(
            @Nullable Long memory,
            @Nullable Integer cpu,
            @Nullable Integer processes) {
        static Limits of(InstanceLimits limits) {
            return new Limits(limits.memory(), limits.cpu(), limits.processes());
        }

        InstanceLimits model() {
            return new InstanceLimits(memory, cpu, processes);
        }
    }

    /** Commands, each a program and its arguments. */
    public record Upkeep(List<List<String>> install, List<List<String>> update, long timeLimitMillis) {
        static Upkeep of(io.ostler.model.Upkeep upkeep) {
            return new Upkeep(
                    upkeep.install(), upkeep.update(), upkeep.timeLimit().toMillis());
        }

        io.ostler.model.Upkeep model() {
            return new io.ostler.model.Upkeep(
                    install, update, time(timeLimitMillis, Duration.ofDays(1), "upkeep.timeLimitMillis"));
        }
    }

    public record Console(CommandPath path, List<String> allowed, List<Button> buttons) {
        static Console of(ConsolePolicy console) {
            return new Console(
                    CommandPath.of(console.path()),
                    console.allowed(),
                    console.buttons().stream().map(Button::of).toList());
        }

        ConsolePolicy model() {
            return new ConsolePolicy(
                    path.model(), allowed, buttons.stream().map(Button::model).toList());
        }
    }

    /** @param port name of a port, absent for INPUT; {@code password} name of a secret variable */
    public record CommandPath(
            ConsolePolicy.CommandPath.Kind kind,
            @Nullable String port,
            @Nullable String password) {
        static CommandPath of(ConsolePolicy.CommandPath path) {
            return new CommandPath(path.kind(), path.port(), path.password());
        }

        ConsolePolicy.CommandPath model() {
            return new ConsolePolicy.CommandPath(kind, port, password);
        }
    }

    public record Button(String label, String command) {
        static Button of(ConsolePolicy.Button button) {
            return new Button(button.label(), button.command());
        }

        ConsolePolicy.Button model() {
            return new ConsolePolicy.Button(label, command);
        }
    }

    /** Refused before it can overflow; the model checks the rest. */
    static Duration time(long millis, Duration most, String field) {
        if (millis < 0 || millis > most.toMillis()) {
            throw OstlerException.invalid(field, "0 to " + most.toMillis());
        }
        return Duration.ofMillis(millis);
    }
}
