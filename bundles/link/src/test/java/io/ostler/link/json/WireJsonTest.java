package io.ostler.link.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.protocol.Files;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");
    private final Gson gson = WireJson.gson();

    static Stream<InstanceState> states() {
        var exit = new ExitInfo(null, 9, NOON, Duration.ofMillis(1234), true);
        return Stream.of(
                new InstanceState.Stopped(null),
                new InstanceState.Stopped(exit),
                new InstanceState.Starting(NOON),
                new InstanceState.Running(NOON, 4711),
                new InstanceState.Stopping(NOON, NOON.plusSeconds(10)),
                new InstanceState.Busy("backup", NOON),
                new InstanceState.Crashed(exit),
                new InstanceState.Unknown("NODE_AWAY"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateSurvivesTheWay(InstanceState state) {
        var snapshot = new InstanceSnapshot(
                new InstanceId("instance-1"), definition(new StopAction.Command("stop")), 3, state, 99, NOON);
        var json = gson.toJson(snapshot);
        assertEquals(snapshot, gson.fromJson(json, InstanceSnapshot.class));
        assertTrue(json.contains("{\"type\":\"" + state.word() + "\""), json);
    }

    @Test
    void definitionsReadAsPeopleWouldWriteThem() {
        var definition = definition(new StopAction.Signal(StopAction.SignalName.TERM));
        assertEquals(
                "{\"name\":\"Lobby\",\"type\":\"process\",\"command\":[\"bash\",\"-c\",\"a<b & c='d'\"],"
                        + "\"workingFolder\":\"\",\"environment\":{\"A\":\"b\"},\"terminal\":true,"
                        + "\"stop\":{\"type\":\"signal\",\"name\":\"TERM\"},\"stopTimeout\":30000,"
                        + "\"encoding\":\"UTF-8\",\"lineEnd\":\"LF\",\"autoStart\":false,\"files\":{\"denied\":[]},"
                        + "\"launch\":{\"variables\":[],\"ports\":[]},"
                        + "\"care\":{\"startOrder\":100,\"restart\":{\"when\":\"NEVER\",\"attempts\":5,\"delay\":5000,"
                        + "\"mostDelay\":300000,\"healthy\":600000},\"limits\":{}},"
                        + "\"upkeep\":{\"install\":[],\"update\":[],\"timeLimit\":3600000},"
                        + "\"console\":{\"path\":{\"kind\":\"INPUT\"},\"allowed\":[],\"buttons\":[]}}",
                gson.toJson(definition));
        assertEquals(definition, gson.fromJson(gson.toJson(definition), InstanceDefinition.class));
    }

    @Test
    void aMemberOfASealedFamilyLooksTheSameOnItsOwn() {
        var json = gson.toJson(new StopAction.Command("stop"));
        assertEquals("{\"type\":\"command\",\"text\":\"stop\"}", json);
        assertEquals(new StopAction.Command("stop"), gson.fromJson(json, StopAction.Command.class));
        assertThrows(JsonParseException.class, () -> gson.fromJson(json, StopAction.Signal.class));
    }

    @Test
    void theTypeMayStandAnywhere() {
        assertEquals(
                new InstanceState.Unknown("x"),
                gson.fromJson("{\"reason\":\"x\",\"type\":\"unknown\"}", InstanceState.class));
    }

    @Test
    void absentNullablesAreNull() {
        var request = gson.fromJson(
                "{\"instance\":\"instance-1\",\"rights\":{\"base\":\"WRITE\",\"rules\":[],\"exempt\":true},\"path\":\"\",\"limit\":10,\"sort\":\"NAME\",\"descending\":false}",
                Files.ListRequest.class);
        assertNull(request.cursor());
    }

    @Test
    void unknownKeysOfANewerEndArePassedOver() {
        assertEquals(
                new Messages.Pong(NOON),
                gson.fromJson("{\"more\":{\"a\":[1]},\"now\":\"" + NOON + "\"}", Messages.Pong.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"instance-1\"}",
                "{\"id\":\"instance-1\",\"action\":null}",
                "{\"id\":\"instance-1\",\"action\":\"DANCE\"}",
                "{\"id\":\"instance-1\",\"action\":1}",
                "{\"id\":\"instance-1\",\"action\":\"start\"}",
                "{\"id\":7,\"action\":\"START\"}",
                "{\"id\":\"../../etc\",\"action\":\"START\"}",
                "{\"id\":{\"value\":\"instance-1\"},\"action\":\"START\"}",
                "{\"id\":\"instance-1\",\"id\":\"instance-2\",\"action\":\"START\"}",
                "[]",
                "\"x\"",
                "{'id':'instance-1','action':'START'}",
            })
    void whatDoesNotFitIsRefused(String json) {
        assertThrows(JsonParseException.class, () -> gson.fromJson(json, Messages.PowerRequest.class));
    }

    @Test
    void aMissingNumberIsNotZero() {
        assertThrows(
                JsonParseException.class,
                () -> gson.fromJson("{\"at\":\"" + NOON + "\",\"cpu\":0.5}", Messages.NodeSample.class));
    }

    @Test
    void nullInsideAListIsRefused() {
        assertThrows(
                JsonParseException.class,
                () -> gson.fromJson("{\"instance\":\"instance-1\",\"paths\":[\"a\",null]}", Files.DeleteRequest.class));
    }

    @Test
    void theRefusalOfARecordIsTheCause() {
        var json = gson.toJson(definition(new StopAction.Command("x"))).replace("\"Lobby\"", "\"\"");
        var thrown = assertThrows(JsonParseException.class, () -> gson.fromJson(json, InstanceDefinition.class));
        var cause = assertInstanceOf(OstlerException.class, thrown.getCause());
        assertEquals(ErrorCode.INVALID_REQUEST, cause.code());
        assertEquals("name", cause.parameters().get("field"));
    }

    @Test
    void valuesOfTheirOwnKindHaveOneForm() {
        assertEquals("\"AQID\"", gson.toJson(new byte[] {1, 2, 3}));
        assertArrayEquals(new byte[] {1, 2, 3}, gson.fromJson("\"AQID\"", byte[].class));
        assertEquals("1500", gson.toJson(Duration.ofMillis(1500)));
        assertEquals("\"2026-05-01T12:00:00.123456789Z\"", gson.toJson(NOON));
        assertEquals("\"KILL\"", gson.toJson(PowerAction.KILL));
        assertEquals("\"some-node\"", gson.toJson(new NodeId("some-node")));
        for (var wrong : List.of("\"yesterday\"", "12", "{}", "\"\"")) {
            assertThrows(JsonParseException.class, () -> gson.fromJson(wrong, Instant.class));
        }
        for (var wrong : List.of("\"soon\"", "1.5", "{}")) {
            assertThrows(JsonParseException.class, () -> gson.fromJson(wrong, Duration.class));
        }
    }

    private static InstanceDefinition definition(StopAction stop) {
        return new InstanceDefinition(
                "Lobby",
                "process",
                List.of("bash", "-c", "a<b & c='d'"),
                "",
                Map.of("A", "b"),
                true,
                stop,
                Duration.ofSeconds(30),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
    }
}
