package io.ostler.daemon.http.internal.transfer;

import com.google.gson.stream.JsonWriter;
import io.ostler.protocol.Files.Entry;
import java.io.IOException;
import java.util.Locale;

/** A file's entry in the form that all doors give it. */
public final class EntryJson {
    private EntryJson() {}

    public static void write(JsonWriter out, Entry entry) throws IOException {
        out.beginObject();
        out.name("name").value(entry.name());
        out.name("kind").value(entry.kind().name().toLowerCase(Locale.ROOT));
        out.name("size").value(entry.size());
        out.name("modified").value(entry.modified().toString());
        out.name("mode").value(entry.mode());
        out.name("owner").value(entry.owner());
        out.name("writable").value(entry.writable());
        out.endObject();
    }
}
