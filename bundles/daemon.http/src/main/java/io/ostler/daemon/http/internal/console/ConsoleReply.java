package io.ostler.daemon.http.internal.console;

import com.google.gson.stream.JsonWriter;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What the daemon says to a viewer beside the output itself. */
final class ConsoleReply {
    private ConsoleReply() {}

    static String hello(long start, long end, long from, boolean mayWrite, boolean isTerminal) {
        return json(out -> {
            out.name("hello").beginObject();
            out.name("start").value(start);
            out.name("end").value(end);
            out.name("from").value(from);
            out.name("write").value(mayWrite);
            out.name("terminal").value(isTerminal);
            out.endObject();
        });
    }

    static String gap(long from, long to) {
        return json(out -> {
            out.name("gap").beginObject();
            out.name("from").value(from).name("to").value(to);
            out.endObject();
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
