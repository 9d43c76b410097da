package io.ostler.daemon.instance.internal.upkeep;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command of an upkeep task, run by the instance's own type: with its account, its limits, its folder. It leaves
 * its traces in a run folder of its own, so that the next life of the daemon ends what this one left running. Stateless.
 */
public final class CommandRun {

    private static final String FOLDER = "upkeep";
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration KILL_AGAIN = Duration.ofSeconds(10);
    private static final int KILLS = 6;
    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

    private CommandRun() {}

    /** Called about twice a second. */
    @FunctionalInterface
    public interface Beat {
        /** Throws when the command is to be ended. */
        void tick();
    }

    /** The exit status. Whatever ends the wait, nothing of the command runs when this returns or throws. */
    public static int run(InstanceType type, LaunchContext instance, long deadlineNanos, Beat beat)
            throws InterruptedException {
        var context = own(instance);
        makeFolder(context.runFolder());
        var run = type.start(context);
        try {
            return await(run, deadlineNanos, beat).status();
        } finally {
            end(run);
            type.forget(context);
        }
    }

    /** Ends what a former life of the daemon left; nothing happens when it left nothing. */
    public static void endLeftOver(InstanceType type, LaunchContext instance) {
        var context = own(instance);
        if (!Files.isDirectory(context.runFolder(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            var left = type.adopt(context);
            if (left.isPresent()) {
                LOG.info("Upkeep of instance {} was cut short; what it left running ends", instance.id());
                end(left.get());
            }
            type.forget(context);
        } catch (OstlerException e) {
            LOG.warn("What upkeep of instance {} left can't be told", instance.id(), e);
        }
    }

    private static RunEnd await(InstanceRun run, long deadlineNanos, Beat beat) throws InterruptedException {
        while (true) {
            try {
                return run.exit().get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                beat.tick();
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new OstlerException(ErrorCode.UPKEEP_TIMED_OUT);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a run's end never fails", e);
            }
        }
    }

    /** Also when this thread is interrupted, which is how a task is cancelled. */
    private static void end(InstanceRun run) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int i = 0; i < KILLS && !run.exit().isDone(); i++) {
                run.kill();
                try {
                    run.exit().get(KILL_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    LOG.warn("A program of an upkeep task doesn't end; it is killed again");
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a run's end never fails", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static LaunchContext own(LaunchContext context) {
        return new LaunchContext(
                context.id(),
                context.definition(),
                context.files(),
                context.workingFolder(),
                context.consoleLog(),
                context.runFolder().resolve(FOLDER),
                context.environment());
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of("reason", "RUN_FOLDER_UNREADABLE"), e);
        }
    }
}
