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
import io.ostler.panel.core.internal.attendance.AttendanceTable;
import io.ostler.panel.core.internal.attendance.ConsolePeopleService;
import io.ostler.panel.core.internal.audit.ActTable;
import io.ostler.panel.core.internal.audit.AuditNames;
import io.ostler.panel.core.internal.batch.BatchService;
import io.ostler.panel.core.internal.event.EventFeed;
import io.ostler.panel.core.internal.fake.MemoryStores.InstancesInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.KeysInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.LabelsInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.MembersInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.NodesInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.PreferencesInMemory;
import io.ostler.panel.core.internal.fake.MemoryStores.UsersInMemory;
import io.ostler.panel.core.internal.file.FileAccessService;
import io.ostler.panel.core.internal.file.FileDoor;
import io.ostler.panel.core.internal.file.FileService;
import io.ostler.panel.core.internal.instance.CopyService;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.panel.core.internal.instance.InstanceService;
import io.ostler.panel.core.internal.instance.InstanceViews;
import io.ostler.panel.core.internal.instance.LabelService;
import io.ostler.panel.core.internal.instance.ListIndex;
import io.ostler.panel.core.internal.instance.OwnerLeaving;
import io.ostler.panel.core.internal.instance.TicketIssuer;
import io.ostler.panel.core.internal.instance.UserInstances;
import io.ostler.panel.core.internal.invitation.InvitationRules;
import io.ostler.panel.core.internal.invitation.InvitationService;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.member.MemberExpiry;
import io.ostler.panel.core.internal.member.MemberGrants;
import io.ostler.panel.core.internal.member.MemberRecords;
import io.ostler.panel.core.internal.member.MemberRoles;
import io.ostler.panel.core.internal.member.MemberService;
import io.ostler.panel.core.internal.member.RightsChange;
import io.ostler.panel.core.internal.node.DirectoryMemory;
import io.ostler.panel.core.internal.node.GrantReview;
import io.ostler.panel.core.internal.node.NodeHub;
import io.ostler.panel.core.internal.node.NodeLeaving;
import io.ostler.panel.core.internal.node.NodeRegistry;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.node.SignInDoor;
import io.ostler.panel.core.internal.node.StreamClock;
import io.ostler.panel.core.internal.node.StreamRevoker;
import io.ostler.panel.core.internal.people.AccountEnds;
import io.ostler.panel.core.internal.people.AccountMaker;
import io.ostler.panel.core.internal.people.AccountNameCache;
import io.ostler.panel.core.internal.people.AccountRights;
import io.ostler.panel.core.internal.people.PreferenceService;
import io.ostler.panel.core.internal.people.UserService;
import io.ostler.panel.core.internal.problem.FindingTable;
import io.ostler.panel.core.internal.problem.ProblemService;
import io.ostler.panel.core.internal.task.TaskService;
import io.ostler.panel.core.internal.task.TaskTable;
import io.ostler.panel.core.internal.usage.UsageDirectoryService;
import io.ostler.panel.core.internal.usage.UsageTable;
import io.ostler.protocol.Ticket;
import io.ostler.testkit.storage.MemoryIdentityStore;
import io.ostler.testkit.storage.MemoryRoleGrantStore;
import io.ostler.testkit.storage.MemoryRoleStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** All parts of panel.core put together over memory, with one linked node whose daemon a test commands. */
public final class House {
    public final UsersInMemory userStore = new UsersInMemory();
    public final NodesInMemory nodeStore = new NodesInMemory();
    public final FakeSessions sessions = new FakeSessions();
    public final FakeDaemon daemon = new FakeDaemon();
    public final SigningKey key = SigningKey.generate();
    public final EventFeed events = new EventFeed();
    public final MembersInMemory memberStore = new MembersInMemory();
    public final InvitationsInMemory invitationStore = new InvitationsInMemory();
    public final FakeApiKeys apiKeys = new FakeApiKeys();
    public final KeysInMemory keyStore = new KeysInMemory();
    public final FakePermissions permissions = new FakePermissions();
    public final MemberRoles memberRoles = new MemberRoles(new FakeRoles(), permissions);
    public final MemberRecords memberRecords = new MemberRecords(memberStore, memberRoles);
    public final LabelsInMemory labelStore = new LabelsInMemory();
    public final PreferencesInMemory preferenceStore = new PreferencesInMemory();
    public final InstancesInMemory instanceStore = new InstancesInMemory();
    public final LabelRecords labelRecords = new LabelRecords(labelStore);
    public final InstanceRecords records = new InstanceRecords(instanceStore, memberRecords, labelRecords);
    public final FakeAccess access = new FakeAccess(records, memberRecords);
    public final FileAccessService levels = new FileAccessService(access, records, memberRecords);
    public final InstanceDirectory directory = new InstanceDirectory(records, events);
    public final NodeTable table = new NodeTable(nodeStore);
    /** What is to be said again later. */
    public final Deque<Runnable> later = new ArrayDeque<>();

