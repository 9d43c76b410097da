package io.ostler.panel.identity.internal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.identity.Providers.Admission;
import io.ostler.panel.api.identity.Providers.Draft;
import io.ostler.panel.api.identity.Providers.Rule;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.identity.internal.fake.Guild;
import io.ostler.panel.identity.internal.fake.House;
import io.ostler.panel.identity.internal.fake.Stores;
import io.ostler.testkit.storage.MemoryProviderStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvidersServiceTest {
    private static final RoleId GONE = new RoleId("gone");

    private final House house = new House();
    private final MemoryProviderStore store = new MemoryProviderStore();
    private final ProviderTypes types = new ProviderTypes();
    private final ProviderBook book = new ProviderBook(store, types, house);
    private final ProvidersService providers = new ProvidersService(
            house, store, new Stores.Identities(), house.settings, book, types, new OnlyAdministratorsGiveAll());
    private final Caller root = house.add("root", RoleId.ADMINISTRATOR);
    private final Caller helper = house.add("hanna", House.HELPER);
    private final Guild guild = new Guild();

    ProvidersServiceTest() {
        types.addType(guild);
    }

    private static Draft draft(@Nullable RoleId role, Rule... rules) {
        return new Draft(
                "Guild",
                "users",
                true,
                Map.of("word", "mellon"),
                new Admission(true, role, true, List.of(rules)),
                false);
    }

    @Test
    void aMappingNamesARoleThatExists() {
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(root, draft(GONE)));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(root, draft(null, new Rule("builders", GONE))));
        assertEquals(List.of(), store.list());
    }

    @Test
    void nobodyMapsToARoleThatTheyCantGive() {
        assertEquals(ErrorCode.FORBIDDEN, refusal(helper, draft(RoleId.ADMINISTRATOR)));
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(
                        helper,
                        draft(
                                RoleId.USER,
                                new Rule("builders", RoleId.USER),
                                new Rule("chiefs", RoleId.ADMINISTRATOR))));
        var made = providers.create(helper, "guild", draft(RoleId.USER));
        var more = draft(RoleId.USER, new Rule("chiefs", RoleId.OPERATOR));
        var error = assertThrows(OstlerException.class, () -> providers.change(helper, made.id(), more));
        assertEquals(ErrorCode.FORBIDDEN, error.code());
        assertEquals(List.of(), store.list().getFirst().rules(), "nothing changed");
        providers.change(root, made.id(), more);
        assertEquals(1, store.list().getFirst().rules().size());
    }

    @Test
    void whatABundleBroughtIsClosedWhenItGoesAndIsThereAgainWhenItComesBack() {
        var id = providers.create(root, "guild", draft(RoleId.USER)).id();
        var record = store.find(id).orElseThrow();
        var before = book.open(record, PasswordProvider.class);
        assertTrue(before.authenticate("anna", "mellon").isPresent());
        assertEquals(1, guild.open.size());

        types.removeType(guild);
        assertEquals(List.of(), guild.open);
        assertEquals(List.of(), book.usable());
        assertEquals(
                ErrorCode.NOT_FOUND,
                assertThrows(OstlerException.class, () -> book.open(record, PasswordProvider.class))
                        .code());
        assertTrue(providers.list(root).stream().noneMatch(provider -> provider.installed()));

        types.addType(guild);
        assertEquals(List.of(record), book.usable());
        assertTrue(book.open(record, PasswordProvider.class)
                .authenticate("anna", "mellon")
                .isPresent());
    }

    private ErrorCode refusal(Caller caller, Draft draft) {
        return assertThrows(OstlerException.class, () -> providers.create(caller, "guild", draft))
                .code();
    }

    private static final class OnlyAdministratorsGiveAll implements GrantRules {
        @Override
        public void requireGivable(Caller caller, RoleId role, @Nullable NodeId node) {
            if (role.equals(GONE)) {
                throw OstlerException.invalid("role", "the id of a role");
            }
            if (!caller.role().isAdministrator() && !role.equals(RoleId.USER)) {
                throw new OstlerException(ErrorCode.FORBIDDEN);
            }
        }

        @Override
        public void requireGivable(Caller caller, Set<String> permissions, Set<String> own) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void requireAbove(Caller caller, UserId user, RoleId role) {
            throw new UnsupportedOperationException();
        }
    }
}
