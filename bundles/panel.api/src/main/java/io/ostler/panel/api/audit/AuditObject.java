package io.ostler.panel.api.audit;

/**
 * What an act is about. Immutable.
 *
 * @param kind {@code instance}, {@code user}, {@code node}, {@code batch}, {@code session}, …; a plug-in's own with its name before
 * @param id empty where there is none
 * @param name as it was called then; the service finds those of instances, users and nodes by itself
 */
public record AuditObject(String kind, String id, String name) {
    public static final String INSTANCE = "instance";
    public static final String USER = "user";
    public static final String NODE = "node";

    public AuditObject {
        kind = AuditText.clean(kind, 40);
        id = AuditText.clean(id, 100);
        name = AuditText.clean(name, 200);
    }

    public static AuditObject of(String kind, String id) {
        return new AuditObject(kind, id, "");
    }
}
