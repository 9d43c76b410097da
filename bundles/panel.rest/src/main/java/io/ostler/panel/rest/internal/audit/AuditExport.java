package io.ostler.panel.rest.internal.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.rest.internal.body.AuditBodies.AuditEntry;
import io.ostler.panel.rest.internal.host.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes records one a line. Used by one thread. */
public enum AuditExport {
    JSONL("application/jsonl") {
        @Override
        String line(AuditRecord record) throws IOException {
            return JSON.writeValueAsString(AuditEntry.of(record)) + "\n";
        }
    },
    CSV("text/csv") {
        @Override
        String head() {
            return "number,at,user,user name,as user,as user name,way,address,session,client,request,act,kind,object,"
                    + "object name,before,after,outcome,code,hash\r\n";
        }

        @Override
        String line(AuditRecord record) {
            var act = record.act();
            var who = act.actor();
            return Stream.of(
                                    Long.toString(record.number()),
                                    record.at().toString(),
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
                                    act.object().kind(),
                                    act.object().id(),
                                    act.object().name(),
                                    pairs(act.before().map()),
                                    pairs(act.after().map()),
                                    record.result().outcome().name(),
                                    record.result().code(),
                                    record.hash())
                            .map(AuditExport::cell)
                            .collect(Collectors.joining(","))
                    + "\r\n";
        }
    };

    private static final ObjectMapper JSON = Json.mapper();

    private final String type;

    AuditExport(String type) {
        this.type = type;
    }

    public String type() {
        return type;
    }

    String head() {
        return "";
    }

    abstract String line(AuditRecord record) throws IOException;

    /** The first line is written here, the others by the consumer. */
    public Consumer<AuditRecord> to(Writer out) throws IOException {
        out.write(head());
        return record -> {
            try {
                out.write(line(record));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    /** What a table program would take for a formula gets an apostrophe before it, and is text then. */
    static String cell(String text) {
        var harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[\\w .:/'-]*") ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
