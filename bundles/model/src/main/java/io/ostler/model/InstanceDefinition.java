package io.ostler.model;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an instance is and how it runs; what it is doing is {@link InstanceState}. Immutable and valid by construction:
 * the constructor throws {@link ErrorCode#INVALID_REQUEST} naming the field.
 *
 * @param name shown to people, 1 to 80 characters without control characters
 * @param type id of the instance type, such as {@code process}
 * @param command program and arguments; no shell sees them; 1 to 256 items, 32 KiB together
 * @param workingFolder folder beneath the instance's files, {@code ""} for their root, '/' between names
 * @param environment added to the small environment that every instance gets; names {@code [A-Za-z_][A-Za-z0-9_]*}
 * @param terminal whether the program gets a terminal (PTY)
 * @param stop how it is asked to end
 * @param stopTimeout after it the whole tree is killed; 1 s to 1 h
 * @param encoding of the console's output and input, a Java charset name, {@code UTF-8} mostly
 * @param lineEnd what ends a typed line
 * @param autoStart whether it starts with the daemon
 * @param files what holds for its files
 * @param launch account, variables and ports of its program
 * @param care restarts, limits, kept output
 * @param upkeep how it is installed and updated
 * @param console how commands reach it
 */
public record InstanceDefinition(
        String name,
        String type,
        List<String> command,
        String workingFolder,
        Map<String, String> environment,
        boolean terminal,
        StopAction stop,
        Duration stopTimeout,
        String encoding,
        LineEnd lineEnd,
        boolean autoStart,
        FilePolicy files,
        LaunchOptions launch,
        CarePolicy care,
        Upkeep upkeep,
        ConsolePolicy console) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.-]{0,39}");

    public InstanceDefinition {
        require(!name.isBlank() && name.length() <= 80 && isPrintable(name), "name", "1 to 80 printable characters");
        require(TYPE.matcher(type).matches(), "type", "the id of an instance type");
        command = List.copyOf(command);
        require(!command.isEmpty() && command.size() <= 256, "command", "1 to 256 items");
        require(!command.getFirst().isBlank(), "command", "starts with a program");
        require(
                command.stream().noneMatch(c -> c.indexOf('\0') >= 0)
                        && command.stream().mapToInt(String::length).sum() <= 32768,
                "command",
                "at most 32768 characters, none of them NUL");
        require(
                workingFolder.length() <= 1024 && workingFolder.indexOf('\0') < 0,
                "workingFolder",
                "at most 1024 characters");
        environment = Map.copyOf(environment);
        require(environment.size() <= 256, "environment", "at most 256 variables");
        environment.forEach((key, value) -> require(
                VARIABLE.matcher(key).matches() && value.length() <= 8192 && value.indexOf('\0') < 0,
                "environment",
                "names of letters, digits and _, values of at most 8192 characters"));
        require(
                stopTimeout.compareTo(Duration.ofSeconds(1)) >= 0 && stopTimeout.compareTo(Duration.ofHours(1)) <= 0,
                "stopTimeout",
                "1 second to 1 hour");
        require(isCharset(encoding), "encoding", "the name of a character encoding");
        requireConsole(console.path(), launch);
    }

    /** With nothing special about launch, care, upkeep and console. */
    public InstanceDefinition(
            String name,
            String type,
            List<String> command,
            String workingFolder,
            Map<String, String> environment,
            boolean terminal,
            StopAction stop,
            Duration stopTimeout,
            String encoding,
            LineEnd lineEnd,
            boolean autoStart,
            FilePolicy files) {
        this(
                name,
                type,
                command,
                workingFolder,
                environment,
                terminal,
                stop,
                stopTimeout,
                encoding,
                lineEnd,
                autoStart,
                files,
                LaunchOptions.NONE,
                CarePolicy.DEFAULT,
                Upkeep.NONE,
                ConsolePolicy.PLAIN);
    }

    public InstanceDefinition withName(String other) {
        return with(other, command, workingFolder, environment, terminal, launch);
    }

    public InstanceDefinition withLaunch(LaunchOptions other) {
        return with(name, command, workingFolder, environment, terminal, other);
    }

    /** The same with another program. */
    public InstanceDefinition withRun(
            List<String> command, String workingFolder, Map<String, String> environment, boolean terminal) {
        return with(name, command, workingFolder, environment, terminal, launch);
    }

    private InstanceDefinition with(
            String name,
            List<String> command,
            String workingFolder,
            Map<String, String> environment,
            boolean terminal,
            LaunchOptions launch) {
        return new InstanceDefinition(
                name,
                type,
                command,
                workingFolder,
                environment,
                terminal,
                stop,
                stopTimeout,
                encoding,
                lineEnd,
                autoStart,
                files,
                launch,
                care,
                upkeep,
                console);
    }

    public InstanceDefinition withCare(CarePolicy other) {
        return new InstanceDefinition(
                name,
                type,
                command,
                workingFolder,
                environment,
                terminal,
                stop,
                stopTimeout,
                encoding,
                lineEnd,
                autoStart,
                files,
                launch,
                other,
                upkeep,
                console);
    }

    private static void requireConsole(ConsolePolicy.CommandPath path, LaunchOptions launch) {
        require(
                path.port() == null
                        || launch.ports().stream().anyMatch(p -> p.name().equals(path.port())),
                "console.path.port",
                "the name of one of the ports");
        require(
                path.password() == null
                        || launch.variables().stream()
                                .anyMatch(v -> v.name().equals(path.password()) && v.type() == Variable.Type.SECRET),
                "console.path.password",
                "the name of a secret variable");
    }

    /** What ends a line that is typed on the console. */
    public enum LineEnd {
        LF("\n"),
        CRLF("\r\n"),
        CR("\r");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * Whether a program may take it for the end of a line, or a terminal for an order: Java's Scanner knows more ends of
     * lines than those of files.
     */
    static boolean endsLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> endsLine(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name) && Charset.forName(name).canEncode();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw OstlerException.invalid(field, rule);
        }
    }
}
