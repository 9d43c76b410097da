package io.ostler.daemon.process.internal.account;

import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account that a program runs under in the daemon's place. Immutable. */
public record Account(String name, int user, int group) {

    private static final String FIELD = "launch.runAs";
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    /**
     * @throws OstlerException {@code ACCOUNT_UNKNOWN}; {@code INVALID_REQUEST} when this daemon can't run programs under
     *     other accounts, or for root: whoever wants that leaves the field empty
     */
    public static Account require(String name, Tools tools) {
        if (ownUser() != 0) {
            throw OstlerException.invalid(FIELD, "nothing, because the daemon of this node does not run as root");
        }
        if (!tools.canChangeAccounts()) {
            throw OstlerException.invalid(FIELD, "nothing, because this node lacks setpriv (util-linux)");
        }
        var account = find(name, tools);
        if (account.user == 0) {
            throw OstlerException.invalid(FIELD, "an account other than root's");
        }
        return account;
    }

    /** The account that the daemon runs under. */
    static int ownUser() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }

    private static Account find(String name, Tools tools) {
        try {
            var line = tools.has("getent") ? asked(name, tools) : listed(name);
            var fields = line.strip().split(":", -1);
            if (fields.length >= 4 && fields[0].equals(name)) {
                return new Account(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("The account {} can't be looked up", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new OstlerException(ErrorCode.ACCOUNT_UNKNOWN, Map.of("account", name));
    }

    /** Knows of accounts that come from elsewhere, too. */
    private static String asked(String name, Tools tools) throws IOException, InterruptedException {
        var process = new ProcessBuilder(tools.path("getent"), "passwd", name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var line = output.readLine();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return line == null ? "" : line;
        }
    }

    private static String listed(String name) throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElse("");
    }
}
