package io.ostler.itests.files.door;

import io.ostler.itests.files.door.Samples.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Archives: a path is the name of an entry, that of the archive, or where it goes. The archive itself is put into the
 * instance's folder past all doors, where its own programs would put it.
 */
public final class ArchiveDoor implements Door {
    private static final String PACKED = "packed.archive";

    private final Rest rest;
    private final String calls;
    private final Path folder;
    private final boolean tar;

    public ArchiveDoor(Rest rest, String instance, Path folder, boolean tar) {
        this.rest = rest;
        calls = "/api/v1/instances/" + instance + "/files";
        this.folder = folder;
        this.tar = tar;
    }

    @Override
    public String name() {
        return tar ? "archives (tar.gz)" : "archives (zip)";
    }

    @Override
    public Set<Act> acts() {
        return Set.of(Act.WRITE, Act.READ, Act.EXTRACT_FROM, Act.EXTRACT_TO, Act.COMPRESS_TO);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "archives are extracted and made");
    }

    @Override
    public Optional<String> cannotSay(PathBytes path) {
        return Optional.empty();
    }

    /** Names of entries may be anything; all others are JSON. */
    @Override
    public Answer act(Act act, PathBytes bytes) throws IOException, InterruptedException {
        var path = bytes.text();
        return switch (act) {
            case WRITE -> extract(Part.file(bytes, CONTENT), "");
            case EXTRACT_TO -> extract(Part.file("inside.txt", CONTENT), path);
            case EXTRACT_FROM -> rest.work(calls + "/extract", Map.of("path", path, "to", TARGET));
            case COMPRESS_TO -> compress(OWN, path);
            case READ -> read(path);
            default -> throw new IllegalArgumentException(act.name());
        };
    }

    private Answer extract(Part part, String to) throws IOException, InterruptedException {
        var archive = folder.resolve(PACKED + (tar ? ".tar.gz" : ".zip"));
        Files.write(archive, tar ? Samples.tarGz(List.of(part)) : Samples.zip(List.of(part)));
        try {
            return rest.work(
                    calls + "/extract",
                    Map.of("path", archive.getFileName().toString(), "to", to, "conflict", "overwrite"));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private Answer compress(String from, String to) throws IOException, InterruptedException {
        return rest.work(
                calls + "/archives",
                Map.of("paths", List.of(from), "to", to, "format", "zip", "conflict", "overwrite"));
    }

    private Answer read(String path) throws IOException, InterruptedException {
        var made = folder.resolve("made.zip");
        var answer = compress(path, "made.zip");
        try {
            return answer.isDone() && Files.exists(made)
                    ? Answer.done(Samples.unzipped(Files.readAllBytes(made)))
                    : answer;
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
