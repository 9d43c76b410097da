package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceLimits;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.RestartPolicy;
import io.ostler.model.StopAction;
import io.ostler.model.UserId;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** An engine over a folder, with a type that does as it is told, and its next lives. */
abstract class EngineFixture {

    static final UserId USER = new UserId("user-0001");

    /** A slow machine's start is waited for too. */
    static final Duration START_SHOWN = Duration.ofSeconds(60);

    @TempDir
    Path data;

    final InstanceId id = InstanceId.create();
    final HeldClock clock = new HeldClock();
    FakeType type;
    FakeSettings settings;
    ThreadBoard board;
    DaemonInstances engine;
    InstanceKeeping care;

    @BeforeEach
    void begin() throws IOException {
        type = new FakeType();
        settings = new FakeSettings();
        board = new ThreadBoard();
        open();
    }

    @AfterEach
    void end() {
        engine.close();
    }

    void open() throws IOException {
        openWithoutType();
        engine.addType(type);
    }

    void openWithoutType() throws IOException {
        engine = new DaemonInstances(data, clock, START_SHOWN);
        engine.addSettings(settings);
        care = new InstanceKeeping(engine);
        care.addBoard(board);
    }

    void restart() throws IOException {
        engine.close();
        open();
    }

    FakeType.Run running(InstanceDefinition definition) {
        engine.create(id, definition, USER);
        engine.power(id, PowerAction.START);
        await(Running.class);
        return type.run(id);
    }

    InstanceState state() {
        return state(id);
    }

    InstanceState state(InstanceId other) {
        return engine.find(other).orElseThrow().state();
    }

    <S extends InstanceState> S await(Class<S> state) {
        return await(id, state);
    }

    <S extends InstanceState> S await(InstanceId other, Class<S> state) {
        return state.cast(Await.value("state " + state.getSimpleName(), () -> state(other), state::isInstance));
    }

    FakeType.Run awaitRun(int number) {
        Await.until("run " + number, () -> type.begun.size() >= number);
        await(Running.class);
        return type.begun.get(number - 1);
    }

    static void assertCode(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(OstlerException.class, call).code());
    }

    static InstanceDefinition restarted(RestartPolicy.When when, int attempts, Duration healthy) {
        return with(new RestartPolicy(when, attempts, Duration.ofSeconds(1), Duration.ofSeconds(1), healthy));
    }

    static InstanceDefinition with(RestartPolicy policy) {
        return Definitions.PLAIN.withCare(new CarePolicy(100, policy, InstanceLimits.NONE, null, null));
    }

    static InstanceDefinition ordered(int order, String name) {
        return Definitions.autoStarted(Definitions.named(name, Definitions.PLAIN))
                .withCare(new CarePolicy(order, RestartPolicy.NEVER, InstanceLimits.NONE, null, null));
    }

    static InstanceDefinition planned(Duration timeout, StopAction.Step... steps) {
        return Definitions.stoppedBy(new StopAction.Plan(List.of(steps)), timeout, Definitions.PLAIN);
    }
}
