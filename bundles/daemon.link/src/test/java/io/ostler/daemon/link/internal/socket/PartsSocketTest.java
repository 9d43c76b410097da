package io.ostler.daemon.link.internal.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileWork;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.link.internal.calls.FakeParts;
import io.ostler.daemon.link.internal.calls.FakeUsage;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.SigningKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Files;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.Messages.SftpDoor;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.TicketScope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's parts over a real socket: files, tasks, settings, logins of its doors. */
@Tag("slow")
class PartsSocketTest {
    private static final NodeId NODE = new NodeId("node-given-1");
    private static final InstanceId ONE = new InstanceId("instance-1");
    private static final UserId ANN = new UserId("user-0001");
    private static final FileRights RIGHTS = new FileRights(FileAccess.READ, List.of(), false);
    private static final DoorLogin LOGIN = new DoorLogin("ann.lobby", "secret", null, false, "192.0.2.1", "sftp");

    /** One request for every type of parameter. */
    private static final Map<Class<?>, Object> REQUESTS = Map.ofEntries(
            entry(new Files.ListRequest(ONE, RIGHTS, "a", null, 10, Files.Sort.SIZE, true)),
            entry(new Files.ReadTextRequest(ONE, RIGHTS, "a", "UTF-8")),
            entry(new Files.WriteTextRequest(ONE, RIGHTS, "a", "x", "UTF-8", null, ANN)),
            entry(new Files.PathRequest(ONE, RIGHTS, "a")),
            entry(new Files.MoveRequest(ONE, RIGHTS, "a", "b", true)),
            entry(new Files.SearchRequest(ONE, RIGHTS, "a", "*.txt", "", false, false, 10)),
            entry(new Files.TransferRequest(ONE, RIGHTS, List.of("a"), null, "b", Conflict.SKIP, ANN)),
            entry(new Files.DeleteRequest(ONE, RIGHTS, List.of("a"), false, ANN)),
            entry(new Files.ModeRequest(ONE, RIGHTS, List.of("a"), 0644, true, ANN)),
            entry(new Files.CompressRequest(
                    ONE, RIGHTS, List.of("a"), "a.zip", Files.ArchiveFormat.ZIP, Conflict.FAIL, ANN)),
            entry(new Files.ExtractRequest(ONE, RIGHTS, "a.zip", "b", "UTF-8", Conflict.FAIL, ANN)),
            entry(new Files.FetchRequest(ONE, RIGHTS, "https://a.example/b", "c", null, null, Conflict.FAIL, ANN)),
            entry(new Files.TrashRequest(ONE, RIGHTS, List.of("1"), Conflict.FAIL, ANN)),
            entry(new Files.VersionRequest(ONE, RIGHTS, "a", "1", "UTF-8", ANN)),
            entry(new Tasks.Ref(new TaskId("task-0001"))),
            entry(NodeSettings.DEFAULT));

    @TempDir
    Path data;

    private final SigningKey panelKey = SigningKey.generate();
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeParts parts = new FakeParts();
    private TestDaemon daemon;
    private TestPanel panel;

    private static Map.Entry<Class<?>, Object> entry(Object request) {
        return Map.entry(request.getClass(), request);
    }

    @BeforeEach
    void setUp() throws Exception {
        daemon = new TestDaemon(data, Duration.ofSeconds(90));
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
    }

    @AfterEach
    void tearDown() throws Exception {
        if (panel != null) {
            panel.close();
        }
        daemon.close();
        client.shutdownNow();
    }

    @Test
    void beforeHelloNoPartAnswers() throws Exception {
        parts.addTo(daemon.capabilities);
        var api = linked();
        for (var part : List.of(api.files(), api.tasks())) {
            for (var method : callsOf(part)) {
                assertEquals(ErrorCode.FORBIDDEN, failure(call(part, method)).code(), method.getName());
            }
        }
        assertEquals(ErrorCode.FORBIDDEN, failure(api.settings()).code());
        assertEquals(
                ErrorCode.FORBIDDEN,
                failure(api.changeSettings(NodeSettings.DEFAULT)).code());
        assertTrue(daemon.trees.asked.isEmpty() && parts.asked.isEmpty());
    }

