package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.files.internal.FileTreesService;
import io.ostler.daemon.sftp.internal.OneInstance;
import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Packets;
import io.ostler.daemon.sftp.internal.wire.Status;
import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * What Jazzer calls with bytes of its own, as a client that has signed in sends them; {@link SftpFuzzCorpusTest} with
 * those that were kept. All that may come of any bytes are answers, none of them an error that nobody foresaw, or the
 * end of the channel; nothing beside the instance's folder changes.
 */
public final class SftpFuzz {
    private static final int STATUS = 101;
    private static final int PLACES = 50;
    private static final String UNFORESEEN = Status.text(new OstlerException(ErrorCode.INTERNAL));
    private static final String CANARY = "untouched";
    private static final House HOUSE = House.open();

    private SftpFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException, InterruptedException {
        var places = new Semaphore(PLACES);
        try (var conversation = new Conversation(HOUSE.guest(), places)) {
            var packets = new Packets();
            // In two pieces, so that packets are cut somewhere.
            int cut = bytes.length == 0 ? 0 : (bytes[0] & 0xff) % bytes.length;
            answer(packets, conversation, Arrays.copyOf(bytes, cut));
            answer(packets, conversation, Arrays.copyOfRange(bytes, cut, bytes.length));
        } catch (BadPacketException e) {
            // the channel ends
        }
        if (places.availablePermits() != PLACES) {
            throw new AssertionError("a handle stays open");
        }
        HOUSE.look();
    }

    private static void answer(Packets packets, Conversation conversation, byte[] bytes)
            throws BadPacketException, InterruptedException {
        packets.add(bytes);
        for (var request = packets.next(); request != null; request = packets.next()) {
            check(conversation.answer(request));
        }
    }

    private static void check(Buffer answer) {
        if (answer.available() > 13 && (answer.array()[answer.rpos()] & 0xff) == STATUS) {
            var text = new String(answer.array(), answer.rpos(), answer.available(), StandardCharsets.UTF_8);
            if (text.contains(UNFORESEEN)) {
                throw new AssertionError("an error that nobody foresaw");
            }
        }
    }

    /** A folder with a few files, a link that leads out of it, and something beside it. */
    private record House(Path folder, FileTreesService trees, InstanceId id) {
        private static final int KEPT = 50;

        static House open() {
            try {
                var folder = Files.createTempDirectory("sftp-fuzz");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(folder)));
                Files.createDirectory(folder.resolve("files"));
                Files.createDirectory(folder.resolve("outside"));
                Files.writeString(folder.resolve("outside/canary"), CANARY);
                var id = InstanceId.create();
                // Room for no more than a fuzzer's disk has to give.
                var policy = new FilePolicy(4L << 20, List.of("*.key"));
                var trees = new FileTreesService(
                        new OneInstance(id, folder.resolve("files"), () -> policy), folder.resolve("staging"));
                return new House(folder, trees, id);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Guest guest() throws IOException {
            furnish();
            var user = new UserId("user-0001");
            var grant = new Grant("grant", TicketScope.SFTP, id, user, "session");
            FileTree tree = trees.of(id, FileRights.ALL, user);
            return new Guest(
                    new DoorPass(grant, "anna", FileRights.ALL),
                    tree,
                    new Quick(),
                    (by, kind, values, refused) -> {},
                    "");
        }

        private void furnish() throws IOException {
            var files = folder.resolve("files");
            try (var entries = Files.list(files)) {
                if (entries.count() > KEPT) {
                    clear(files);
                    Files.createDirectory(files);
                }
            }
            Files.createDirectories(files.resolve("folder"));
            if (!Files.exists(files.resolve("a"))) {
                Files.writeString(files.resolve("a"), "abc");
            }
            if (!Files.exists(files.resolve("link"), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(files.resolve("link"), folder.resolve("outside"));
            }
        }

        void look() throws IOException {
            try (var outside = Files.list(folder.resolve("outside"))) {
                if (outside.count() != 1
                        || !Files.readString(folder.resolve("outside/canary")).equals(CANARY)) {
                    throw new AssertionError("something outside has changed");
                }
            }
        }

        private static void clear(Path folder) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static final class Quick implements Pace {
        @Override
        public long take(UserId user, Direction direction, int bytes) {
            return 0;
        }

        @Override
        public int portion(UserId user, Direction direction) {
            return 1 << 16;
        }
    }
}
