package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.files.ResumableUploads;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.Id;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Real file trees whose resumable uploads are kept in memory and fail on demand. */
public final class FakeUploads implements FileTrees {
    private final FileTrees real;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    /** Thrown by the next writes. */
    public volatile @Nullable ErrorCode fault;

    public FakeUploads(FileTrees real) {
        this.real = real;
    }

    private static final class Kept {
        final String id = Id.random();
        final InstanceId instance;
        final UserId user;
        final String path;
        final long size;
        final Conflict conflict;
        byte[] bytes = {};
        boolean isBusy;

        Kept(InstanceId instance, UserId user, String path, long size, Conflict conflict) {
            this.instance = instance;
            this.user = user;
            this.path = path;
            this.size = size;
            this.conflict = conflict;
        }

        synchronized boolean begin() {
            boolean wasBusy = isBusy;
            isBusy = true;
            return !wasBusy;
        }

        synchronized void end() {
            isBusy = false;
        }
    }

    public int unfinished() {
        return kept.size();
    }

    @Override
    public FileTree of(InstanceId id, FileRights rights, @Nullable UserId user) {
        var tree = real.of(id, rights, user);
        return (FileTree) Proxy.newProxyInstance(
                FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("uploads")
                                ? new Uploads(id, tree)
                                : method.invoke(tree, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private final class Uploads implements ResumableUploads {
        private final InstanceId instance;
        private final FileTree tree;

        Uploads(InstanceId instance, FileTree tree) {
            this.instance = instance;
            this.tree = tree;
        }

        @Override
        public Part create(String path, long size, Conflict conflict, UserId user) {
            tree.upload(path, size, conflict).close();
            var made = new Kept(instance, user, path, size, conflict);
            kept.put(made.id, made);
            return open(made.id, user).orElseThrow();
        }

        @Override
        public Optional<Part> open(String id, UserId user) {
            var found = kept.get(id);
            if (found == null || !found.user.equals(user) || !found.instance.equals(instance)) {
                return Optional.empty();
            }
            if (!found.begin()) {
                throw new OstlerException(ErrorCode.UPLOAD_BUSY);
            }
            return Optional.of(new OpenPart(found, tree));
        }
    }

    private final class OpenPart implements ResumableUploads.Part {
        private final Kept what;
        private final FileTree tree;
        private boolean isOpen = true;

        OpenPart(Kept what, FileTree tree) {
            this.what = what;
            this.tree = tree;
        }

        @Override
        public String id() {
            return what.id;
        }

        @Override
        public String path() {
            return what.path;
        }

        @Override
        public long size() {
            return what.size;
        }

        @Override
        public long offset() {
            return what.bytes.length;
        }

        @Override
        public Instant expires() {
            return Instant.EPOCH;
        }

        @Override
        public void write(ByteBuffer source) {
            var thrown = fault;
            if (thrown != null) {
                throw new OstlerException(thrown);
            }
            int old = what.bytes.length;
            what.bytes = Arrays.copyOf(what.bytes, old + source.remaining());
            source.get(what.bytes, old, what.bytes.length - old);
        }

        @Override
        public void truncate(long offset) {
            what.bytes = Arrays.copyOf(what.bytes, (int) offset);
        }

        @Override
        public void sync() {}

        @Override
        public Entry commit() throws java.io.IOException {
            try (var upload = tree.upload(what.path, what.size, what.conflict)) {
                upload.write(ByteBuffer.wrap(what.bytes));
                var entry = upload.commit();
                kept.remove(what.id);
                return entry;
            }
        }

        @Override
        public void discard() {
            kept.remove(what.id);
        }

        @Override
        public void close() {
            if (isOpen) {
                isOpen = false;
                what.end();
            }
        }
    }
}
