package io.ostler.panel.storage.jdbc.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One step of a schema: the statements of a file {@code V<version>__<name>.sql}. Immutable.
 *
 * @param checksum SHA-256 of the statements: a comment may be mended later, a statement may not
 */
public record Migration(int version, String name, List<String> statements, String checksum) {
    private static final Pattern FILE = Pattern.compile("V(\\d{1,9})__(\\w{1,100})\\.sql");

    /** @throws IllegalArgumentException for another name or a file without a statement */
    public static Migration of(String fileName, String text) {
        var match = FILE.matcher(fileName);
        if (!match.matches()) {
            throw new IllegalArgumentException(fileName + " is not named V<number>__<name>.sql");
        }
        var statements = SqlScript.statements(text);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException(fileName + " holds no statement");
        }
        return new Migration(Integer.parseInt(match.group(1)), match.group(2), statements, checksum(statements));
    }

    private static String checksum(List<String> statements) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var statement : statements) {
                digest.update(statement.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) ';');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
