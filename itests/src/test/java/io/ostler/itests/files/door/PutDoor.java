package io.ostler.itests.files.door;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Uploads in one request: the path is in the ticket, or in the address beneath a folder's ticket. */
public final class PutDoor implements Door {
    private final Rest rest;
    private final String instance;
    private final boolean inAddress;

    public PutDoor(Rest rest, String instance, boolean inAddress) {
        this.rest = rest;
        this.instance = instance;
        this.inAddress = inAddress;
    }

    @Override
    public String name() {
        return inAddress ? "PUT beneath a folder" : "PUT";
    }

    @Override
    public Set<Act> acts() {
        return Set.of(Act.WRITE);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "an upload only writes");
    }

    @Override
    public Optional<String> cannotSay(PathBytes path) {
        return inAddress ? Optional.empty() : Door.super.cannotSay(path);
    }

    @Override
    public Answer act(Act act, PathBytes path) throws IOException, InterruptedException {
        var ticket = rest.ticket(instance, "file.upload", inAddress ? "" : path.text(), true);
        if (!ticket.isOk()) {
            return ticket.answer();
        }
        var address = "/daemon/v1/upload" + (inAddress ? "/" + Rest.encoded(path.bytes()) : "");
        var answer = rest.send(rest.daemon(address + "?conflict=overwrite")
                .header("Authorization", "Bearer " + ticket.json().path("token").asText())
                .PUT(BodyPublishers.ofString(CONTENT)));
        return inAddress && answer.status() == 400 && answer.code().isEmpty()
                ? Answer.refusedAsAddress()
                : answer.answer();
    }
}
