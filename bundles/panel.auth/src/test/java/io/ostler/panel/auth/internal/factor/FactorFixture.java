package io.ostler.panel.auth.internal.factor;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Passkeys.Made;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.access.PermissionRegistry;
import io.ostler.panel.auth.internal.passkey.PasskeysService;
import io.ostler.panel.auth.internal.role.GrantBook;
import io.ostler.panel.auth.internal.role.GrantRulesService;
import io.ostler.panel.auth.internal.role.RoleBook;
import java.time.Duration;
import java.util.List;

/** The services of second factors over people in memory. */
public final class FactorFixture {
    public final SecondFactorsService service;
    public final ConfirmationsService confirmations;
    public final PasskeysService passkeys;

    private final People people;

    public FactorFixture(People people, Sessions sessions, AccessControl access) {
        this.people = people;
        var grants = new GrantBook(people.grantStore, people.clock);
        var roles = new RoleBook(people.roleStore, grants, new PermissionRegistry());
        service = new SecondFactorsService(
                access,
                new GrantRulesService(roles, grants),
                people.factorStore,
                people.users,
                people.box,
                people.factors,
                sessions,
                people.clock);
        confirmations = new ConfirmationsService(
                sessions, people.factors, people.logins, people.users, Duration.ofMinutes(10), people.clock);
        var tools = new PasskeysService.Tools(people.challenges, people.ceremonies, people.proofs, people.clock);
        passkeys = new PasskeysService(
                access, people.passkeys, tools, new RecoveryCodeBook(people.factorStore), people.steps, sessions);
    }

    public void begin(Caller caller) {
        service.begin(caller);
    }

    /** The recovery codes. */
    public List<String> setUpApp(Caller caller) {
        service.begin(caller);
        return service.confirm(caller, code(caller.user(), 0));
    }

    /** One that was not used yet: time goes on for it. */
    public Proof.Code nextCode(UserId user) {
        people.clock.advance(Duration.ofSeconds(30));
        return new Proof.Code(code(user, 0));
    }

    private String code(UserId user, int drift) {
        var secret = people.box.open(
                FactorBook.place(user),
                people.factorStore.totp(user).orElseThrow().sealed());
        return Totp.code(Base32.bytes(secret), Totp.step(people.clock.instant()) + drift, 6);
    }

    public Made addPasskey(Caller caller, Site site, String id, long count) {
        var asked = passkeys.beginMaking(caller, site);
        return passkeys.finishMaking(
                caller, site, asked.challenge(), id + " " + count + " " + asked.options(), "Key " + id);
    }
}
