package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.account.Account;
import io.ostler.daemon.process.internal.group.ControlGroup;
import io.ostler.daemon.process.internal.system.ShellText;
import io.ostler.daemon.process.internal.system.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process does to itself before it becomes the program, as shell text: it enters its control groups, writes no
 * core, is ended before the daemon when memory is short, and changes to its account. Immutable.
 *
 * <p>Up to the change of account nothing of the definition's environment is there, or it would decide what root loads;
 * after it a second shell, the account's own, sets it from a file that only this account may read.
 *
 * @param account null: the daemon's own
 */
record ProgramSetting(ControlGroup group, @Nullable Account account) {

    /** The file that the account's shell reads. */
    static final String PROGRAM = "program";

    private static final int FIRST_TO_END = 300;
    private static final int HIGHEST = 1000;

    /** Names that mean something to one shell or another, which then has its own idea of their values. */
    private static final Pattern SHELLS_OWN =
            Pattern.compile("_|UID|EUID|PPID|GROUPS|PWD|OLDPWD|SHLVL|IFS|ENV|OPT.*|PS4|RANDOM|SRANDOM|SECONDS|LINENO"
                    + "|EPOCH.*|HIST.*|FUNC.*|DIRSTACK|SHELLOPTS|BASH.*|COMP_.*|PIPESTATUS|LC_.*|LANG.*");

    /** Runs with the daemon's rights. */
    String enter() {
        var text = new StringBuilder();
        for (var door : group.doors()) {
            text.append("echo 0 >").append(literal(door)).append(" || exit 126\n");
        }
        return text.append("ulimit -c 0 2>/dev/null\n")
                .append("{ echo ")
                .append(Math.min(HIGHEST, own() + FIRST_TO_END))
                .append(" >/proc/self/oom_score_adj; } 2>/dev/null\n")
                .toString();
    }

    /** Words before the program's; descriptor 6 is the file that the shell reads. */
    List<String> change(Tools tools) {
        return account == null
                ? List.of()
                : List.of(
                        tools.path("setpriv"),
                        "--reuid=" + account.user(),
                        "--regid=" + account.group(),
                        "--init-groups",
                        "--no-new-privs",
                        tools.path("sh"),
                        "/proc/self/fd/6");
    }

    /** The text for the account's shell. */
    static String program(Tools tools, Map<String, String> environment, List<String> command) {
        var text = new StringBuilder("exec 6<&-\n");
        var late = new LinkedHashMap<String, String>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (SHELLS_OWN.matcher(name).matches()) {
                late.put(name, value);
            } else {
                text.append("export ")
                        .append(name)
                        .append('=')
                        .append(ShellText.literal(value))
                        .append('\n');
            }
        });
        for (var usual : List.of("LANG", "SHELL", "PWD", "OLDPWD")) {
            if (!environment.containsKey(usual)) {
                text.append("unset ").append(usual).append('\n');
            }
        }
        text.append("exec");
        if (!late.isEmpty()) {
            text.append(' ').append(ShellText.literal(tools.path("env")));
            late.forEach((name, value) -> text.append(' ').append(ShellText.literal(name + "=" + value)));
        }
        command.forEach(item -> text.append(' ').append(ShellText.literal(item)));
        return text.append('\n').toString();
    }

    private static String literal(Path path) {
        return ShellText.literal(path.toString());
    }

    private static int own() {
        try {
            return Integer.parseInt(
                    Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
