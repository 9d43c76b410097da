package io.ostler.daemon.process.internal.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the daemon's own place in the unified tree, when it was given it: a group there holds either processes or
 * groups, so the daemon itself moves one step down first. Done only where nobody but the daemon is in the place.
 */
final class Delegation {

    private static final String LEAF = "ostler-daemon";
    private static final Logger LOG = LoggerFactory.getLogger(Delegation.class);

    private Delegation() {}

    static Optional<Hierarchy> of(Hierarchy tree) {
        // In its second life within one service the daemon may find itself where the first one moved.
        var own = tree.own().endsWith(LEAF) ? tree.own().resolveSibling(".").normalize() : tree.own();
        try {
            var offered = new HashSet<>(words(own.resolve("cgroup.controllers")));
            offered.retainAll(Hierarchy.WANTED);
            if (offered.isEmpty() || !Files.isWritable(own)) {
                return Optional.empty();
            }
            if (!words(own.resolve("cgroup.subtree_control")).containsAll(offered)) {
                if (!moveDown(own)) {
                    LOG.info("{} holds other programs too: it is left as it is", own);
                    return Optional.empty();
                }
                for (var controller : offered) {
                    write(own.resolve("cgroup.subtree_control"), "+" + controller);
                }
            }
            var hierarchy = new Hierarchy(own, true, offered);
            Files.createDirectories(hierarchy.parent());
            for (var controller : offered) {
                write(hierarchy.parent().resolve("cgroup.subtree_control"), "+" + controller);
            }
            return Optional.of(hierarchy);
        } catch (IOException e) {
            LOG.debug("{} is not for the daemon to use: {}", own, e.toString());
            return Optional.empty();
        }
    }

    private static boolean moveDown(Path own) throws IOException {
        var self = ProcessHandle.current();
        for (var pid : words(own.resolve("cgroup.procs"))) {
            boolean ours = Long.parseLong(pid) == self.pid()
                    || ProcessHandle.of(Long.parseLong(pid))
                            .flatMap(ProcessHandle::parent)
                            .filter(self::equals)
                            .isPresent();
            if (!ours) {
                return false;
            }
        }
        var leaf = Files.createDirectories(own.resolve(LEAF));
        for (var pid : words(own.resolve("cgroup.procs"))) {
            write(leaf.resolve("cgroup.procs"), pid);
        }
        return true;
    }

    private static List<String> words(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
