package io.ostler.daemon.http.internal.console;

import com.google.gson.stream.JsonWriter;
import io.ostler.daemon.api.console.Consoles.TimeMark;
import io.ostler.model.OstlerException;
import io.ostler.protocol.ConsoleWork.Typed;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What the daemon says to a viewer beside the output itself. */
final class ConsoleReply {
    private ConsoleReply() {}

    /** @param mayCommand whether allowed lines may be sent; whoever may write may send any */
    static String hello(long start, long end, long from, boolean mayWrite, boolean mayCommand, boolean isTerminal) {
        return json(out -> {
            out.name("hello").beginObject();
            out.name("start").value(start);
            out.name("end").value(end);
            out.name("from").value(from);
            out.name("write").value(mayWrite);
            out.name("commands").value(mayCommand);
            out.name("terminal").value(isTerminal);
            out.endObject();
        });
    }

    static String gap(long from, long to, boolean isStored) {
        return json(out -> {
            out.name("gap").beginObject();
            out.name("from").value(from).name("to").value(to);
            if (isStored) {
                out.name("stored").value(true);
            }
            out.endObject();
        });
    }

    static String typed(Typed typed) {
        return json(out -> {
            out.name("typed").beginObject();
            out.name("user").value(typed.user().value());
            out.name("text").value(typed.text());
            out.name("offset").value(typed.offset());
            out.name("at").value(typed.at().toString());
            out.endObject();
        });
    }

    static String size(int columns, int rows, boolean pinned) {
        return json(out -> {
            out.name("size").beginObject();
            out.name("columns").value(columns).name("rows").value(rows);
            out.name("pinned").value(pinned);
            out.endObject();
        });
    }

    /** Pairs of an offset and milliseconds; null where no daemon looked. */
    static String times(List<TimeMark> marks) {
        return json(out -> {
            out.name("times").beginArray();
            for (var mark : marks) {
                var at = mark.at();
                out.beginArray().value(mark.offset());
                if (at == null) {
                    out.nullValue();
                } else {
                    out.value(at.toEpochMilli());
                }
                out.endArray();
            }
            out.endArray();
        });
    }

    static String pong(long number) {
        return json(out -> out.name("pong").value(number));
    }

    static String error(OstlerException error) {
        return json(out -> {
            out.name("error").beginObject();
            out.name("code").value(error.code().name());
            out.name("params").beginObject();
            for (var parameter : error.parameters().entrySet()) {
                out.name(parameter.getKey()).value(parameter.getValue());
            }
            out.endObject().endObject();
        });
    }

    private interface Content {
        void write(JsonWriter out) throws IOException;
    }

    private static String json(Content content) {
        var text = new StringWriter();
        try (var out = new JsonWriter(text)) {
            out.beginObject();
            content.write(out);
            out.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not with a StringWriter
        }
        return text.toString();
    }
}
