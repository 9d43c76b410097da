package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState;
import io.ostler.model.PowerAction;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The daemon holds to the end of an instance by itself. */
class ExpiryTest extends EngineFixture {
    private ExpiryWatch watch;

    @AfterEach
    void endWatch() throws Exception {
        if (watch != null) {
            watch.close();
        }
    }

    private static InstanceDefinition expiring(Instant at) {
        return Definitions.PLAIN.withCare(CarePolicy.DEFAULT.withExpires(at));
    }

    @Test
    void whatHasExpiredDoesNotStart() {
        engine.create(id, expiring(Instant.now().minusSeconds(1)), USER);
        assertCode(ErrorCode.INSTANCE_EXPIRED, () -> engine.power(id, PowerAction.START));
        Await.until("at rest", () -> !state().isAlive());
        assertEquals(0, type.begun.size());
    }

    @Test
    void norByItselfWithTheDaemon() throws IOException {
        engine.create(id, Definitions.autoStarted(Definitions.PLAIN).withCare(expired()), USER);
        restart();
        Await.until("at rest", () -> !state().isAlive());
        assertEquals(0, type.begun.size());
    }

    private static CarePolicy expired() {
        return CarePolicy.DEFAULT.withExpires(Instant.now().minusSeconds(1));
    }

    @Test
    void itsEndIsKeptOnTheDisk() throws IOException {
        var end = Instant.parse("2031-02-03T04:05:06Z");
        engine.create(id, expiring(end), USER);
        restart();
        assertEquals(end, engine.find(id).orElseThrow().definition().care().expires());
    }

    @Test
    void whatRunsIsStoppedWhenItsEndHasCome() {
        running(Definitions.PLAIN);
        watch = new ExpiryWatch(engine);
        engine.update(id, expiring(Instant.now()), 1, USER);
        Await.until("asked to stop", () -> !(state() instanceof InstanceState.Running));
    }

    @Test
    void alsoWhenTheDaemonComesBackAfterIt() {
        running(Definitions.PLAIN);
        engine.update(id, expiring(Instant.now()), 1, USER);
        watch = new ExpiryWatch(engine);
        Await.until("asked to stop", () -> !(state() instanceof InstanceState.Running));
    }

    @Test
    void aLaterEndLetsItRun() {
        running(Definitions.PLAIN);
        watch = new ExpiryWatch(engine);
        engine.update(id, expiring(Instant.now().plusSeconds(3600)), 1, USER);
        engine.update(id, expiring(null), 2, USER);
        assertInstanceOf(InstanceState.Running.class, state());
    }
}
