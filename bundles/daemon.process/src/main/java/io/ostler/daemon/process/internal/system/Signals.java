package io.ostler.daemon.process.internal.system;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends signals; Java itself knows only two of them and no groups. Thread-safe; blocks for a millisecond or two. */
public final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final Tools tools;

    public Signals(Tools tools) {
        this.tools = tools;
    }

    /** To each process of the group; a group that is gone is no error. */
    public void sendToGroup(String signal, long group) {
        if (group <= 1) {
            throw new IllegalArgumentException("no process group of a run: " + group);
        }
        try {
            var builder = new ProcessBuilder(
                            tools.path("sh"), "-c", "kill -s \"$1\" -- \"-$2\"", "kill", signal, Long.toString(group))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.start().waitFor();
        } catch (IOException e) {
            LOG.error("Can't send signals: the shell doesn't start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends this very process; never one that got its pid since. */
    public static void kill(ProcStat process) {
        // The handle notes the start time now and checks it again when it kills.
        ProcessHandle.of(process.pid()).filter(handle -> process.isAlive()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
