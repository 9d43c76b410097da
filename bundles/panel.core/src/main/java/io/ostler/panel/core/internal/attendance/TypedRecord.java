package io.ostler.panel.core.internal.attendance;

import io.ostler.model.ErrorCode;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.protocol.ConsoleWork.Typed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That somebody sent a line, in the audit. What they typed stands in the log of inputs alone, because it may be a password;
 * its digest here shows whether that log still says what was typed. Thread-safe, blocks.
 */
final class TypedRecord {
    private static final String ACT = "instance.console.input";

    private final Audit audit;
    private final AccountNames names;

    TypedRecord(Audit audit, AccountNames names) {
        this.audit = audit;
        this.names = names;
    }

    void write(Typed typed) {
        var text = typed.text();
        if (text == null) {
            return; // keys, counted every few seconds: the audit has the ticket that let them in
        }
        var values = Map.of("offset", Long.toString(typed.offset()), "digest", digest(text));
        var name = names.of(typed.user()).orElse("");
        var actor = new AuditActor(typed.user().value(), name, "", "", "daemon", "", "", "", "");
        var act = new AuditAct(
                actor,
                ACT,
                AuditObject.of(AuditObject.INSTANCE, typed.instance().value()),
                AuditValues.NONE,
                AuditValues.of(values));
        audit.write(act, result(typed.refused())).join();
    }

    private static AuditResult result(@Nullable String refused) {
        if (refused == null) {
            return AuditResult.DONE;
        }
        try {
            return AuditResult.of(ErrorCode.valueOf(refused));
        } catch (IllegalArgumentException e) { // of a newer daemon
            return AuditResult.of(ErrorCode.INTERNAL);
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
