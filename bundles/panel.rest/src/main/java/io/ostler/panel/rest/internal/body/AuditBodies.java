package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.audit.AuditLog;
import io.ostler.panel.api.audit.AuditRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies about what was recorded. */
public final class AuditBodies {
    private AuditBodies() {}

    /** @param asId the account in whose name was acted; {@code way} web, sftp, daemon, panel or a plug-in's name */
    public record AuditPerson(
            String id,
            String name,
            String asId,
            String asName,
            String way,
            String address,
            String session,
            String client,
            String request) {}

    public record AuditThing(String kind, String id, String name) {}

    /** @param outcome done, refused, failed or unknown; {@code hash} covers all the rest with the {@code former} one's hash */
    public record AuditEntry(
            long number,
            Instant at,
            AuditPerson actor,
            String act,
            AuditThing object,
            Map<String, String> before,
            Map<String, String> after,
            String outcome,
            String code,
            String former,
            String hash) {

        public static AuditEntry of(AuditRecord record) {
            var act = record.act();
            var who = act.actor();
            return new AuditEntry(
                    record.number(),
                    record.at(),
                    new AuditPerson(
                            who.user(),
                            who.name(),
                            who.asUser(),
                            who.asName(),
                            who.way(),
                            who.address(),
                            who.session(),
                            who.client(),
                            who.request()),
                    act.name(),
                    new AuditThing(
                            act.object().kind(), act.object().id(), act.object().name()),
                    act.before().map(),
                    act.after().map(),
                    record.result().outcome().name().toLowerCase(java.util.Locale.ROOT),
                    record.result().code(),
                    record.former(),
                    record.hash());
        }
    }

    /** @param next where to go on; also when nothing was found yet: one call looks at a bounded number of records */
    public record AuditPage(
            List<AuditEntry> entries, @Nullable String next) {
        public static AuditPage of(AuditLog.Page page) {
            return new AuditPage(
                    page.records().stream().map(AuditEntry::of).toList(),
                    page.next() == null ? null : Long.toString(page.next()));
        }
    }

    /** How many days records are kept, and how many of them at most. */
    public record AuditRetention(int days, long records) {
        public static AuditRetention of(AuditLog.Retention retention) {
            return new AuditRetention(retention.days(), retention.records());
        }

        public AuditLog.Retention model() {
            return new AuditLog.Retention(days, records);
        }
    }

    /**
     * @param faultAt number of the first record that is wrong, {@code fault} what is wrong with it: changed, missing,
     *     torn, cut or short; both null: none so far
     * @param failure code of what kept it from its end
     * @param newest number of the last record of a chain that is whole, with its {@code hash}: keep them elsewhere
     */
    public record AuditVerification(
            boolean running,
            long checked,
            long total,
            @Nullable Instant finished,
            @Nullable Long faultAt,
            @Nullable String fault,
            @Nullable String failure,
            long newest,
            String hash) {
        public static AuditVerification of(AuditLog.Verification state) {
            var fault = state.fault();
            return new AuditVerification(
                    state.running(),
                    state.checked(),
                    state.total(),
                    state.finished(),
                    fault == null ? null : fault.number(),
                    fault == null ? null : fault.kind().name().toLowerCase(java.util.Locale.ROOT),
                    state.failure(),
                    state.newest(),
                    state.hash());
        }
    }
}
