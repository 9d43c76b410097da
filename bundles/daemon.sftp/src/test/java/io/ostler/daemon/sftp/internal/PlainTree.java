package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.RandomFile;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.Sort;
import io.ostler.protocol.Files.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** What the door needs of a file tree, over a plain folder: quick, and it takes what a test wants to go wrong. */
public final class PlainTree {
    private final Path root;
    private final FileRights rights;
    private final long quota;

    PlainTree(Path root, FileRights rights, long quota) {
        this.root = root;
        this.rights = rights;
        this.quota = quota;
    }

    FileTree asTree() {
        return (FileTree) Proxy.newProxyInstance(
                FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, arguments) -> {
                    try {
                        return PlainTree.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(this, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    public Page list(String path, String cursor, int limit, Sort sort, boolean descending) {
        return tried(() -> {
            try (var names = Files.list(path(path))) {
                var all = names.sorted(Comparator.comparing(Path::toString)).toList();
                int from = cursor == null ? 0 : Integer.parseInt(cursor);
                int to = Math.min(from + limit, all.size());
                var entries = all.subList(from, to).stream().map(this::entryOf).toList();
                return new Page(path, entries, to < all.size() ? "" + to : null, all.size());
            }
        });
    }

    public Entry entry(String path) {
        return tried(() -> entryOf(path(path)));
    }

    private Entry entryOf(Path file) {
        return tried(() -> {
            var a = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            int mode = 0;
            for (var permission : a.permissions()) {
                mode |= 0400 >> permission.ordinal();
            }
            var kind = a.isSymbolicLink()
                    ? Kind.LINK
                    : a.isDirectory() ? Kind.FOLDER : a.isRegularFile() ? Kind.FILE : Kind.OTHER;
            var name = file.equals(root) ? "" : file.getFileName().toString();
            return new Entry(
                    name,
                    kind,
                    a.size(),
                    a.lastModifiedTime().toInstant(),
                    mode,
                    a.owner().getName(),
                    true);
        });
    }

    public Entry makeFolder(String path) {
        write(path);
        return tried(() -> entryOf(Files.createDirectory(path(path))));
    }

    public Entry rename(String from, String to, boolean overwrite) {
        write(from);
        return tried(() -> {
            if (!overwrite && Files.exists(path(to))) {
                throw new OstlerException(ErrorCode.FILE_EXISTS);
            }
            return entryOf(Files.move(path(from), path(to), StandardCopyOption.REPLACE_EXISTING));
        });
    }

    public void remove(String path) {
        write(path);
        tried(() -> {
            Files.delete(path(path));
            return null;
        });
    }

    public void changeMode(String path, int mode) {
        write(path);
        tried(() -> {
            var text = new StringBuilder();
            for (int i = 0; i < 9; i++) {
                text.append((mode & (0400 >> i)) != 0 ? "rwxrwxrwx".charAt(i) : '-');
            }
            return Files.setPosixFilePermissions(path(path), PosixFilePermissions.fromString(text.toString()));
        });
    }

    public void changeModified(String path, Instant modified) {
        write(path);
        tried(() -> Files.setLastModifiedTime(path(path), FileTime.from(modified)));
    }

    public Usage usage() {
        return new Usage(1 << 20, quota, 0, 0, 1L << 30);
    }

    public Download download(String path) {
        return tried(() -> {
            var channel = FileChannel.open(path(path), StandardOpenOption.READ);
            return new Download() {
                @Override
                public String name() {
                    return path;
                }

                @Override
                public FileChannel channel() {
                    return channel;
                }

                @Override
                public long size() {
                    return tried(channel::size);
                }

                @Override
                public Instant modified() {
                    return Instant.EPOCH;
                }

                @Override
                public String etag() {
                    return "\"\"";
                }

                @Override
                public void close() {
                    tried(() -> {
                        channel.close();
                        return null;
                    });
                }
            };
        });
    }

    public RandomFile open(String path, boolean create, boolean exclusive, boolean truncate) {
        write(path);
        return tried(() -> {
            Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            if (create) {
                options.add(exclusive ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
            }
            var channel = FileChannel.open(path(path), options);
            if (truncate) {
                channel.truncate(0);
            }
            return new Opened(channel);
        });
    }

    private final class Opened implements RandomFile {
        private final FileChannel channel;

        private Opened(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return channel.read(target, offset);
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            within(offset + source.remaining());
            while (source.hasRemaining()) {
                offset += channel.write(source, offset);
            }
        }

        @Override
        public void resize(long size) throws IOException {
            within(size);
            if (size < channel.size()) {
                channel.truncate(size);
            } else if (size > channel.size()) {
                channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            }
        }

        private void within(long size) {
            if (size > quota) {
                throw OstlerException.of(ErrorCode.QUOTA_EXCEEDED, "quota", "" + quota);
            }
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void sync() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() {
            tried(() -> {
                channel.close();
                return null;
            });
        }
    }

    private void write(String path) {
        if (!rights.of(path).allows(FileAccess.WRITE)) {
            throw OstlerException.of(ErrorCode.FILE_ACCESS_DENIED, "path", path);
        }
    }

    private Path path(String path) {
        if (List.of(path.split("/")).contains("..")
                || path.startsWith("/")
                || path.contains("\\")
                || path.contains("\0")) {
            throw OstlerException.of(ErrorCode.PATH_INVALID, "path", path);
        }
        if (path.endsWith("secret")) {
            throw OstlerException.of(ErrorCode.FILE_DENIED, "path", path);
        }
        return root.resolve(path);
    }

    private static <T> T tried(Callable<T> work) {
        try {
            return work.call();
        } catch (NoSuchFileException e) {
            throw new OstlerException(ErrorCode.FILE_NOT_FOUND);
        } catch (FileAlreadyExistsException e) {
            throw new OstlerException(ErrorCode.FILE_EXISTS);
        } catch (DirectoryNotEmptyException e) {
            throw new OstlerException(ErrorCode.FOLDER_NOT_EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
