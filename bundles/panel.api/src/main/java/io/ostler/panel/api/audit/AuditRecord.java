package io.ostler.panel.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * A record as it is kept. Immutable.
 *
 * @param number counts from 1 without gaps
 * @param at when it was written, never before the former record
 * @param former the former record's hash, empty for the first
 * @param hash SHA-256 over all the rest, hexadecimal
 */
public record AuditRecord(long number, Instant at, AuditAct act, AuditResult result, String former, String hash) {

    /** The record that follows one with this hash. */
    public static AuditRecord after(String former, long number, Instant at, AuditAct act, AuditResult result) {
        var exact = at.truncatedTo(ChronoUnit.MILLIS);
        return new AuditRecord(number, exact, act, result, former, hash(former, number, exact, act, result));
    }

    /** Whether the hash is the one that the rest has. */
    public boolean isGenuine() {
        return hash.equals(hash(former, number, at, act, result));
    }

    /** No text holds a control character, so a NUL between them keeps each what it is. */
    private static String hash(String former, long number, Instant at, AuditAct act, AuditResult result) {
        var who = act.actor();
        var what = act.object();
        var text = String.join(
                "\0",
                former,
                Long.toString(number),
                Long.toString(at.toEpochMilli()),
                who.user(),
                who.name(),
                who.asUser(),
                who.asName(),
                who.way(),
                who.address(),
                who.session(),
                who.client(),
                who.request(),
                act.name(),
                what.kind(),
                what.id(),
                what.name(),
                act.before().text(),
                act.after().text(),
                result.outcome().name(),
                result.code());
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
