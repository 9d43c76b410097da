package io.ostler.panel.storage.jdbc.internal.move;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as bytes, the same from every database. Stateless. */
final class Values {
    private static final int LONGEST = 16 << 20;

    private Values() {}

    /** What a driver gave, as one of the kinds that exist here. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean fact -> fact;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            default ->
                throw new IllegalArgumentException(
                        "values of the kind " + value.getClass().getSimpleName() + " can't be moved");
        };
    }

    static void write(DataOutputStream out, List<@Nullable Object> row) throws IOException {
        for (var value : row) {
            switch (value) {
                case null -> out.writeByte('0');
                case String text -> {
                    var bytes = text.getBytes(StandardCharsets.UTF_8);
                    out.writeByte('s');
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
                case Boolean fact -> out.writeByte(fact ? 't' : 'f');
                case Long number -> {
                    out.writeByte('n');
                    out.writeLong(number);
                }
                default -> throw new IllegalArgumentException("not plain: " + value.getClass());
            }
        }
    }

    static List<@Nullable Object> read(DataInputStream in, int columns) throws IOException {
        var row = new ArrayList<@Nullable Object>(columns);
        for (int i = 0; i < columns; i++) {
            row.add(readOne(in));
        }
        return Collections.unmodifiableList(row);
    }

    private static @Nullable Object readOne(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case '0' -> null;
            case 's' -> text(in);
            case 't' -> Boolean.TRUE;
            case 'f' -> Boolean.FALSE;
            case 'n' -> in.readLong();
            default -> throw new IOException("not a value: " + kind);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
