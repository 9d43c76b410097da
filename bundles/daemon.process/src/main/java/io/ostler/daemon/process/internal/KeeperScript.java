package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.input.TerminalSize;
import io.ostler.daemon.process.internal.system.ShellText;
import io.ostler.daemon.process.internal.system.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shell text of keepers. A keeper is one small shell per run, in a session of its own, that outlives the daemon: it
 * writes down its pid and the program's, connects input pipe and log, waits, and leaves the exit status as an empty file
 * {@code <run id>.<status>}, which is one atomic step and needs no free block on the disk. The program gets a session of
 * its own again, so that signals to its group never reach the keeper.
 *
 * <p>The input pipe is opened for both directions: neither the daemon's death nor its absence is an end of file.
 * The user's command is never part of a shell's text but its arguments; only {@code script} takes nothing but a text,
 * there it is written as literals into a file. Immutable.
 */
final class KeeperScript {

    static final String INPUT = "in";
    static final String LAUNCH = "launch";

    private static final String BEGIN = """
            run=$1 log=$2 ended=$3
            shift 3
            read -r line </proc/$$/stat && echo "$line" >"$run/pids" || exit 1
            [ -p "$run/in" ] || MKFIFO -m 600 "$run/in" || exit 1
            exec 4<>"$run/in" 5>>"$log" </dev/null >/dev/null
            """;

    /** A forked shell becomes the program, so its own pid is the program's. */
    private static final String PLAIN = """
            (
                read -r line </proc/self/stat && echo "$line" >>"$run/pids" || exit 126
                ENTER
                unset PWD OLDPWD
                exec SETSID "$@" <&4 >&5 2>&5 4>&- 5>&- PASSED
            )
            """;

    /** The terminal's output goes to the log by standard output; script's own log would begin with a line of its own. */
    private static final String TERMINAL = """
            SCRIPT -q -e -c "$1" /dev/null <&4 >&5 2>&5 4>&- 5>&-
            """;

    /** On a full disk the status waits a minute for room. */
    private static final String END = """
            status=$?
            n=0
            until true >"$ended.$status" || [ $n -ge 60 ]; do n=$((n+1)); SLEEP 1; done
            """;

    private final Tools tools;

    KeeperScript(Tools tools) {
        this.tools = tools;
    }

    /** The command line of a keeper. {@code setsid -f} leaves it to init, so the daemon keeps no thread per child. */
    List<String> commandLine(Path runFolder, Path log, Path exitPrefix, List<String> program, ProgramSetting setting) {
        var change = setting.change(tools);
        var middle = PLAIN.replace("PASSED", change.isEmpty() ? "" : "6<" + program(runFolder))
                .replace("ENTER", setting.enter());
        var line = begin(middle, runFolder, log, exitPrefix);
        line.addAll(change.isEmpty() ? program : change);
        return line;
    }

    /** Makes the input pipe before the keeper does, where somebody else is to own it. */
    void makeInput(Path pipe) throws IOException, InterruptedException {
        if (!Files.exists(pipe, LinkOption.NOFOLLOW_LINKS)
                && new ProcessBuilder(tools.path("mkfifo"), "-m", "600", pipe.toString())
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        != 0) {
            throw new IOException("the input pipe can't be made");
        }
    }

    /** The same with a terminal; the launch file must have been written. */
    List<String> terminalCommandLine(Path runFolder, Path log, Path exitPrefix) {
        var line = begin(TERMINAL, runFolder, log, exitPrefix);
        line.add("exec " + ShellText.literal(tools.path("sh")) + " "
                + ShellText.literal(runFolder.resolve(LAUNCH).toString()));
        return line;
    }

    /**
     * What a terminal's first process does before it becomes the program.
     *
     * @param shell the program's SHELL, which {@code script} must not see: it would run that one
     */
    String launchFile(
            Path runFolder, TerminalSize size, List<String> program, @Nullable String shell, ProgramSetting setting) {
        var command = new StringBuilder("exec");
        var change = setting.change(tools);
        (change.isEmpty() ? program : change)
                .forEach(item -> command.append(' ').append(ShellText.literal(item)));
        if (setting.account() != null) {
            command.append(" 6<").append(program(runFolder));
        }
        return String.join(
                "\n",
                "read -r line </proc/$$/stat && echo \"$line\" >>"
                        + ShellText.literal(runFolder.resolve(RunPids.FILE).toString()) + " || exit 126",
                ShellText.literal(tools.path("stty")) + " rows " + size.rows() + " cols " + size.columns(),
                setting.enter(),
                setting.account() == null
                        ? ""
                        : ShellText.literal(tools.path("chown")) + " "
                                + setting.account().user() + " /proc/self/fd/0 || exit 126",
                shell == null ? "unset SHELL" : "SHELL=" + ShellText.literal(shell),
                "unset PWD OLDPWD",
                command,
                "");
    }

    private static String program(Path runFolder) {
        return ShellText.literal(runFolder.resolve(ProgramSetting.PROGRAM).toString());
    }

    private List<String> begin(String middle, Path runFolder, Path log, Path exitPrefix) {
        var text = (BEGIN + middle + END)
                .replace("MKFIFO", ShellText.literal(tools.path("mkfifo")))
                .replace("SETSID", ShellText.literal(tools.path("setsid")))
                .replace("SLEEP", ShellText.literal(tools.path("sleep")));
        if (text.contains("SCRIPT")) {
            text = text.replace("SCRIPT", ShellText.literal(tools.path("script")));
        }
        return new ArrayList<>(List.of(
                tools.path("setsid"),
                "-f",
                tools.path("sh"),
                "-c",
                text,
                "ostler-keeper",
                runFolder.toString(),
                log.toString(),
                exitPrefix.toString()));
    }
}
