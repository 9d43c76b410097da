package io.ostler.panel.identity.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.RedirectProvider;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.identity.internal.account.Binding;
import io.ostler.panel.identity.internal.fake.House;
import io.ostler.panel.identity.internal.fake.Stores;
import io.ostler.panel.identity.internal.provider.ProviderBook;
import io.ostler.panel.identity.internal.provider.ProviderTypes;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that says of everybody that they are Anna. */
class SignInWaysServiceTest {
    private static final String HOME = "192.0.2.1";

    private final House house = new House();
    private final Stores.Identities identities = new Stores.Identities();
    private final ProviderTypes types = new ProviderTypes();
    private ProviderRecord provider = provider(false);
    private final ProviderBook book = new ProviderBook(store(), types, house);
    private final Admittance admittance =
            new Admittance(house.users, identities, house.sessions, new NewAccounts(house.users, identities, house));
    private final SignInWaysService ways = new SignInWaysService(
            book,
            house.settings,
            house.sessions,
            new Attempts(new Stores.OneTimes(), house),
            admittance,
            new PasswordWay(book, house.users, identities, admittance),
            new Binding(house, identities));
    private final Caller anna = house.add("anna", RoleId.USER);

    @BeforeEach
    void connect() {
        types.addType(new Type());
        identities.insert(new IdentityRecord("p", "s1", anna.user(), "anna", null, null, Instant.EPOCH, null));
    }

    @Test
    void whoHasNoSecondFactorIsInAndItIsToldHow() {
        assertEquals(
                anna.user(),
                assertInstanceOf(SignedIn.class, arrive()).session().user());
        assertEquals("Company", house.method);
    }

    @Test
    void whoHasASecondFactorIsAskedForItAfterTheProviderToo() {
        house.twice.add(anna.user());
        assertEquals(
                "step Company", assertInstanceOf(SecondStep.class, arrive()).token());
        assertEquals("", house.method, "no session before the step");
    }

    @Test
    void aProviderThatIsTrustedForItIsNotFollowedByAQuestion() {
        house.twice.add(anna.user());
        provider = provider(true);
        assertInstanceOf(SignedIn.class, arrive());
        assertEquals("Company", house.method);
    }

    @Test
    void anAttemptOpensOneStepInOneBrowser() {
        house.twice.add(anna.user());
        var begun = ways.begin("p", "https://panel.example/login/callback", null, HOME, null);
        var parameters = Map.of("state", state(begun.address()));
        ways.finish(parameters, begun.browser(), null, HOME, "test");
        refused(() -> ways.finish(parameters, begun.browser(), null, HOME, "test"));
        var other = ways.begin("p", "https://panel.example/login/callback", null, HOME, null);
        refused(() -> ways.finish(Map.of("state", state(other.address())), begun.browser(), null, HOME, "test"));
    }

    @Test
    void bindingAnAccountSignsNobodyIn() {
        identities.delete(anna.user(), "p");
        var begun = ways.begin("p", "https://panel.example/login/callback", "/account", HOME, anna);
        var finished = ways.finish(Map.of("state", state(begun.address())), begun.browser(), anna, HOME, "test");
        assertNull(finished.entry());
        assertEquals("", house.method);
    }

    private Object arrive() {
        var begun = ways.begin("p", "https://panel.example/login/callback", "/instances", HOME, null);
        var finished = ways.finish(Map.of("state", state(begun.address())), begun.browser(), null, HOME, "test");
        assertEquals("/instances", finished.to());
        return Objects.requireNonNull(finished.entry());
    }

    private static String state(String address) {
        return address.substring(address.indexOf('=') + 1);
    }

    private static void refused(Runnable work) {
        assertEquals(
                ErrorCode.SIGN_IN_EXPIRED,
                assertThrows(OstlerException.class, work::run).code());
    }

    private static ProviderRecord provider(boolean asksSecondFactor) {
        return new ProviderRecord(
                "p", "test", "Company", "key", 0, true, false, null, false, List.of(), Map.of(), asksSecondFactor);
    }

    private ProviderStore store() {
        return (ProviderStore) Proxy.newProxyInstance(
                ProviderStore.class.getClassLoader(), new Class<?>[] {ProviderStore.class}, (proxy, method, given) -> {
                    if (method.getName().equals("list")) {
                        return List.of(provider);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class Type implements AuthProviderType, RedirectProvider {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public Way way() {
            return Way.REDIRECT;
        }

        @Override
        public String name(Locale locale) {
            return "Test";
        }

        @Override
        public List<SettingField> fields(Locale locale) {
            return List.of();
        }

        @Override
        public AuthProvider open(ProviderSettings settings) {
            return this;
        }

        @Override
        public Departure begin(String callback, String state) {
            return new Departure("https://idp.example/?state=" + state, "");
        }

        @Override
        public ExternalIdentity finish(Arrival arrival) {
            return new ExternalIdentity("s1", "anna", "Anna", null, false, List.of());
        }

        @Override
        public void test() {}

        @Override
        public void close() {}
    }
}
