package io.ostler.panel.storage.jdbc.internal.move;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows each table has, and what is in them: the SHA-256 of each row, added up, because databases give rows in
 * different orders. Confined to one thread.
 */
final class Sums implements RowVisitor {
    private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(256);

    private final SortedMap<String, Sum> tables = new TreeMap<>();
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long count;
    private BigInteger total = BigInteger.ZERO;

    /** @param content hexadecimal */
    record Sum(long rows, String content) {
        @Override
        public String toString() {
            return rows + " " + content;
        }
    }

    @Override
    public void table(Table table) throws IOException {
        count = 0;
        total = BigInteger.ZERO;
        // The columns count too: they say what a value means.
        row(List.copyOf(table.columns()));
        count = 0;
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        bytes.reset();
        Values.write(new DataOutputStream(bytes), values);
        total = total.add(new BigInteger(1, digest.digest(bytes.toByteArray()))).mod(SIZE);
        count++;
    }

    @Override
    public void end(Table table) {
        tables.put(table.name(), new Sum(count, String.format("%064x", total)));
    }

    /** By table, without the history, whose times are each database's own. */
    Map<String, Sum> tables() {
        var without = new TreeMap<>(tables);
        without.remove(Table.MIGRATIONS.name());
        return without;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
