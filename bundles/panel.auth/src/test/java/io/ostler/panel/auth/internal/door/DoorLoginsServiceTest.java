package io.ostler.panel.auth.internal.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.People;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import io.ostler.testkit.storage.MemorySshKeyStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorLoginsServiceTest {
    private static final NodeId NODE = NodeId.create();
    private static final InstanceId INSTANCE = new InstanceId("abcdefgh12345678");
    private static final String ADDRESS = "192.0.2.1";
    private static final String NAME = "anna.b.abcdefgh";

    private final People people = new People();
    private final MemorySshKeyStore keys = new MemorySshKeyStore();
    private final UserRecord anna = people.add("anna.b", RoleId.USER);
    private final List<InstanceId> others = new ArrayList<>();
    private final Set<Permission> held = new HashSet<>(Set.of(Permission.FILES_READ, Permission.FILES_WRITE));
    private NodeId home = NODE;
    private boolean isBroken;
    private boolean isBlocked;
    private final DoorLoginsService logins = new DoorLoginsService(
            people.logins,
            new DoorKeys(people.users, keys),
            new DoorInstances(instances(), access(), (caller, instance) -> rights()),
            people.factors,
            address -> isBlocked,
            people.clock);

    @AfterEach
    void close() {
        people.close();
    }

    private Instances instances() {
        return (Instances) Proxy.newProxyInstance(
                Instances.class.getClassLoader(), new Class<?>[] {Instances.class}, (proxy, method, arguments) -> {
                    var all = new ArrayList<>(List.of(instance(INSTANCE)));
                    others.forEach(id -> all.add(instance(id)));
                    return new Instances.Page(all, null, all.size());
                });
    }

    private Instances.Instance instance(InstanceId id) {
        var definition = new InstanceDefinition(
                "Test",
                "process",
                List.of("cat"),
                "",
                Map.of(),
                true,
                new StopAction.Command("stop"),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        var now = Instant.EPOCH;
        var snapshot = new InstanceSnapshot(id, definition, 1, new InstanceState.Running(now, 1), 1, now);
        return new Instances.Instance(snapshot, home, "node", anna.id(), anna.name(), false, now);
    }

    private AccessControl access() {
        return new AccessControl() {
            @Override
            public void require(Caller caller, Permission permission) {}

            @Override
            public void require(Caller caller, Permission permission, InstanceId instance) {}

            @Override
            public boolean allows(Caller caller, Permission permission, InstanceId instance) {
                return held.contains(permission) && caller.user().equals(anna.id());
            }
        };
    }

    private DoorPass password(String name, String password) {
        return judged(new DoorLogin(name, password, null, false, ADDRESS, "sftp"));
    }

    private DoorPass key(String name, boolean proved) {
        return judged(new DoorLogin(name, null, PublicKeyTextTest.ED25519, proved, ADDRESS, "sftp"));
    }

    private FileRights rights() {
        if (isBroken) {
            throw new NoClassDefFoundError("of a bundle that was just removed");
        }
        return FileRights.ALL;
    }

    @Test
    void aBlockedAddressIsRefusedLikeAWrongPassword() {
        addKey();
        isBlocked = true;
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
        assertFails(
                ErrorCode.LOGIN_FAILED,
                () -> judged(new DoorLogin(NAME, null, PublicKeyTextTest.ED25519, true, ADDRESS, "sftp")));
    }

    @Test
    void anErrorReachesWhoeverWaits() {
        isBroken = true;
        var failed = assertThrows(
                CompletionException.class,
                () -> logins.signIn(NODE, new DoorLogin(NAME, People.PASSWORD, null, false, ADDRESS, "sftp"))
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join());
        assertInstanceOf(NoClassDefFoundError.class, failed.getCause());
    }

    private DoorPass judged(DoorLogin login) {
        try {
            return logins.signIn(NODE, login).join();
        } catch (CompletionException e) {
            throw assertInstanceOf(OstlerException.class, e.getCause());
        }
    }

    private void addKey() {
        var parsed = PublicKeyText.parse(PublicKeyTextTest.ED25519);
        keys.insert(new SshKey("k", anna.id(), "k", parsed.text(), parsed.fingerprint(), Instant.EPOCH, null));
    }

    @Test
    void aPasswordOpensWhatItsOwnerMayDo() {
        var pass = password(NAME, People.PASSWORD);
        assertEquals(TicketScope.SFTP, pass.grant().scope());
        assertEquals(INSTANCE, pass.grant().instance());
        assertEquals("door-" + anna.id().value(), pass.grant().session());
        assertEquals(FileAccess.WRITE, pass.rights().base());
        assertNotEquals(
                pass.grant().id(), password(NAME, People.PASSWORD).grant().id());
    }

    @Test
    void whoMayNotWriteReads() {
        held.remove(Permission.FILES_WRITE);
        assertEquals(FileAccess.READ, password(NAME, People.PASSWORD).rights().base());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.b",
                "anna.b.",
                "anna.b.abcdefg",
                "anna.b.zzzzzzzz",
                "nobody.abcdefgh",
                "",
                ".",
                "anna.abcdefgh"
            })
    void everyWrongNameIsTheSameNoAndCostsOneHash(String name) {
        int before = people.hasher.matches.get();
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(name, People.PASSWORD));
        assertEquals(before + 1, people.hasher.matches.get());
    }

    /** Abuse case 24: a door knows no second step, so it is none around it. */
    @Test
    void aPasswordIsRefusedWhereASecondFactorIsWanted() {
        people.passkeys.insert(new PasskeyStore.PasskeyRecord(
                "id", anna.id(), "Laptop", "panel.example", "key", 0, people.clock.instant(), null));
        int before = people.hasher.matches.get();
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
        assertEquals(before + 1, people.hasher.matches.get());
    }

    @Test
    void otherReasonsAreTheSameNo() {
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, "wrong"));
        home = NodeId.create();
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
        home = NODE;
        held.clear();
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
        held.add(Permission.FILES_READ);
        people.change(anna.id(), RoleId.USER, true, anna.passwordHash());
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
    }

    @Test
    void aBeginningHasToBeUnambiguous() {
        others.add(new InstanceId("abcdefgh99999999"));
        assertFails(ErrorCode.LOGIN_FAILED, () -> password(NAME, People.PASSWORD));
        assertNotNull(password("anna.b.abcdefgh1", People.PASSWORD));
        assertNotNull(password("anna.b." + INSTANCE.value(), People.PASSWORD));
    }

    @Test
    void guessingIsThrottledLikeOnTheWeb() {
        for (int i = 0; i < 10; i++) {
            assertFails(ErrorCode.LOGIN_FAILED, () -> password("anna.b.zzzzzzzz", People.PASSWORD));
        }
        assertFails(ErrorCode.LOGIN_THROTTLED, () -> password(NAME, People.PASSWORD));
    }

    @Test
    void aKeyOpensOnceItIsProved() {
        addKey();
        assertEquals("key-k", key(NAME, false).grant().session());
        assertNull(keys.of(anna.id()).getFirst().lastUsed(), "only asked for");
        key(NAME, true);
        assertEquals(people.clock.instant(), keys.of(anna.id()).getFirst().lastUsed());
    }

    @Test
    void foreignKeysAndNamesAreTheSameNo() {
        assertFails(ErrorCode.LOGIN_FAILED, () -> key(NAME, true));
        assertFails(ErrorCode.LOGIN_FAILED, () -> key("nobody.abcdefgh", true));
        addKey();
        people.change(anna.id(), RoleId.USER, true, anna.passwordHash());
        assertFails(ErrorCode.LOGIN_FAILED, () -> key(NAME, true));
    }

    @Test
    void onlyOneWayAtATime() {
        assertFails(ErrorCode.LOGIN_FAILED, () -> judged(new DoorLogin(NAME, null, null, true, ADDRESS, "sftp")));
        assertFails(
                ErrorCode.LOGIN_FAILED,
                () -> judged(new DoorLogin(NAME, People.PASSWORD, null, true, ADDRESS, "telnet")));
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }
}
