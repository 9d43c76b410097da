package io.ostler.daemon.detect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.api.detect.FixTarget;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.detect.internal.event.LuantiEvents;
import io.ostler.daemon.detect.internal.problem.EulaMissing;
import io.ostler.daemon.detect.internal.problem.PortInUse;
import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Starting;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Care;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.Files.Text;
import io.ostler.testkit.instance.Await;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DetectionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Stopped AT_REST = new Stopped(null);

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final InstanceId id = InstanceId.create();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private FileConsoles consoles;
    private DetectionService detection;

    @BeforeEach
    void begin() {
        consoles = new FileConsoles(data);
        detection = service();
    }

    /** Nobody is left out here because the machine is slow. */
    private DetectionService service() {
        return service(Duration.ofMinutes(5));
    }

    private DetectionService service(Duration patience) {
        var service = new DetectionService(
                engine, consoles, data, new DetectionService.Limits(patience, 1024 * 1024, Duration.ZERO));
        service.listen(new Detection.Listener() {
            @Override
            public void event(InstanceId of, Instant at, EventReader.Event event) {
                events.add(event.kind() + event.values());
            }
        });
        service.addDetector(new PortInUse());
        service.addDetector(new EulaMissing());
        return service;
    }

    @AfterEach
    void end() throws Exception {
        detection.close();
    }

    private void start(String... command) {
        engine.become(id, AT_REST, command);
        engine.become(id, new Starting(NOON), command);
        engine.become(id, new Running(NOON, 1), command);
        awaitWatched(1);
    }

    /** What was printed before is another run's. */
    private void awaitWatched(int count) {
        Await.until("followed", () -> consoles.open.get() == count);
    }

    private void crash() {
        engine.become(id, new Crashed(new ExitInfo(1, null, NOON, Duration.ZERO, false)));
    }

    private List<String> found() {
        return detection.findings(id).stream().map(Finding::detector).toList();
    }

    private void awaitFound(String... detectors) {
        Await.value("findings", this::found, found -> found.equals(List.of(detectors)));
    }

    @Test
    void aProblemIsSeenThoughNobodyWatchesAndGoneWithTheNextStart() {
        start();
        consoles.print(id, "listen tcp :8080: bind: address already in use\n");
        awaitFound("port-in-use");
        assertEquals(1, consoles.open.get());
        assertEquals(Map.of("port", "8080"), detection.findings(id).getFirst().parameters());
        crash();
        Await.until("crash is told", () -> events.contains("crash{code=1}"));
        awaitWatched(0);
        assertEquals(List.of("port-in-use"), found());
        start();
        awaitFound();
    }

    @Test
    void theLastWordsOfARunAreSeenHoweverSoonItEnds() {
        start();
        consoles.print(id, "bind: Address already in use");
        crash();
        awaitFound("port-in-use");
    }

    @Test
    void findingsOutliveTheDaemonAndWhatWasPrintedMeanwhileIsRead() throws Exception {
        start();
        consoles.print(id, "bind: Address already in use\n");
        awaitFound("port-in-use");
        Await.until(
                "it is stored",
                () -> new FindingFiles(data.resolve("findings"))
                        .read(id)
                        .filter(s -> !s.findings().isEmpty() && NOON.equals(s.since()))
                        .isPresent());
        detection.close();
        consoles.print(id, "You need to agree to the EULA in order to run the server\n");
        detection = service();
        Await.until(
                "both are there",
                () -> List.copyOf(new java.util.TreeSet<>(found())).equals(List.of("eula-missing", "port-in-use")));
    }

    @Test
    void afterTheDaemonWasAwayAnOlderRunIsNotTakenForThisOne() throws Exception {
        start();
        consoles.print(id, "bind: Address already in use\n");
        awaitFound("port-in-use");
        detection.close();
        engine.become(id, new Running(NOON.plusSeconds(60), 2));
        detection = service();
        awaitWatched(1);
        var lines = new Recorder("fine");
        detection.addDetector(lines);
        consoles.print(id, "fine\n");
        assertTrue(lines.seen());
        assertEquals(List.of(), found());
    }

    @Test
    void whatWasFoundInADeletedInstanceGoesWithIt() {
        start();
        consoles.print(id, "bind: Address already in use\n");
        awaitFound("port-in-use");
        engine.remove(id);
        awaitFound();
        Await.until(
                "nothing is stored",
                () -> new FindingFiles(data.resolve("findings")).read(id).isEmpty());
        assertEquals(0, consoles.open.get());
    }

    @Test
    void detectorsComeAndGoInTheMiddleOfARun() {
        start();
        var late = new Recorder("x");
        detection.addDetector(late);
        consoles.print(id, "x\n");
        assertTrue(late.seen());
        detection.removeDetector(late);
        var other = new Recorder("y");
        detection.addDetector(other);
        consoles.print(id, "x\nx\ny\n");
        assertTrue(other.seen());
        assertEquals(1, late.count);
    }

    @Test
    void oneThatThrowsHarmsNobody() {
        detection.addDetector(new Own("thrower", line -> {
            throw new IllegalStateException("plug-in");
        }));
        detection.addDetector(new Own("linker", line -> {
            throw new NoClassDefFoundError("plug-in");
        }));
        start();
        consoles.print(id, "x\n".repeat(500) + "bind: Address already in use\n");
        awaitFound("port-in-use");
    }

    @Test
    void oneThatHangsIsLeftOutAndTheOthersGoOn() throws Exception {
        detection.close();
        detection = service(Duration.ofSeconds(2));
        var release = new CountDownLatch(1);
        var hung = new CountDownLatch(1);
        detection.addDetector(new Own("hanger", line -> {
            hung.countDown();
            boolean interrupted = false;
            while (true) {
                try {
                    release.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // rude on purpose
                }
            }
            return interrupted ? Optional.empty() : Optional.of(new ProblemDetector.Problem(Map.of(), null));
        }));
        start();
        consoles.print(id, "first\n");
        assertTrue(hung.await(60, TimeUnit.SECONDS));
        var other = InstanceId.create();
        engine.become(other, new Starting(NOON));
        awaitWatched(2);
        consoles.print(other, "bind: Address already in use\n");
        Await.until(
                "another instance is looked at",
                () -> !detection.findings(other).isEmpty());
        consoles.print(id, "bind: Address already in use\n");
        awaitFound("port-in-use");
        release.countDown();
        engine.become(id, new Stopped(null));
        awaitWatched(1);
        engine.become(id, new Running(NOON.plusSeconds(1), 1));
        awaitWatched(2);
        consoles.print(id, "bind: Address already in use\n");
        awaitFound("port-in-use");
    }

    @Test
    void aLineWithForgedParametersIsTamed() {
        detection.addDetector(new Own(
                "loud",
                line -> Optional.of(new ProblemDetector.Problem(
                        Map.of("a", "\u202e<b>\n" + "x".repeat(1000), "no name", "x"), "../../fix"))));
        start();
        consoles.print(id, "x\n");
        awaitFound("loud");
        var finding = detection.findings(id).getFirst();
        assertEquals(Map.of("a", "<b>" + "x".repeat(197)), finding.parameters());
        assertEquals(null, finding.fix());
    }

    @Test
    void eventsAreReadFromLinesAndFromStates() {
        detection.addReader(new LuantiEvents());
        start("minetestserver");
        consoles.print(id, "2026-11-22 22:34:19: ACTION[Server]: linus joins game. List of players: linus\n");
        Await.until("joined", () -> events.equals(List.of("join{player=linus}")));
        var other = InstanceId.create();
        engine.become(other, AT_REST);
        engine.become(other, new Running(NOON, 3));
        Await.until("ready by its state", () -> events.contains("ready{}"));
    }

    @Test
    void aFixIsAppliedAtRestAndTheProblemIsGone() {
        var texts = new ConcurrentHashMap<String, String>();
        detection.setTrees(trees(texts));
        start();
        consoles.print(id, "You need to agree to the EULA in order to run the server\n");
        awaitFound("eula-missing");
        assertEquals(ErrorCode.INSTANCE_RUNNING, refused("eula-missing", "accept-eula"));
        engine.become(id, AT_REST);
        assertEquals(ErrorCode.NOT_FOUND, refused("eula-missing", "other"));
        assertEquals(ErrorCode.NOT_FOUND, refused("port-in-use", "accept-eula"));
        texts.put("eula.txt", "#words\neula=false\nx");
        apply("eula-missing", "accept-eula");
        assertEquals("#words\neula=true\nx", texts.get("eula.txt"));
        awaitFound();
        assertEquals(ErrorCode.NOT_FOUND, refused("eula-missing", "accept-eula"));
    }

    @Test
    void aFixThatThrowsIsAnErrorOfItsOwn() {
        detection.setTrees(trees(new ConcurrentHashMap<>()));
        detection.addDetector(new Own("fixer", line -> Optional.of(new ProblemDetector.Problem(Map.of(), "go"))));
        start();
        consoles.print(id, "x\n");
        awaitFound("fixer");
        engine.become(id, AT_REST);
        assertEquals(ErrorCode.INTERNAL, refused("fixer", "go"));
        awaitFound("fixer");
    }

    @Test
    void aFloodOfARealProcessIsPassedOverAndItsEndIsSeen() throws Exception {
        start();
        var flood = new ProcessBuilder(
                        "sh",
                        "-c",
                        "head -c 50000000 /dev/zero; head -c 20000000 /dev/urandom; yes line | head -c 50000000;"
                                + " echo; echo 'bind: Address already in use'")
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(consoles.file(id).toFile()))
                .start();
        assertEquals(0, flood.waitFor());
        Await.until("it is behind and says so", () -> detection.skipped(id) > 50_000_000);
        awaitFound("port-in-use");
    }

    private void apply(String detector, String fix) {
        detection.apply(new Care.FixRequest(id, detector, fix, UserId.create()));
    }

    private ErrorCode refused(String detector, String fix) {
        return assertThrows(OstlerException.class, () -> apply(detector, fix)).code();
    }

    private static FileTrees trees(Map<String, String> texts) {
        var tree = (FileTree) Proxy.newProxyInstance(
                FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (self, method, arguments) -> {
                    var path = (String) arguments[0];
                    if (method.getName().equals("readText")) {
                        var text = texts.get(path);
                        if (text == null) {
                            throw new OstlerException(ErrorCode.FILE_NOT_FOUND);
                        }
                        return new Text(path, text, "UTF-8", text, NOON, text.length());
                    }
                    assertEquals("writeText", method.getName());
                    assertEquals(texts.get(path), arguments[3]);
                    texts.put(path, (String) arguments[1]);
                    return null;
                });
        return (id, rights, user) -> tree;
    }

    /** A detector of the test. */
    private record Own(String id, Function<String, Optional<Problem>> eye) implements ProblemDetector {
        @Override
        public Optional<Problem> look(String line) {
            return eye.apply(line);
        }

        @Override
        public void apply(String fix, FixTarget target) {
            throw new IllegalStateException("plug-in");
        }
    }

    /** Counts a line. */
    private static final class Recorder implements ProblemDetector {
        private final String line;
        volatile int count;

        Recorder(String line) {
            this.line = line;
        }

        @Override
        public String id() {
            return "recorder-" + line;
        }

        @Override
        public boolean watches(InstanceDefinition definition) {
            return true;
        }

        @Override
        public synchronized Optional<Problem> look(String text) {
            if (text.equals(line)) {
                count = count + 1;
            }
            return Optional.empty();
        }

        boolean seen() {
            Await.until("a line is shown", () -> count > 0);
            return true;
        }
    }
}
