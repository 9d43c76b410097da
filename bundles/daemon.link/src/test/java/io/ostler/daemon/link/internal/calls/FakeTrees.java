package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.files.Upload;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tree that knows one file and writes down what it is asked. */
public final class FakeTrees implements FileTrees, FileTree {
    public final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public FileTree of(InstanceId id) {
        if (id.value().startsWith("missing")) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return this;
    }

    @Override
    public Files.Page list(String path, String cursor, int limit, Files.Sort sort, boolean descending) {
        asked.add("list " + path + " " + cursor + " " + limit + " " + sort + " " + descending);
        return new Files.Page(path, List.of(entry("a.txt")), null, 1);
    }

    @Override
    public Files.Entry entry(String path) {
        return new Files.Entry(path, Files.Kind.FILE, 3, Instant.EPOCH, 0644);
    }

    @Override
    public Files.Text readText(String path, String encoding) {
        return new Files.Text(path, "abc", encoding, "\"1\"", Instant.EPOCH, 3);
    }

    @Override
    public Files.Written writeText(String path, String text, String encoding, String ifMatch) {
        asked.add("write " + path + " " + text + " " + ifMatch);
        return new Files.Written(entry(path), "\"2\"");
    }

    @Override
    public Files.Entry makeFolder(String path) {
        asked.add("folder " + path);
        return entry(path);
    }

    @Override
    public Files.Entry move(String from, String to, boolean overwrite) {
        asked.add("move " + from + " " + to + " " + overwrite);
        return entry(to);
    }

    @Override
    public void delete(List<String> paths) {
        asked.add("delete " + paths);
    }

    @Override
    public Upload upload(String path, long size, boolean overwrite) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Download download(String path) {
        throw new UnsupportedOperationException();
    }
}
