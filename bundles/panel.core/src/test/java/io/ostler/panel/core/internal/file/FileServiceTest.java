package io.ostler.panel.core.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.instance.InstanceFiles.Transfer;
import io.ostler.panel.api.instance.Instances.TicketRequest;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.FakeDaemon;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Files;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final InstanceId hers = InstanceId.create();
    private final InstanceId lent = InstanceId.create();
    private final InstanceId foreign = InstanceId.create();

    @BeforeEach
    void instances() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(hers, house.node, mikaId, Instant.EPOCH));
        int sequence = 1;
        for (var id : List.of(hers, lent, foreign)) {
            house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("x"), sequence++));
        }
        lend(Set.of(Permission.FILES_READ), new Rule("secret", FileAccess.HIDE));
    }

    private void lend(Set<Permission> permissions, Rule... rules) {
        house.members.put(root, lent, "mika", permissions, List.of(rules));
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    private void starts(String method) {
        house.daemon.answers(method, r -> Samples.task(hers, mikaId, Tasks.State.RUNNING, 1));
    }

    /** Everything that can be asked of files, by name. */
    private Map<String, Consumer<InstanceId>> reads() {
        InstanceFiles f = house.files;
        return Map.of(
                "list", id -> f.list(mika, id, new InstanceFiles.Listing("", null, 10, Files.Sort.NAME, false)),
                "readText", id -> f.readText(mika, id, "a", ""),
                "search", id -> f.search(mika, id, new InstanceFiles.Search("", "a", "", false, false, 10)),
                "usage", id -> f.usage(mika, id),
                "trash", id -> f.trash(mika, id),
                "versions", id -> f.versions(mika, id, "a"),
                "readVersion", id -> f.readVersion(mika, id, "a", "v", ""),
                "sftp", id -> f.sftp(mika, id));
    }

    private Map<String, Consumer<InstanceId>> writes() {
        InstanceFiles f = house.files;
        return Map.ofEntries(
                Map.entry("writeText", id -> f.writeText(mika, id, "a", "", "UTF-8", null)),
                Map.entry("makeFolder", id -> f.makeFolder(mika, id, "a")),
                Map.entry("rename", id -> f.rename(mika, id, "a", "b", false)),
                Map.entry("copy", id -> f.copy(mika, id, new Transfer(List.of("a"), null, "b", Conflict.FAIL))),
                Map.entry("move", id -> f.move(mika, id, new Transfer(List.of("a"), null, "b", Conflict.FAIL))),
                Map.entry("delete", id -> f.delete(mika, id, List.of("a"), false)),
                Map.entry("mode", id -> f.changeMode(mika, id, List.of("a"), 0644, false)),
                Map.entry(
                        "compress",
                        id -> f.compress(
                                mika,
                                id,
                                new InstanceFiles.Compression(
                                        List.of("a"), "a.zip", Files.ArchiveFormat.ZIP, Conflict.FAIL))),
                Map.entry(
                        "extract",
                        id -> f.extract(mika, id, new InstanceFiles.Extraction("a.zip", "a", "UTF-8", Conflict.FAIL))),
                Map.entry(
                        "fetch",
                        id -> f.fetch(
                                mika, id, new InstanceFiles.Fetch("https://x.example", "", null, null, Conflict.FAIL))),
                Map.entry("restore", id -> f.restore(mika, id, List.of("t"), Conflict.FAIL)),
                Map.entry("purge", id -> f.purge(mika, id, List.of())),
                Map.entry("restoreVersion", id -> f.restoreVersion(mika, id, "a", "v")));
    }

    /** Abuse case 27. */
    @Test
    void aForeignInstanceLooksLikeNoneWhateverIsAsked() {
        var before = List.copyOf(house.daemon.asked);
        for (var id : List.of(foreign, InstanceId.create())) {
            reads().forEach((name, call) -> assertEquals(ErrorCode.NOT_FOUND, refusal(() -> call.accept(id)), name));
            writes().forEach((name, call) -> assertEquals(ErrorCode.NOT_FOUND, refusal(() -> call.accept(id)), name));
        }
        assertEquals(before, house.daemon.asked);
    }

    @Test
    void readersChangeNothing() {
        reads().values().forEach(call -> call.accept(lent));
        writes().forEach((name, call) -> assertEquals(ErrorCode.FORBIDDEN, refusal(() -> call.accept(lent)), name));
    }

    @Test
    void everyRequestCarriesThePersonsRights() {
        house.files.list(mika, lent, new InstanceFiles.Listing("", null, 10, Files.Sort.NAME, false));
        var request = (Files.ListRequest) house.daemon.requests.get("list");
        assertEquals(
                new FileRights(FileAccess.READ, List.of(new Rule("secret", FileAccess.HIDE)), false), request.rights());
        house.files.list(root, lent, new InstanceFiles.Listing("", null, 10, Files.Sort.NAME, false));
        assertEquals(FileRights.ALL, ((Files.ListRequest) house.daemon.requests.get("list")).rights());
    }

    @Test
    void whoeverAsksForABegunTaskFindsIt() {
        starts("delete");
        var task = house.files.delete(mika, hers, List.of("a"), false).join();
        assertEquals(task, house.tasks.get(mika, task.id()));
        assertEquals(mikaId, ((Files.DeleteRequest) house.daemon.requests.get("delete")).user());
    }

    @Test
    void betweenInstancesTheRightsOfBothHold() {
        starts("copy");
        house.files
                .copy(mika, lent, new Transfer(List.of("a"), hers, "b", Conflict.SKIP))
                .join();
        var request = (Files.TransferRequest) house.daemon.requests.get("copy");
        assertEquals(FileAccess.READ, request.rights().base());
        var target = request.target();
        assertTrue(target != null && target.instance().equals(hers));
        assertEquals(FileAccess.WRITE, target.rights().base());
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(() -> house.files.copy(mika, hers, new Transfer(List.of("a"), lent, "", Conflict.SKIP))));
        assertEquals(
                ErrorCode.NOT_FOUND,
                refusal(() -> house.files.copy(mika, hers, new Transfer(List.of("a"), foreign, "", Conflict.SKIP))));
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(() -> house.files.move(mika, lent, new Transfer(List.of("a"), hers, "", Conflict.SKIP))));
        house.files
                .copy(mika, hers, new Transfer(List.of("a"), hers, "b", Conflict.SKIP))
                .join();
        assertNull(((Files.TransferRequest) house.daemon.requests.get("copy")).target());
    }

    @Test
    void filesStayOnTheirNode() {
        var otherNode = NodeId.create();
        house.hub.adoptLocal(otherNode, "other");
        var there = Samples.snapshot("there", 1);
        house.hub.linked(otherNode, Samples.hello(otherNode, there), new FakeDaemon().api());
        var refused = assertThrows(
                OstlerException.class,
                () -> house.files.copy(root, hers, new Transfer(List.of("a"), there.id(), "", Conflict.FAIL)));
        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertTrue(refused.parameters().containsKey("reason"));
    }

    @Test
    void sftpIsReachedUnderPersonAndInstance() {
        var access = house.files.sftp(mika, hers);
        assertNull(access.host());
        assertEquals("mika." + hers, access.user());
        assertEquals(2222, access.port());
    }

    // ---- tickets

    private Ticket ticket(TicketScope scope, InstanceId id, String path) {
        var issued = house.instances.issueTicket(mika, id, new TicketRequest(scope, path, null, false));
        return TicketCodec.verify(issued.token(), issuer -> house.key.verifyingKey());
    }

    @Test
    void ticketsOfFoldersOpenUploadsBeneathThem() {
        assertEquals("mods/", ticket(TicketScope.FILE_UPLOAD, hers, "mods/").path());
        assertEquals("", ticket(TicketScope.FILE_UPLOAD, hers, "").path());
        assertEquals("", ticket(TicketScope.FILE_DOWNLOAD, hers, "").path());
    }

    @Test
    void ticketsCarryTheRights() {
        var rights = ticket(TicketScope.FILE_DOWNLOAD, lent, "world").rights();
        assertEquals(FileAccess.HIDE, rights.of("secret/a"));
        assertEquals(FileAccess.READ, rights.of("world"));
    }

    @Test
    void whatIsHiddenOrOnlyReadGetsNoTicket() {
        assertEquals(ErrorCode.FILE_NOT_FOUND, refusal(() -> ticket(TicketScope.FILE_DOWNLOAD, lent, "secret/a")));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> ticket(TicketScope.FILE_UPLOAD, lent, "a")));
        lend(
                Set.of(Permission.FILES_WRITE),
                new Rule("", FileAccess.READ),
                new Rule("mods/mine", FileAccess.WRITE),
                new Rule("secret", FileAccess.HIDE));
        assertEquals(ErrorCode.FILE_ACCESS_DENIED, refusal(() -> ticket(TicketScope.FILE_UPLOAD, lent, "a")));
        assertEquals(ErrorCode.FILE_ACCESS_DENIED, refusal(() -> ticket(TicketScope.FILE_UPLOAD, lent, "world/")));
        assertEquals(ErrorCode.FILE_NOT_FOUND, refusal(() -> ticket(TicketScope.FILE_UPLOAD, lent, "secret/a")));
        assertEquals("mods/", ticket(TicketScope.FILE_UPLOAD, lent, "mods/").path());
        assertEquals(
                "mods/mine/a",
                ticket(TicketScope.FILE_UPLOAD, lent, "mods/mine/a").path());
    }

    @Test
    void sftpIsNeverOpenedByATicket() {
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> ticket(TicketScope.SFTP, hers, null)));
    }
}
