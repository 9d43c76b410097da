package io.ostler.launcher;

import io.ostler.launcher.check.ChosenStorage;
import io.ostler.launcher.check.FreePort;
import io.ostler.launcher.check.FreeSpace;
import io.ostler.launcher.check.InstalledTools;
import io.ostler.launcher.check.ReadableConfiguration;
import io.ostler.launcher.check.StartCheck;
import io.ostler.launcher.osgi.OsgiRuntime;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program's entry: {@code run}, {@code train}, {@code enrol}, {@code recover}, {@code version} and the commands of the panel's storage of {@code bin/ostler}.
 *
 * <p>A start that can't go on ends with one line on the standard error and status 1, and leaves the disk as it was.
 */
public final class Main {
    private static final long STOP_LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(18);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(status(Arrays.asList(arguments)));
    }

    private static int status(List<String> arguments) {
        try {
            var distribution = Distribution.at(Path.of(System.getProperty("ostler.home", ".")));
            String command = arguments.isEmpty() ? "run" : arguments.get(0);
            List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
            switch (command) {
                case "run" -> run(distribution, Options.parse(rest, System.getenv(), distribution.kind()));
                case "train" -> TrainingRun.of(distribution, rest);
                case "enrol" -> Enrolment.run(distribution, rest);
                case "recover" -> AccountRecovery.run(distribution, rest);
                case "db", "backup", "restore", "secrets", "audit" -> StorageCommands.run(distribution, arguments);
                case "version" ->
                    System.out.println("Ostler " + distribution.kind().word() + " " + distribution.version());
                default -> throw new StartRefused("There is no command " + command, "Try: bin/ostler help");
            }
            return 0;
        } catch (StartRefused e) {
            System.err.println("ostler: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void run(Distribution distribution, Options options) throws StartRefused, InterruptedException {
        StopSignal signal = StopSignal.listen();
        try (DataFolder folder = DataFolder.look(options.data(), distribution.kind())) {
            for (StartCheck check : checks(distribution, options)) {
                check.check();
            }
            folder.claim(note(distribution, options));
            StorageCommands.carryOutPlan(distribution, folder.path());
            OsgiRuntime runtime = OsgiRuntime.start(distribution, options);
            AheadOfTimeCache.keepFor(distribution, options);
            signal.then(() -> stop(runtime));
            runtime.awaitStop();
        }
    }

    private static List<StartCheck> checks(Distribution distribution, Options options) {
        var checks = new ArrayList<StartCheck>();
        checks.add(new ReadableConfiguration(distribution.etc()));
        if (distribution.kind().hasPanel()) {
            checks.add(new ChosenStorage(options.data()));
        }
        if (distribution.kind().runsInstances()) {
            checks.add(new InstalledTools(System.getenv().getOrDefault("PATH", "")));
        }
        checks.add(new FreeSpace(options.data()));
        checks.add(new FreePort(options.bind(), options.port()));
        return checks;
    }

    private static String note(Distribution distribution, Options options) {
        return "process " + ProcessHandle.current().pid() + " (Ostler "
                + distribution.kind().word() + " on port " + options.port() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** What the daemon says, once the stop has begun, that its instances may take. */
    private static long moreMillis() {
        return TimeUnit.SECONDS.toMillis(Long.getLong("ostler.stop.more.seconds", 0));
    }

    private static void stop(OsgiRuntime runtime) {
        try {
            if (!runtime.stop(STOP_LIMIT_MILLIS, Main::moreMillis)) {
                System.err.println("ostler: The stop took too long. Ended hard.");
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
