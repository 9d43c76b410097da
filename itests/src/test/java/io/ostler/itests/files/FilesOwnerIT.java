package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.itests.files.door.Samples;
import io.ostler.itests.files.door.Samples.Part;
import io.ostler.itests.files.door.SftpDoor;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program under an account of its own can write at once whatever people bring it while it runs. */
class FilesOwnerIT {
    private static final String APPENDS = "while read f; do echo more >>\"$f\" && echo wrote; done";

    @TempDir
    private Path temp;

    @Test
    void whatPeopleBringIsTheProgramsAtOnce() throws Exception {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root gives files away");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
        try (var house = House.open(temp.resolve("data"))) {
            var admin = house.admin();
            var id = running(house);
            var path = "/api/v1/instances/" + id;
            var files = house.files(id);
            var account = Files.getOwner(files);
            assertEquals("nobody", account.getName());

            new Uploads(admin, id).put("put", new byte[] {1, 2, 3}).ok();
            admin.call("POST", path + "/files/folders", Map.of("path", "made")).ok();
            admin.send(admin.request(path + "/files/text?path=made/text")
                            .header("Content-Type", "application/json")
                            .header("If-None-Match", "*")
                            .PUT(BodyPublishers.ofString("{\"encoding\":\"UTF-8\",\"text\":\"words\"}")))
                    .ok();
            new Uploads(admin, id)
                    .put("some.zip", Samples.zip(List.of(Part.file("deep/er/file", "packed"))))
                    .ok();
            assertTrue(admin.work(path + "/files/extract", Map.of("path", "some.zip", "to", "out"))
                    .isDone());
            assertTrue(admin.work(
                            path + "/files/copy", Map.of("paths", List.of("put"), "to", "made", "conflict", "rename"))
                    .isDone());
            try (var sftp = SftpDoor.open(house.sftpPort(id), "admin." + id, House.PASSWORD)) {
                sftp.client().mkdir("over");
                try (var out = sftp.client().write("over/sftp")) {
                    out.write("sent".getBytes(StandardCharsets.UTF_8));
                }
            }

            for (var folder : List.of("made", "out/deep/er", "over")) {
                assertEquals(account, Files.getOwner(files.resolve(folder)), folder);
            }
            for (var file : List.of("put", "made/text", "out/deep/er/file", "made/put", "over/sftp")) {
                assertEquals(account, Files.getOwner(files.resolve(file)), file);
                admin.call("POST", path + "/input", Map.of("line", file)).ok();
                House.await(
                        "the program's words in " + file,
                        () -> new String(Files.readAllBytes(files.resolve(file)), StandardCharsets.ISO_8859_1)
                                        .endsWith("more\n")
                                ? true
                                : null);
            }
            admin.call("POST", path + "/power", Map.of("action", "kill")).ok();
            awaitState(house, id, "stopped");
        }
    }

    private static String running(House house) throws Exception {
        var id = house.instance("under its own account", null, List.of());
        var path = "/api/v1/instances/" + id;
        var known = house.admin().get(path).ok();
        Map<String, Object> definition = new HashMap<>();
        known.json().path("definition").properties().forEach(field -> definition.put(field.getKey(), field.getValue()));
        definition.put("command", List.of("sh", "-c", APPENDS));
        definition.put("launch", Map.of("runAs", "nobody", "variables", List.of(), "ports", List.of()));
        var admin = house.admin();
        admin.send(admin.request(path + "/definition")
                        .header("Content-Type", "application/json")
                        .header("If-Match", known.header("etag"))
                        .PUT(BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(definition))))
                .ok();
        admin.call("POST", path + "/power", Map.of("action", "start")).ok();
        awaitState(house, id, "running");
        return id;
    }

    private static void awaitState(House house, String id, String type) throws Exception {
        House.await(type, () -> {
            var state = house.admin().get("/api/v1/instances/" + id).ok().json().path("state");
            return state.path("type").asText().equals(type) ? true : null;
        });
    }
}
