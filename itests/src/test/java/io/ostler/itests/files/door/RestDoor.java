package io.ostler.itests.files.door;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The manager's calls at the panel. */
public final class RestDoor implements Door {
    private static final int ANYBODY = 0777;

    private final Rest rest;
    private final String files;

    public RestDoor(Rest rest, String instance) {
        this.rest = rest;
        files = "/api/v1/instances/" + instance + "/files";
    }

    @Override
    public String name() {
        return "REST";
    }

    @Override
    public Set<Act> acts() {
        return EnumSet.complementOf(EnumSet.of(
                Act.STAT, Act.RESIZE, Act.LINK_TO, Act.READ_LINK, Act.EXTRACT_FROM, Act.EXTRACT_TO, Act.COMPRESS_TO));
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "not among its calls, or the doors of archives have it");
    }

    @Override
    public Answer act(Act act, PathBytes bytes) throws IOException, InterruptedException {
        var path = bytes.text();
        var query = "?path=" + Rest.encoded(path);
        return switch (act) {
            case LIST -> rest.get(files + query).answer();
            case READ -> rest.get(files + "/text" + query).answer();
            case WRITE -> write(query);
            case MAKE_FOLDER ->
                rest.call("POST", files + "/folders", Map.of("path", path)).answer();
            case RENAME_FROM -> move(path, OTHER);
            case RENAME_TO -> move(OWN, path);
            case COPY_FROM -> transfer("/copy", path, TARGET);
            case COPY_TO -> transfer("/copy", OWN, path);
            case MOVE_FROM -> transfer("/moves", path, TARGET);
            case MOVE_TO -> transfer("/moves", OWN, path);
            case DELETE -> rest.work(files + "/delete", Map.of("paths", List.of(path), "forever", true));
            case TRASH -> rest.work(files + "/delete", Map.of("paths", List.of(path)));
            case CHMOD ->
                rest.work(files + "/mode", Map.of("paths", List.of(path), "mode", ANYBODY, "recursive", true));
            case SEARCH ->
                rest.get(files + "/search" + query + "&content=secret").answer();
            case VERSIONS -> rest.get(files + "/versions" + query).answer();
            default -> throw new IllegalArgumentException(act.name());
        };
    }

    private Answer move(String from, String to) throws IOException, InterruptedException {
        return rest.call("POST", files + "/move", Map.of("from", from, "to", to, "overwrite", true))
                .answer();
    }

    private Answer transfer(String call, String from, String to) throws IOException, InterruptedException {
        return rest.work(files + call, Map.of("paths", List.of(from), "to", to, "conflict", "overwrite"));
    }

    /** As the editor does: with the tag of what is there, if something is. */
    private Answer write(String query) throws IOException, InterruptedException {
        var now = rest.get(files + "/text" + query);
        var created = save(query, "If-None-Match", "*");
        return created.code().equals("FILE_EXISTS")
                ? save(query, "If-Match", now.isOk() ? now.header("etag") : "\"guessed\"")
                : created;
    }

    private Answer save(String query, String condition, String value) throws IOException, InterruptedException {
        return rest.send(rest.request(files + "/text" + query)
                        .header("Content-Type", "application/json")
                        .header(condition, value)
                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"text\":\"" + CONTENT + "\",\"encoding\":\"UTF-8\"}")))
                .answer();
    }
}