    @Test
    void aPanelThatTheMachineLeftGetsNothingOfThem() throws Exception {
        parts.addTo(daemon.capabilities);
        var api = helloed();
        daemon.join(new PanelTrust("panel-2", SigningKey.generate().verifyingKey(), NODE));
        var refused = failure(api.files().list((Files.ListRequest) REQUESTS.get(Files.ListRequest.class)));
        assertTrue(List.of(ErrorCode.FORBIDDEN, ErrorCode.NODE_AWAY).contains(refused.code()));
        assertTrue(daemon.trees.asked.isEmpty());
        assertEquals(ErrorCode.NODE_AWAY, failure(daemon.linked.signIn(LOGIN)).code());
        assertTrue(panel.panel.logins.isEmpty());
    }

    @Test
    void everyCallReachesItsPart() throws Exception {
        parts.addTo(daemon.capabilities);
        var files = helloed().files();
        for (var method : callsOf(files)) {
            var answer = call(files, method).get(60, SECONDS);
            if (answer instanceof Tasks.Snapshot task) {
                assertEquals(Tasks.State.DONE, task.state(), method.getName() + " is quick");
            }
        }
        assertEquals(9, parts.asked.size());
        assertTrue(parts.asked.stream().allMatch(REQUESTS::containsValue));
        assertEquals(11, daemon.trees.asked.size());
        assertTrue(daemon.trees.asked.containsAll(List.of(
                "READ null list [a, null, 10, SIZE, true]",
                "READ user-0001 writeText [a, x, UTF-8, null]",
                "READ null rename [a, b, true]",
                "READ null usage",
                "READ user-0001 restoreVersion [a, 1]")));
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        var api = helloed();
        assertEquals(Map.of("capability", "files"), missing(api.files().copy(get(Files.TransferRequest.class))));
        assertEquals(Map.of("capability", "archives"), missing(api.files().extract(get(Files.ExtractRequest.class))));
        assertEquals(Map.of("capability", "fetches"), missing(api.files().fetch(get(Files.FetchRequest.class))));
        assertEquals(Map.of("capability", "tasks"), missing(api.tasks().list()));
        assertEquals(Map.of("capability", "settings"), missing(api.settings()));
        parts.addTo(daemon.capabilities);
        api.files().copy(get(Files.TransferRequest.class)).get(60, SECONDS);
        daemon.capabilities.remove(FileWork.class, parts);
        assertEquals(Map.of("capability", "files"), missing(api.files().copy(get(Files.TransferRequest.class))));
    }

    @Test
    void tasksAreListedCancelledAndTold() throws Exception {
        parts.addTo(daemon.capabilities);
        daemon.taskNews.bindBoard(parts.board);
        var begun = parts.board.put(new TaskId("task-0001"), Tasks.State.RUNNING, List.of("a line"));
        var api = linked();
        assertEquals(List.of(begun), hello(api).tasks());
        assertEquals(List.of(begun), api.tasks().list().get(60, SECONDS).tasks());
        var cancelled = api.tasks().cancel(new Tasks.Ref(begun.id())).get(60, SECONDS);
        assertEquals(Tasks.State.CANCELLED, cancelled.state());
        assertEquals(cancelled, panel.panel.told.poll(60, SECONDS));
        parts.board.remove(begun.id());
        assertEquals(new Tasks.Removed(begun.id(), 3), panel.panel.told.poll(60, SECONDS));
        assertEquals(
                ErrorCode.NOT_FOUND,
                failure(api.tasks().cancel(new Tasks.Ref(begun.id()))).code());
    }

