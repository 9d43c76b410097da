package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.StopAction.SignalName;
import io.ostler.testkit.instance.InstanceFolders;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Starting, keeping and ending many programs. Run by hand; prints figures, asserts nothing. */
final class ProcessBench {
    private ProcessBench() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        boolean terminal = arguments.length > 1;
        var root = Files.createTempDirectory("process-bench");
        var type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
        for (int round = 0; round < 3; round++) {
            measure(type, root, count, terminal);
        }
        type.close();
        System.exit(0);
    }

    private static void measure(ProcessInstanceType type, Path root, int count, boolean terminal) throws Exception {
        var folders = new ArrayList<InstanceFolders>();
        for (int i = 0; i < count; i++) {
            folders.add(new InstanceFolders(root));
        }
        long before = System.nanoTime();
        List<InstanceRun> runs = all(folders.stream()
                .<Callable<InstanceRun>>map(f -> () -> type.start(
                        f.context("process", List.of("/bin/sleep", "1000"), terminal, Map.of("PATH", "/usr/bin:/bin"))))
                .toList());
        print("start " + count, before);
        long cpu = cpu();
        Thread.sleep(5000);
        System.out.printf(
                "  idle: %.2f %% CPU, %d threads%n",
                (cpu() - cpu) / 5e7, Thread.getAllStackTraces().size());
        before = System.nanoTime();
        all(runs.stream()
                .<Callable<Integer>>map(run -> () -> {
                    run.signal(SignalName.TERM);
                    return run.exit().get().status();
                })
                .toList());
        print("stop " + count, before);
    }

    private static <T> List<T> all(List<Callable<T>> calls) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static void print(String what, long before) {
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - before) / 1_000_000);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
