package io.ostler.itests.files.door;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Remote download: name and folder of what is fetched. The host's name never resolves, so nothing ever comes. */
public final class FetchDoor implements Door {
    private static final String NOWHERE = "https://files.invalid/pack.zip";

    private final Rest rest;
    private final String call;

    public FetchDoor(Rest rest, String instance) {
        this.rest = rest;
        call = "/api/v1/instances/" + instance + "/files/fetch";
    }

    @Override
    public String name() {
        return "remote download";
    }

    @Override
    public Set<Act> acts() {
        return Set.of(Act.WRITE, Act.COPY_TO);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "it only writes");
    }

    @Override
    public Answer act(Act act, PathBytes path) throws IOException, InterruptedException {
        var answer = rest.work(
                call,
                act == Act.WRITE
                        ? Map.of("url", NOWHERE, "to", "", "name", path.text(), "conflict", "overwrite")
                        : Map.of("url", NOWHERE, "to", path.text()));
        // it got as far as asking for the host: the path was let through
        return answer.code().equals("FETCH_FAILED") ? Answer.done() : answer;
    }
}
