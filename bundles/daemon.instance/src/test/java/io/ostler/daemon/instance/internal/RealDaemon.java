package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.model.CarePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceLimits;
import io.ostler.model.PowerAction;
import io.ostler.model.RestartPolicy;
import io.ostler.model.StopAction;
import io.ostler.testkit.instance.Await;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;

/** Engine and type {@code process} as the daemon has them, over one data folder; also as a program of its own. */
final class RealDaemon implements AutoCloseable {

    final DaemonInstances engine;
    final InstanceType processes;

    RealDaemon(Path data) throws Exception {
        var context = context(data);
        engine = new DaemonInstances(context);
        processes = (InstanceType) Class.forName("io.ostler.daemon.process.internal.ProcessInstanceType")
                .getConstructor(BundleContext.class)
                .newInstance(context);
        engine.addType(processes);
    }

    @Override
    public void close() throws Exception {
        engine.close();
        var close = processes.getClass().getDeclaredMethod("close");
        close.setAccessible(true);
        close.invoke(processes);
    }

    /** Arguments: data folder, instance id, what to do, shell script. Then it waits to be killed. */
    public static void main(String[] arguments) throws Exception {
        var daemon = new RealDaemon(Path.of(arguments[0]));
        var id = new InstanceId(arguments[1]);
        daemon.engine.create(id, definition(arguments[2], arguments[3]));
        daemon.engine.power(id, PowerAction.START);
        for (var action : List.of(arguments[2].split(","))) {
            if (action.equals("SENT")) {
                var ledger = Path.of(arguments[0], "daemon/instances", id.value(), "state.json");
                Await.until("the stop is sent", () -> Files.readString(ledger).contains("\"stopSent\": true"));
            } else if (action.equals("PLAN")) {
                daemon.engine.power(id, PowerAction.STOP);
                var console = daemon.engine.consoleLog(id);
                Await.until(
                        "the first step is taken",
                        () -> Files.readString(console).contains("got first"));
                var ledger = Path.of(arguments[0], "daemon/instances", id.value(), "state.json");
                Await.until("it waits", () -> Files.readString(ledger).contains("stepUntil"));
            } else if (action.equals("POLICY")) {
                var console = daemon.engine.consoleLog(id);
                Await.until("it listens", () -> Files.readString(console).contains("ready"));
            } else if (!action.isEmpty()) {
                var console = daemon.engine.consoleLog(id);
                Await.until("it listens", () -> Files.readString(console).contains("ready"));
                daemon.engine.power(id, PowerAction.valueOf(action));
            }
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static InstanceDefinition definition(String actions, String script) {
        return switch (actions) {
            case "PLAN" ->
                Definitions.stoppedBy(
                        new StopAction.Plan(List.of(
                                new StopAction.Step.Command("first"),
                                new StopAction.Step.Wait(Duration.ofMinutes(5)),
                                new StopAction.Step.Command("quit"))),
                        Duration.ofMinutes(10),
                        script(script));
            case "POLICY" ->
                script(script)
                        .withCare(new CarePolicy(
                                100,
                                new RestartPolicy(
                                        RestartPolicy.When.CRASH,
                                        3,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(1),
                                        Duration.ofHours(1)),
                                InstanceLimits.NONE,
                                null,
                                null));
            // a stop must not be over before the daemon was killed in it
            default ->
                Definitions.stoppedBy(
                        new StopAction.Signal(StopAction.SignalName.TERM), Duration.ofMinutes(10), script(script));
        };
    }

    static InstanceDefinition script(String script) {
        return Definitions.of("process", "/bin/sh", "-c", script);
    }

    static BundleContext context(Path data) {
        return (BundleContext) Proxy.newProxyInstance(
                RealDaemon.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getProperty") && "ostler.data".equals(args[0])) {
                        return data.toString();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
