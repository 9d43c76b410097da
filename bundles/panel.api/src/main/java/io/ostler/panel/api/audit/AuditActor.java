package io.ostler.panel.api.audit;

import io.ostler.panel.api.access.Caller;

/**
 * Who acts, and from where; empty texts are what isn't known. Immutable.
 *
 * @param user id of the account that acts, empty for nobody's
 * @param name as it is called now, or as a stranger called themselves
 * @param asUser id of the account in whose name {@code user} acts (impersonation), else empty
 * @param way how the act came: {@code web}, {@code api-key}, {@code sftp}, {@code daemon}, {@code panel} or a plug-in's name
 * @param session opaque handle of the session (no secret)
 * @param client what the client calls itself
 * @param request id of the request, which logs have, too
 */
public record AuditActor(
        String user,
        String name,
        String asUser,
        String asName,
        String way,
        String address,
        String session,
        String client,
        String request) {

    public AuditActor {
        user = AuditText.clean(user, 40);
        name = AuditText.clean(name, 100);
        asUser = AuditText.clean(asUser, 40);
        asName = AuditText.clean(asName, 100);
        way = AuditText.clean(way, 40);
        address = AuditText.clean(address, 100);
        session = AuditText.clean(session, 64);
        client = AuditText.clean(client, 200);
        request = AuditText.clean(request, 40);
    }

    public static AuditActor of(Caller caller) {
        return of(caller, "", "");
    }

    public static AuditActor of(Caller caller, String client, String request) {
        var really = caller.impersonator();
        var user = caller.user().value();
        return new AuditActor(
                really == null ? user : really.user().value(),
                really == null ? caller.name() : really.name(),
                really == null ? "" : user,
                really == null ? "" : caller.name(),
                caller.key() == null ? "web" : "api-key",
                caller.address(),
                caller.session(),
                client,
                request);
    }

    /** Somebody who isn't signed in. */
    public static AuditActor stranger(String name, String way, String address, String client, String request) {
        return new AuditActor("", name, "", "", way, address, "", client, request);
    }

    /** The panel by itself. */
    public static AuditActor panel() {
        return new AuditActor("", "", "", "", "panel", "", "", "", "");
    }
}
