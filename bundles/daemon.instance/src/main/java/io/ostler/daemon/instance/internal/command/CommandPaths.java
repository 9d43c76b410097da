package io.ostler.daemon.instance.internal.command;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.ConsolePolicy.CommandPath;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstancePort;
import io.ostler.model.OstlerException;
import io.ostler.model.Variable;
import io.ostler.protocol.problem.ProblemText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends lines to programs that take them over the network of this machine. Whatever comes of it stands in the console,
 * where everybody who watches sees it, and is stored with it. Thread-safe.
 */
public final class CommandPaths {

    private static final int MOST_LINES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(CommandPaths.class);

    private final List<CommandChannel> channels = new CopyOnWriteArrayList<>();
    private final Executor disk;

    /** @param disk where the console may be waited for */
    public CommandPaths(Executor disk) {
        this.disk = disk;
    }

    public void add(CommandChannel channel) {
        channels.add(channel);
    }

    public void remove(CommandChannel channel) {
        channels.remove(channel);
    }

    /** Whether the lines of an instance go by here rather than into the program's input. */
    public static boolean serves(InstanceDefinition definition) {
        return definition.console().path().kind() != CommandPath.Kind.INPUT;
    }

    /**
     * Begins to send the lines, each when the one before was answered, none after one that failed. Throws what is wrong
     * with the request or the definition; the future says whether all
     * were answered, when everything stands in the console.
     */
    public CompletableFuture<Boolean> send(InstanceDefinition definition, Path consoleLog, String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > MOST_LINES) {
            throw OstlerException.invalid("text", "at most " + MOST_LINES + " lines");
        }
        var path = definition.console().path();
        var channel = channel(path.kind());
        int port = port(definition, path);
        var password = password(definition, path);
        var console = new ConsoleLines(consoleLog, definition);
        if (lines.isEmpty()) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Void> sent =
                channel.send(port, password, lines.getFirst()).thenAcceptAsync(console::append, disk);
        for (var line : lines.subList(1, lines.size())) {
            sent = sent.thenCompose(done -> channel.send(port, password, line)).thenAcceptAsync(console::append, disk);
        }
        return sent.handleAsync((done, failure) -> report(console, failure), disk);
    }

    private static boolean report(ConsoleLines console, @Nullable Throwable failure) {
        if (failure != null) {
            var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            var problem = cause instanceof OstlerException known
                    ? known
                    : OstlerException.of(ErrorCode.COMMAND_PATH_FAILED, "reason", "PROTOCOL");
            LOG.warn("A command did not reach {}: {} {}", console.instance(), problem.code(), problem.parameters());
            console.append(ProblemText.title(problem.code(), problem.parameters()));
        }
        return failure == null;
    }

    /** The latest of a kind: a plug-in's replaces ours. */
    private CommandChannel channel(CommandPath.Kind kind) {
        return channels.reversed().stream()
                .filter(channel -> channel.kind() == kind)
                .findFirst()
                .orElseThrow(
                        () -> new OstlerException(ErrorCode.CAPABILITY_MISSING, Map.of("capability", kind.name())));
    }

    private static int port(InstanceDefinition definition, CommandPath path) {
        return definition.launch().ports().stream()
                .filter(port -> port.name().equals(path.port()))
                .mapToInt(InstancePort::number)
                .filter(number -> number > 0)
                .findFirst()
                .orElseThrow(() -> OstlerException.of(ErrorCode.COMMAND_PATH_FAILED, "reason", "REFUSED"));
    }

    private static @Nullable String password(InstanceDefinition definition, CommandPath path) {
        return definition.launch().variables().stream()
                .filter(variable -> variable.name().equals(path.password()))
                .map(Variable::value)
                .findFirst()
                .orElse(null);
    }
}