    @Test
    void soManyLogsStillFitIntoHello() throws Exception {
        daemon.capabilities.add(TaskBoard.class, parts.board);
        var log = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            log.add("ä".repeat(500));
        }
        for (int i = 0; i < 500; i++) {
            parts.board.put(TaskId.create(), Tasks.State.DONE, log);
        }
        var tasks = hello(linked()).tasks();
        assertEquals(500, tasks.size());
        assertEquals(10, tasks.stream().filter(task -> !task.log().isEmpty()).count());
        assertEquals(log, tasks.getFirst().log());
        assertEquals(500, tasks.getFirst().sequence(), "the newest keep theirs");
    }

    @Test
    void theDoorOfSftpStandsInHello() throws Exception {
        var api = linked();
        assertNull(hello(api).sftp());
        parts.addTo(daemon.capabilities);
        assertEquals(new SftpDoor(2022, "SHA256:abc"), hello(api).sftp());
    }

    @Test
    void settingsAreReadAndChanged() throws Exception {
        parts.addTo(daemon.capabilities);
        var api = helloed();
        var slow = new NodeSettings(100_000L, null, 50_000L, null, false);
        assertEquals(NodeSettings.DEFAULT, api.settings().get(60, SECONDS));
        assertEquals(slow, api.changeSettings(slow).get(60, SECONDS));
        assertEquals(slow, api.settings().get(60, SECONDS));
    }

    @Test
    void aLoginGoesToThePanelAndItsGrantIsThePanels() throws Exception {
        var api = helloed();
        var pass = new DoorPass(new Grant("door-1", TicketScope.SFTP, ONE, ANN, "s"), "ann", RIGHTS);
        panel.panel.judge = login -> CompletableFuture.completedFuture(pass);
        assertEquals(pass, daemon.linked.signIn(LOGIN).get(60, SECONDS));
        assertEquals(LOGIN, panel.panel.logins.poll(60, SECONDS));
        var ended = new CompletableFuture<Boolean>();
        daemon.grants.hold(pass.grant(), () -> ended.complete(true));
        assertEquals(List.of(pass.grant()), api.openGrants().get(60, SECONDS));
        api.revoke(new Revocation(ANN, null, null, null)).get(60, SECONDS);
        assertTrue(ended.isDone());
        panel.panel.judge = login -> CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_FAILED));
        assertEquals(
                ErrorCode.LOGIN_FAILED, failure(daemon.linked.signIn(LOGIN)).code());
    }

    @Test
    void aGrantOfALoginOutlivesALostLinkAndIsThereForTheReview() throws Exception {
        helloed();
        var pass = new DoorPass(new Grant("door-1", TicketScope.SFTP, ONE, ANN, "s"), "ann", RIGHTS);
        panel.panel.judge = login -> CompletableFuture.completedFuture(pass);
        daemon.linked.signIn(LOGIN).get(60, SECONDS);
        daemon.grants.hold(pass.grant(), () -> {});
        panel.close();
        assertEquals(List.of(pass.grant()), helloed().openGrants().get(60, SECONDS));
    }

    @Test
    void withALostLinkALoginFailsSoon() throws Exception {
        helloed();
        var asked = daemon.linked.signIn(LOGIN);
        assertEquals(LOGIN, panel.panel.logins.poll(60, SECONDS));
        panel.close();
        assertEquals(ErrorCode.NODE_AWAY, failure(asked).code());
    }

    @Test
    void samplesComeOverTheLink() throws Exception {
        var usage = new FakeUsage();
        daemon.attachments.bindUsage(usage);
        helloed();
        usage.tell(1.5);
        var sample = panel.panel.usage.poll(60, SECONDS).samples().getFirst();
        assertEquals(1.5, sample.cpu());
        assertEquals("instance-1", sample.instance().value());
    }

    private static <T> T get(Class<T> request) {
        return request.cast(REQUESTS.get(request));
    }

    /** The interface's own methods, not those that the library adds. */
    private static List<Method> callsOf(Object part) {
        return Arrays.stream(part.getClass().getInterfaces())
                .filter(type -> type.getPackageName().equals("io.ostler.protocol"))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .toList();
    }

    private static CompletableFuture<?> call(Object part, Method method) throws Exception {
        var arguments =
                Arrays.stream(method.getParameterTypes()).map(REQUESTS::get).toArray();
        try {
            return (CompletableFuture<?>) method.invoke(part, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.getName(), e.getCause());
        }
    }

    private DaemonApi helloed() throws Exception {
        var api = linked();
        hello(api);
        return api;
    }

    private io.ostler.protocol.Messages.DaemonHello hello(DaemonApi api) throws Exception {
        return api.hello(TestPanel.hello("panel-1", panelKey)).get(60, SECONDS);
    }

    private DaemonApi linked() throws Exception {
        panel = new TestPanel(client, daemon.uri());
        return panel.link(new PanelHandshake(
                        panelKey, "panel-1", "1", NODE, daemon.identity.key().verifyingKey()))
                .remote();
    }

    private static Map<String, String> missing(CompletableFuture<?> call) {
        var error = failure(call);
        assertEquals(ErrorCode.CAPABILITY_MISSING, error.code());
        return error.parameters();
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return (OstlerException) thrown.getCause();
    }
}