    public final StreamClock streamClock = new StreamClock();
    public final StreamRevoker revoker = new StreamRevoker(table, streamClock, later::add);
    public final TaskTable taskTable = new TaskTable(records, events);
    public final FindingTable findings = new FindingTable(records, events);
    public final UsageTable usages = new UsageTable(directory, events);
    public final UsageDirectoryService usage = new UsageDirectoryService(access, directory, table, usages);
    public final TaskService tasks = new TaskService(access, levels, taskTable, table);
    public final RightsChange change = new RightsChange(revoker, taskTable, events);
    public final MemberExpiry expiry = new MemberExpiry(memberRecords, change);
    public final MemberGrants grants =
            new MemberGrants(access, memberRoles, new MemoryRoleStore(new MemoryRoleGrantStore(), userStore));
    public final MemberService members =
            new MemberService(access, records, memberRecords, userStore, change, expiry, grants);
    public final AccountNameCache names = new AccountNameCache(userStore);
    public final InstanceViews views = new InstanceViews(
            new ListIndex(directory, labelRecords, table), records, table, access, names, labelRecords);
    public final DirectoryMemory memory = new DirectoryMemory(folder());
    public final ActsInMemory acts = new ActsInMemory();
    public final SignInDoor signIns = new SignInDoor(acts);
    public final InputsInMemory inputStore = new InputsInMemory();
    public final AttendanceTable attendance = new AttendanceTable(records, inputStore, events, acts, names);
    public final ConsolePeopleService people =
            new ConsolePeopleService(access, attendance, inputStore, names, directory, table);
    public final AuditInMemory auditStore = new AuditInMemory();
    public final ActTable told = new ActTable(auditStore, records, names, new AuditNames(directory, table, names));
    public final NodeHub hub = new NodeHub(
            table,
            directory,
            memory,
            taskTable,
            findings,
            usages,
            attendance,
            told,
            new GrantReview(sessions, access, userStore, keyStore, apiKeys, table, revoker),
            revoker,
            signIns,
            events);
    public final FakeRights rights = new FakeRights(revoker);
    public final NodeRegistry registry = new NodeRegistry(
            access,
            table,
            nodeStore,
            directory,
            new NodeLeaving(table, directory, memory, taskTable, findings, revoker, rights, events),
            new Key(),
            events);
    public final FileService files = new FileService(new FileDoor(access, levels, directory, table, taskTable));
    public final InstanceService instances = new InstanceService(
            access,
            records,
            directory,
            table,
            views,
            new TicketIssuer(access, levels, directory, table, streamClock, new Key()),
            userStore,
            change);
    public final ProblemService problems = new ProblemService(access, levels, directory, table, findings);
    public final LabelService labels = new LabelService(access, labelRecords, instances, events);
    public final CopyService copies =
            new CopyService(access, records, labelRecords, directory, views, table, taskTable, names);
    public final MemoryIdentityStore identityStore = new MemoryIdentityStore();
    public final PreferenceService preferences = new PreferenceService(access, preferenceStore);
    public final BatchService batches = new BatchService(instances, userStore, apiKeys, events, acts);
    public final NodeId node = NodeId.create();
    public final Linked link;

    public House() {
        hub.adoptLocal(node, "home");
        link = hub.linked(node, Samples.hello(node), daemon.api());
    }

    public UserService users() {
        return new UserService(
                access,
                new AccountRights(rights, rights, rights),
                userStore,
                new PlainPasswords(),
                new AccountEnds(sessions, revoker, names),
                new OwnerLeaving(records, memberRecords, preferenceStore, invitationStore, identityStore, events),
                new UserInstances(records, memberRecords));
    }

    public InvitationService invitations() {
        return new InvitationService(
                invitationStore,
                new InvitationRules(access, rights, grants, userStore),
                members,
                new AccountMaker(userStore, new PlainPasswords(), sessions),
                directory,
                names);
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
