package io.ostler.daemon.command.internal;

import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A console over telnet: lines there, text back, and a password where the program asks for one. Every option that the
 * program wants to negotiate is refused. Answers have no end: one is over when nothing comes for a moment.
 */
final class TelnetSession implements Session {

    private static final int COMMAND = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int BEGIN = 250;
    private static final int END = 240;
    private static final int MOST_OPTIONS = 64;

    private static final Pattern ASKS = Pattern.compile("(?i)\\bpass(word|code|phrase)?\\b[^\\n]{0,60}[:>?]?\\s*\\z");
    private static final Pattern REFUSES =
            Pattern.compile("(?i)\\b(incorrect|invalid|wrong|denied|failed|failure|bad password)\\b");

    private final Wire wire;
    private final Timing timing;
    private int options;
    private boolean isNoisy;

    private TelnetSession(Wire wire, Timing timing) {
        this.wire = wire;
        this.timing = timing;
    }

    static Session open(Wire wire, @Nullable String password, Timing timing) throws PathFailure {
        var session = new TelnetSession(wire, timing);
        try (var watch = wire.limit(timing.answer())) {
            try {
                session.signIn(password);
            } catch (IOException e) {
                throw watch.failure(password == null ? Reason.PROTOCOL : Reason.PASSWORD);
            }
        }
        return session;
    }

    /** The password goes nowhere unless it is asked for. */
    private void signIn(@Nullable String password) throws IOException, PathFailure {
        if (!ASKS.matcher(listen(timing.quiet().multipliedBy(2))).find()) {
            return;
        }
        if (password == null) {
            throw new PathFailure(Reason.PASSWORD);
        }
        send(password);
        var said = listen(timing.answer().dividedBy(2));
        if (REFUSES.matcher(said).find() || ASKS.matcher(said).find()) {
            throw new PathFailure(Reason.PASSWORD);
        }
    }

    /** A program that talks on by itself would fill its end of the line while nobody reads. */
    @Override
    public boolean isUsable() {
        return !isNoisy && wire.isQuiet();
    }

    @Override
    public String exchange(String line) throws PathFailure {
        try (var watch = wire.limit(timing.answer())) {
            try {
                send(line);
                return listen(timing.answer().dividedBy(2));
            } catch (IOException e) {
                throw watch.failure(Reason.PROTOCOL);
            }
        }
    }

    private void send(String line) throws IOException {
        // the byte that begins a negotiation is none of UTF-8
        wire.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What is said until it is quiet, at most half of the time for an answer. */
    private String listen(Duration begins) throws IOException, PathFailure {
        long end = System.nanoTime() + timing.answer().dividedBy(2).toNanos();
        var text = new ByteArrayOutputStream();
        var wait = begins;
        while (wire.hasMore(wait)) {
            wait = timing.quiet();
            int next = next();
            if (next >= 0) {
                text.write(next);
            }
            if (text.size() == MOST_ANSWER || System.nanoTime() > end) {
                isNoisy = true;
                break;
            }
        }
        return text.toString(StandardCharsets.UTF_8).replace("\0", "");
    }

    /** A byte of text, or -1 when it was a negotiation. */
    private int next() throws IOException, PathFailure {
        int first = wire.read();
        if (first != COMMAND) {
            return first;
        }
        int verb = wire.read();
        switch (verb) {
            case COMMAND -> {
                return COMMAND;
            }
            case DO, WILL -> {
                if (++options > MOST_OPTIONS) {
                    throw new PathFailure(Reason.PROTOCOL);
                }
                wire.write(new byte[] {(byte) COMMAND, (byte) (verb == DO ? WONT : DONT), (byte) wire.read()});
            }
            case DONT, WONT -> wire.read();
            case BEGIN -> skipOption();
            default -> {} // one of the verbs without an option
        }
        return -1;
    }

    private void skipOption() throws IOException {
        int before = 0;
        int next = wire.read();
        while (before != COMMAND || next != END) {
            before = before == COMMAND && next == COMMAND ? 0 : next;
            next = wire.read();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
