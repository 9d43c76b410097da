package io.ostler.panel.storage.jdbc.internal.move;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables and rows as a stream of bytes that says when it is complete. */
final class Dump {
    private static final int FORMAT = 0x4F53_4401;
    private static final int MOST_COLUMNS = 1000;

    private Dump() {}

    /** Confined to one thread. */
    static final class Writer implements RowVisitor {
        private final DataOutputStream out;

        Writer(DataOutputStream out) throws IOException {
            this.out = out;
            out.writeInt(FORMAT);
        }

        @Override
        public void table(Table table) throws IOException {
            out.writeByte('T');
            out.writeUTF(table.name());
            out.writeInt(table.columns().size());
            for (var column : table.columns()) {
                out.writeUTF(column);
            }
        }

        @Override
        public void row(List<@Nullable Object> values) throws IOException {
            out.writeByte('R');
            Values.write(out, values);
        }

        @Override
        public void end(Table table) throws IOException {
            out.writeByte('E');
        }

        /** Without this a reader takes the stream for cut off. */
        void complete() throws IOException {
            out.writeByte('Z');
            out.flush();
        }
    }

    /** @throws IOException also for a stream that ends before it is complete */
    static void read(DataInputStream in, RowVisitor visitor) throws IOException, SQLException {
        if (in.readInt() != FORMAT) {
            throw new IOException("not the rows of a panel, or those of a newer version");
        }
        while (true) {
            int mark = in.readUnsignedByte();
            if (mark == 'Z') {
                return;
            }
            if (mark != 'T') {
                throw new IOException("no table where one was expected");
            }
            readTable(in, visitor);
        }
    }

    private static void readTable(DataInputStream in, RowVisitor visitor) throws IOException, SQLException {
        var name = in.readUTF();
        int columns = in.readInt();
        if (columns < 1 || columns > MOST_COLUMNS) {
            throw new IOException("a table of " + columns + " columns");
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
            names.add(in.readUTF());
        }
        Table table;
        try {
            table = new Table(name, names);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        visitor.table(table);
        for (int mark = in.readUnsignedByte(); mark != 'E'; mark = in.readUnsignedByte()) {
            if (mark != 'R') {
                throw new IOException("no row where one was expected");
            }
            visitor.row(Values.read(in, columns));
        }
        visitor.end(table);
    }
}
