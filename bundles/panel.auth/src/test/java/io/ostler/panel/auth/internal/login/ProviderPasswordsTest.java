package io.ostler.panel.auth.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.realm.ProviderRealm;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords that providers know, and local ones that are off. */
class ProviderPasswordsTest {
    private final People people = new People();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void aProviderIsAskedAfterOurOwnAccountsAlsoWhenItCameFirst() {
        var anna = people.add("anna", RoleId.ADMINISTRATOR);
        var berta = people.add("berta", RoleId.USER);
        people.realms.addRealm(realm((name, password) -> Optional.of(berta.id())));
        assertEquals(
                anna.id(),
                people.logins.prove("anna", People.PASSWORD, "192.0.2.1").user());
        assertEquals(0, asked.get());
        assertEquals(
                berta.id(), people.logins.prove("who", "elsewhere", "192.0.2.1").user());
        assertEquals(1, asked.get());
    }

    @Test
    void whatNoProviderKnowsFailsAndIsThrottledLikeAnyOther() {
        people.realms.addRealm(realm((name, password) -> Optional.empty()));
        for (int i = 0; i < 10; i++) {
            assertEquals(ErrorCode.LOGIN_FAILED, failure("nobody"));
        }
        assertEquals(ErrorCode.LOGIN_THROTTLED, failure("nobody"));
        assertEquals(10, asked.get());
    }

    @Test
    void whereEverybodyComesByAProviderOnlyAdministratorsHaveALocalPassword() {
        people.add("anna", RoleId.ADMINISTRATOR);
        people.add("berta", RoleId.USER);
        people.settings.put(SignInWays.ONLY_PROVIDERS, "true");
        int before = people.hasher.matches.get();
        people.logins.prove("anna", People.PASSWORD, "192.0.2.1");
        assertEquals(ErrorCode.LOGIN_FAILED, failure("berta"));
        assertEquals(before + 2, people.hasher.matches.get(), "one hash each, whoever it is");
        people.settings.put(SignInWays.ONLY_PROVIDERS, "false");
        people.logins.prove("berta", People.PASSWORD, "192.0.2.1");
    }

    private ErrorCode failure(String name) {
        return assertThrows(OstlerException.class, () -> people.logins.prove(name, People.PASSWORD, "192.0.2.1"))
                .code();
    }

    private ProviderRealm realm(BiFunction<String, String, Optional<UserId>> known) {
        return new ProviderRealm((name, password) -> {
            asked.incrementAndGet();
            return known.apply(name, password);
        });
    }
}
