package io.ostler.panel.api.audit;

/**
 * An act. Immutable.
 *
 * @param name words with dots between, from the whole to the part: {@code instance.power.start}
 * @param before what was, where that is known
 * @param after what is, or what was asked for
 */
public record AuditAct(AuditActor actor, String name, AuditObject object, AuditValues before, AuditValues after) {

    public AuditAct {
        name = AuditText.clean(name, 80);
    }

    public AuditAct(AuditActor actor, String name, AuditObject object) {
        this(actor, name, object, AuditValues.NONE, AuditValues.NONE);
    }

    public AuditAct with(AuditObject next) {
        return new AuditAct(actor, name, next, before, after);
    }
}
