package io.ostler.daemon.instance.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Recovery;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Starting;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.InstanceState.Unknown;
import io.ostler.model.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both tables in full: no pair of state and action, or state and event, is left out. */
class TransitionsTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = T.plusSeconds(10);
    private static final ExitInfo FINE = ExitInfo.ofStatus(0, T, Duration.ofSeconds(1), false);
    private static final ExitInfo CRASH = ExitInfo.ofStatus(139, T, Duration.ofSeconds(1), false);
    private static final ExitInfo KILLED = ExitInfo.ofStatus(137, T, Duration.ofSeconds(1), true);

    private static final Recovery WAITS = new Recovery(2, 5, LATER);
    private static final Recovery GIVEN_UP = new Recovery(5, 5, null);

    private static final List<InstanceState> STATES = List.of(
            new Stopped(null),
            new Stopped(FINE),
            new Crashed(CRASH),
            new Crashed(CRASH, GIVEN_UP),
            new Crashed(CRASH, WAITS),
            new Crashed(FINE, WAITS),
            new Starting(T),
            new Running(T, 7),
            new Stopping(T, LATER),
            new Busy("task", T),
            new Unknown("INSTANCE_TYPE_UNKNOWN"),
            new Unknown("DEFINITION_UNREADABLE"));

    /** By the word of the state, for start, stop, restart, kill in this order; null: taken. */
    private static final Map<String, List<String>> REFUSALS = Map.of(
            "stopped", words("-", "INSTANCE_NOT_RUNNING", "INSTANCE_NOT_RUNNING", "INSTANCE_NOT_RUNNING"),
            "crashed", words("-", "INSTANCE_NOT_RUNNING", "INSTANCE_NOT_RUNNING", "INSTANCE_NOT_RUNNING"),
            "waiting", words("-", "-", "INSTANCE_NOT_RUNNING", "-"),
            "starting", words("INSTANCE_BUSY", "INSTANCE_BUSY", "INSTANCE_BUSY", "-"),
            "running", words("INSTANCE_RUNNING", "-", "-", "-"),
            "stopping", words("INSTANCE_BUSY", "INSTANCE_BUSY", "INSTANCE_BUSY", "-"),
            "busy", words("INSTANCE_BUSY", "INSTANCE_BUSY", "INSTANCE_BUSY", "INSTANCE_BUSY"));

    @TestFactory
    List<DynamicTest> actions() {
        var tests = new ArrayList<DynamicTest>();
        for (var state : STATES) {
            for (var action : PowerAction.values()) {
                var expected = state instanceof Unknown(String reason)
                        ? reason.equals("INSTANCE_TYPE_UNKNOWN") ? reason : "STORAGE_FAILED"
                        : REFUSALS.get(Transitions.isWaiting(state) ? "waiting" : state.word())
                                .get(action.ordinal());
                tests.add(DynamicTest.dynamicTest(
                        action + " in " + state,
                        () -> assertEquals(
                                expected,
                                Transitions.refusal(state, action)
                                        .map(ErrorCode::name)
                                        .orElse("-"))));
            }
        }
        return tests;
    }

    /** An event, the states in which it can happen, the state after it. */
    private record Row(Event event, String states, InstanceState next) {}

    private static final List<Row> ROWS = List.of(
            new Row(new Event.StartBegun(T), "stopped crashed unknown", new Starting(T)),
            new Row(new Event.Started(T, 7), "starting", new Running(T, 7)),
            new Row(new Event.StartFailed(null, null), "starting running stopping", new Stopped(null)),
            new Row(new Event.StartFailed(CRASH, null), "starting running stopping", new Crashed(CRASH)),
            new Row(new Event.StartFailed(FINE, WAITS), "starting running stopping", new Crashed(FINE, WAITS)),
            new Row(new Event.StopBegun(T, LATER), "starting running stopping unknown", new Stopping(T, LATER)),
            new Row(new Event.Ended(FINE, null), "starting running stopping unknown", new Stopped(FINE)),
            new Row(new Event.Ended(FINE, WAITS), "starting running stopping unknown", new Crashed(FINE, WAITS)),
            new Row(new Event.Ended(CRASH, null), "starting running stopping unknown", new Crashed(CRASH)),
            new Row(
                    new Event.Ended(CRASH, GIVEN_UP),
                    "starting running stopping unknown",
                    new Crashed(CRASH, GIVEN_UP)),
            new Row(new Event.Ended(KILLED, null), "starting running stopping unknown", new Stopped(KILLED)),
            new Row(new Event.Held("CLONE", T), "stopped crashed", new Busy("CLONE", T)),
            new Row(new Event.Released(CRASH), "busy", new Crashed(CRASH)),
            new Row(new Event.Released(null), "busy", new Stopped(null)),
            new Row(new Event.Found(T, 7), "unknown", new Running(T, 7)),
            new Row(new Event.Settled(null), "stopped crashed unknown", new Stopped(null)),
            new Row(new Event.Settled(CRASH), "stopped crashed unknown", new Crashed(CRASH)),
            new Row(
                    new Event.Lost("WHY"),
                    "stopped crashed starting running stopping busy unknown",
                    new Unknown("WHY")));

    @TestFactory
    List<DynamicTest> events() {
        var tests = new ArrayList<DynamicTest>();
        for (var row : ROWS) {
            for (var state : STATES) {
                tests.add(DynamicTest.dynamicTest(row.event() + " in " + state, () -> {
                    if (List.of(row.states().split(" ")).contains(state.word())) {
                        assertEquals(row.next(), Transitions.next(state, row.event()));
                    } else {
                        assertThrows(IllegalStateException.class, () -> Transitions.next(state, row.event()));
                    }
                }));
            }
        }
        return tests;
    }

    private static List<String> words(String... words) {
        return List.of(words);
    }
}
