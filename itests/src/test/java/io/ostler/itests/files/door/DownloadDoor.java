package io.ostler.itests.files.door;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Downloads: the path is in the ticket, or among the entries chosen with a folder's ticket. */
public final class DownloadDoor implements Door {
    /** An archive that can't go on ends before its end: nobody takes it for whole. */
    private static final Answer BROKEN = Answer.refused("cut off");

    private final Rest rest;
    private final String instance;
    private final boolean chosen;

    public DownloadDoor(Rest rest, String instance, boolean chosen) {
        this.rest = rest;
        this.instance = instance;
        this.chosen = chosen;
    }

    @Override
    public String name() {
        return chosen ? "download of chosen entries" : "download";
    }

    @Override
    public Set<Act> acts() {
        return Set.of(Act.READ);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "a download only reads");
    }

    @Override
    public Answer act(Act act, PathBytes path) throws IOException, InterruptedException {
        return chosen ? archive(path.text()) : file(path.text());
    }

    private Answer file(String path) throws IOException, InterruptedException {
        var ticket = rest.ticket(instance, "file.download", path, false);
        if (!ticket.isOk()) {
            return ticket.answer();
        }
        try {
            var answer = rest.send(rest.daemon("/daemon/v1/download")
                    .header(
                            "Authorization",
                            "Bearer " + ticket.json().path("token").asText())
                    .GET());
            return answer.header("content-type").contains("zip") ? unpacked(answer) : answer.answer();
        } catch (IOException e) {
            return BROKEN;
        }
    }

    private Answer archive(String path) throws IOException, InterruptedException {
        int slash = path.lastIndexOf('/');
        var ticket = rest.ticket(instance, "file.download", slash < 0 ? "" : path.substring(0, slash), false);
        if (!ticket.isOk()) {
            return ticket.answer();
        }
        var link = rest.send(rest.daemon("/daemon/v1/downloads")
                .header("Authorization", "Bearer " + ticket.json().path("token").asText())
                .header("Content-Type", "application/json")
                .POST(Json.body(Map.of("paths", List.of(path), "format", "zip"))));
        if (!link.isOk()) {
            return link.answer();
        }
        try {
            var answer =
                    rest.send(rest.daemon(link.json().path("path").asText()).GET());
            return answer.isOk() ? unpacked(answer) : answer.answer();
        } catch (IOException e) {
            return BROKEN;
        }
    }

    private static Answer unpacked(Rest.Reply answer) throws IOException {
        return answer.isOk() ? Answer.done(Samples.unzipped(answer.bytes())) : answer.answer();
    }
}
