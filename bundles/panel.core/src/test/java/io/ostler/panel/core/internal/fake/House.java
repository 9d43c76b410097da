package io.ostler.panel.core.internal.fake;

import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.node.NodeLinks.Linked;
import io.ostler.panel.api.node.PanelKey;
import io.ostler.panel.core.internal.event.EventFeed;
import io.ostler.panel.core.internal.fake.MemoryStores.InstancesInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.NodesInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.UsersInMemory;
import io.ostler.panel.core.internal.instance.FileService;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.panel.core.internal.instance.InstanceService;
import io.ostler.panel.core.internal.instance.InstanceViews;
import io.ostler.panel.core.internal.instance.OwnerLeaving;
import io.ostler.panel.core.internal.instance.TicketIssuer;
import io.ostler.panel.core.internal.node.DirectoryMemory;
import io.ostler.panel.core.internal.node.GrantReview;
import io.ostler.panel.core.internal.node.NodeHub;
import io.ostler.panel.core.internal.node.NodeRegistry;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.node.StreamRevoker;
import io.ostler.panel.core.internal.people.UserService;
import io.ostler.protocol.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** All parts of panel.core put together over memory, with one linked node whose daemon a test commands. */
public final class House {
    public final UsersInMemory userStore = new UsersInMemory();
    public final NodesInMemory nodeStore = new NodesInMemory();
    public final FakeSessions sessions = new FakeSessions();
    public final FakeDaemon daemon = new FakeDaemon();
    public final SigningKey key = SigningKey.generate();
    public final EventFeed events = new EventFeed();
    public final InstanceRecords records = new InstanceRecords(new InstancesInMemory());
    public final FakeAccess access = new FakeAccess(records);
    public final InstanceDirectory directory = new InstanceDirectory(records, events);
    public final NodeTable table = new NodeTable(nodeStore);
    public final StreamRevoker revoker = new StreamRevoker(table);
    public final InstanceViews views = new InstanceViews(directory, records, table, access, userStore);
    public final DirectoryMemory memory = new DirectoryMemory(folder());
    public final NodeHub hub = new NodeHub(table, directory, memory, new GrantReview(sessions, access), events);
    public final NodeRegistry registry =
            new NodeRegistry(access, table, nodeStore, directory, memory, new Key(), events);
    public final FileService files = new FileService(access, directory, table);
    public final InstanceService instances = new InstanceService(
            access,
            records,
            directory,
            table,
            views,
            new TicketIssuer(access, directory, table, new Key()),
            userStore,
            revoker,
            events);
    public final NodeId node = NodeId.create();
    public final Linked link;

    public House() {
        hub.adoptLocal(node, "home");
        link = hub.linked(node, Samples.hello(node), daemon.api());
    }

    public UserService users() {
        return new UserService(
                access, userStore, new PlainPasswords(), sessions, revoker, new OwnerLeaving(records, views, events));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("ostler-core-test");
            folder.toFile().deleteOnExit();
            return folder.resolve("directory");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the password "right". */
    private static final class PlainPasswords implements Passwords {
        @Override
        public String hash(String userName, String password) {
            return "plain:" + password;
        }

        @Override
        public void verify(UserId user, String password, String address) {
            if (!password.equals("right")) {
                throw new OstlerException(ErrorCode.LOGIN_FAILED);
            }
        }
    }

    private final class Key implements PanelKey {
        @Override
        public String panelId() {
            return "panel-test";
        }

        @Override
        public String publicKey() {
            return key.verifyingKey().text();
        }

        @Override
        public String fingerprint() {
            return key.verifyingKey().fingerprint();
        }

        @Override
        public String sign(Ticket ticket) {
            return TicketCodec.sign(ticket, key);
        }

        @Override
        public String sign(byte[] message) {
            return key.signText(message);
        }
    }
}
