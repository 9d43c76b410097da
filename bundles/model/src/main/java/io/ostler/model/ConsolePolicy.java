package io.ostler.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How commands reach a program, and which. Immutable and valid by construction.
 *
 * @param path by which command lines go
 * @param allowed what may be sent by those who hold only {@code instance.console.commands}: whole lines in which
 *     {@code *} stands for anything without a line end; at most 200 of at most 256 characters
 * @param buttons saved commands, at most 50
 */
public record ConsolePolicy(CommandPath path, List<String> allowed, List<Button> buttons) {

    public static final ConsolePolicy PLAIN = new ConsolePolicy(CommandPath.INPUT, List.of(), List.of());

    public ConsolePolicy {
        allowed = List.copyOf(allowed);
        buttons = List.copyOf(buttons);
        if (allowed.size() > 200 || allowed.stream().anyMatch(p -> isNoLine(p, 256))) {
            throw OstlerException.invalid("console.allowed", "at most 200 lines of 1 to 256 characters");
        }
        if (buttons.size() > 50) {
            throw OstlerException.invalid("console.buttons", "at most 50");
        }
    }

    /** Whether somebody who may send only what is allowed may send this one line. */
    public boolean allows(String line) {
        return line.codePoints().noneMatch(InstanceDefinition::endsLine)
                && allowed.stream().anyMatch(pattern -> matches(pattern, line));
    }

    /** Without regular expressions: their run time could be abused. */
    private static boolean matches(String pattern, String line) {
        int p = 0;
        int l = 0;
        int star = -1;
        int from = 0;
        while (l < line.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = l;
            } else if (p < pattern.length() && pattern.charAt(p) == line.charAt(l)) {
                p++;
                l++;
            } else if (star >= 0) {
                p = star + 1;
                l = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** @param label of the button, 1 to 40 characters; {@code command} one line of at most 1024 */
    public record Button(String label, String command) {
        public Button {
            if (isNoLine(label, 40) || isNoLine(command, 1024)) {
                throw OstlerException.invalid("console.buttons", "a label of 40 and a line of 1024 characters at most");
            }
        }
    }

    /**
     * @param kind how
     * @param port name of one of the instance's ports; null for {@link Kind#INPUT}
     * @param password name of a secret variable, null: none
     */
    public record CommandPath(
            Kind kind, @Nullable String port, @Nullable String password) {

        public static final CommandPath INPUT = new CommandPath(Kind.INPUT, null, null);

        public CommandPath {
            if ((kind == Kind.INPUT) != (port == null)) {
                throw OstlerException.invalid(
                        "console.path.port", "the name of a port, with a protocol of the network");
            }
        }

        /** The ways of the field. */
        public enum Kind {
            /** The program's standard input. */
            INPUT,
            /** Source RCON over TCP. */
            RCON,
            TELNET,
            /** RCON over WebSocket, as Rust has it. */
            WEB_RCON
        }
    }

    private static boolean isNoLine(String text, int most) {
        return text.isBlank() || text.length() > most || text.codePoints().anyMatch(InstanceDefinition::endsLine);
    }
}
