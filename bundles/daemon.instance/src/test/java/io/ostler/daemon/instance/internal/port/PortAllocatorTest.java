package io.ostler.daemon.instance.internal.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.InstancePort.Protocol;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import io.ostler.protocol.NodeSettings;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PortAllocatorTest {

    private final Map<InstanceId, InstanceDefinition> stored = new ConcurrentHashMap<>();

    @Test
    void fiftyThreadsNeverGetTheSameNumber() throws Exception {
        var ports = allocator(20_000, 20_099);
        var all = race(50, () -> take(ports, port("game", Protocol.BOTH, 0), port("query", Protocol.UDP, 0)));
        var numbers = new HashSet<Integer>();
        all.forEach(definition -> definition.launch().ports().forEach(port -> numbers.add(port.number())));
        assertEquals(100, numbers.size());
        var refused = assertThrows(OstlerException.class, () -> take(ports, port("one", Protocol.UDP, 0)));
        assertEquals(ErrorCode.PORTS_USED_UP, refused.code());
    }

    @Test
    void oneOfFiftyGetsTheNumberThatAllAskFor() throws Exception {
        var ports = allocator(20_000, 20_099);
        var all = race(50, () -> {
            try {
                return take(ports, port("game", Protocol.TCP, 25_565));
            } catch (OstlerException e) {
                assertEquals(ErrorCode.PORT_TAKEN, e.code());
                assertEquals("25565", e.parameters().get("port"));
                return null;
            }
        });
        assertEquals(1, all.size());
    }

    @Test
    void tcpAndUdpAreDifferentPortsAndBothTakesBoth() {
        var ports = allocator(20_000, 20_000);
        take(ports, port("a", Protocol.TCP, 0));
        assertEquals(
                20_000,
                take(ports, port("a", Protocol.UDP, 0))
                        .launch()
                        .ports()
                        .getFirst()
                        .number());
        assertThrows(OstlerException.class, () -> take(ports, port("a", Protocol.BOTH, 20_000)));
    }

    @Test
    void anInstanceKeepsItsOwnNumberWhenItChanges() {
        var ports = allocator(20_000, 20_099);
        var id = InstanceId.create();
        store(ports, id, definition(port("a", Protocol.TCP, 30_000)));
        assertEquals(
                30_000,
                store(ports, id, definition(port("b", Protocol.TCP, 30_000)))
                        .launch()
                        .ports()
                        .getFirst()
                        .number());
    }

    @Test
    void whatIsNotStoredAfterAllIsFreeAgain() {
        var ports = allocator(20_000, 20_000);
        try (var claim = ports.claim(InstanceId.create(), definition(port("a", Protocol.TCP, 0)))) {
            assertEquals(20_000, claim.definition().launch().ports().getFirst().number());
            assertEquals(List.of(), ports.free(Protocol.TCP, 1));
        }
        assertEquals(List.of(20_000), ports.free(Protocol.TCP, 5));
    }

    @Test
    void restoredInstancesGetOthersForWhatWasGivenAway() {
        var ports = allocator(20_000, 20_099);
        take(ports, port("a", Protocol.TCP, 20_001));
        try (var claim = ports.claimOrPick(
                InstanceId.create(), definition(port("a", Protocol.TCP, 20_001), port("b", Protocol.UDP, 20_001)))) {
            var given = claim.definition().launch().ports();
            assertNotEquals(20_001, given.getFirst().number());
            assertEquals(20_001, given.getLast().number());
        }
    }

    @Test
    void aRepeatedRequestIsRecognised() {
        var asked = definition(port("a", Protocol.TCP, 0), port("b", Protocol.TCP, 5000));
        var given = definition(port("a", Protocol.TCP, 20_000), port("b", Protocol.TCP, 5000));
        assertEquals(given, PortAllocator.asGiven(asked, given));
    }

    @Test
    void aNumberThatSomethingListensOnIsNotPickedAndRefusedAtTheStart() throws Exception {
        try (var tcp = new ServerSocket();
                var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int number = tcp.getLocalPort();
            var ports = new PortAllocator(() -> stored, () -> range(number, number));
            assertEquals(List.of(), ports.free(Protocol.TCP, 1));
            var refused = assertThrows(
                    OstlerException.class, () -> PortProbe.requireFree(List.of(port("a", Protocol.TCP, number))));
            assertEquals(ErrorCode.PORT_TAKEN, refused.code());
            assertTrue(
                    refused.parameters()
                            .getOrDefault("by", "")
                            .contains("(" + ProcessHandle.current().pid() + ")"),
                    refused.parameters().toString());
            assertThrows(
                    OstlerException.class,
                    () -> PortProbe.requireFree(List.of(port("a", Protocol.BOTH, udp.getLocalPort()))));
        }
    }

    private List<InstanceDefinition> race(int threads, Callable<InstanceDefinition> work) throws Exception {
        var together = new CyclicBarrier(threads);
        var futures = new ArrayList<Future<InstanceDefinition>>();
        var results = new ArrayList<InstanceDefinition>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    together.await();
                    return work.call();
                }));
            }
            for (var future : futures) {
                var definition = future.get();
                if (definition != null) {
                    results.add(definition);
                }
            }
        }
        return results;
    }

    private InstanceDefinition take(PortAllocator ports, InstancePort... wanted) {
        return store(ports, InstanceId.create(), definition(wanted));
    }

    private InstanceDefinition store(PortAllocator ports, InstanceId id, InstanceDefinition definition) {
        try (var claim = ports.claim(id, definition)) {
            Thread.yield();
            stored.put(id, claim.definition());
            return claim.definition();
        }
    }

    private PortAllocator allocator(int from, int to) {
        return new PortAllocator(() -> stored, () -> range(from, to), (protocol, number) -> true);
    }

    private static NodeSettings range(int from, int to) {
        return new NodeSettings(null, null, null, null, true, from, to, 4, null, 256L << 20, 7);
    }

    private static InstancePort port(String name, Protocol protocol, int number) {
        return new InstancePort(name, protocol, number);
    }

    private static InstanceDefinition definition(InstancePort... ports) {
        return new InstanceDefinition(
                        "x",
                        "process",
                        List.of("x"),
                        "",
                        Map.of(),
                        false,
                        new StopAction.Signal(SignalName.TERM),
                        Duration.ofSeconds(1),
                        "UTF-8",
                        LineEnd.LF,
                        false,
                        FilePolicy.FREE)
                .withLaunch(new LaunchOptions(null, List.of(), List.of(ports)));
    }
}
