package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was deleted or replaced, for a while: at most {@link #AGE} and {@link #MOST_BYTES} (of an instance with a quota
 * a quarter of it), the oldest go first, the newest stays unless its space is needed. An item {@code ID} lies beside
 * {@code ID.item}, which says where it was; {@code ID.pending} is written first and tells after a crash what was going
 * on: of a file that was being replaced and has no successor the old one is put back. Thread-safe.
 */
final class TrashBin {
    static final Duration AGE = Duration.ofDays(7);
    static final long MOST_BYTES = 10L << 30;
    static final int MOST_ITEMS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TrashBin.class);
    private static final String ITEM = ".item";
    private static final String PENDING = ".pending";

    private final KeptFolder place;
    private final Supplier<@Nullable Long> quota;
    private final Executor background;
    /** By id, the oldest first. */
    private final Map<String, Item> items = new LinkedHashMap<>();

    private volatile long total;
    private boolean isLoaded;

    /** @param cost what it takes of the instance's space */
    record Item(
            String id,
            FilePath path,
            Kind kind,
            long size,
            long cost,
            Instant deleted,
            @Nullable UserId user) {

        Instant expires() {
            return deleted.plus(AGE);
        }
    }

    /** What goes into the trash, with what was found out about it. */
    record Goods(FilePath path, PosixFileAttributes attributes, long size, long cost) {
        static Goods of(FilePath path, PosixFileAttributes attributes) {
            return new Goods(path, attributes, attributes.size(), Space.cost(attributes));
        }
    }

    TrashBin(Path folder, Supplier<@Nullable Long> quota, Executor background) {
        this.place = new KeptFolder(folder);
        this.quota = quota;
        this.background = background;
    }

    long total() {
        return total;
    }

    Folder open() throws IOException {
        return place.open();
    }

    /** Takes something away from where it is; durable when it returns. */
    synchronized Item take(Folder folder, Path name, Goods goods, @Nullable UserId user) throws IOException {
        return take(folder, name, goods, user, false);
    }

    /** The same for a file whose successor takes the name right after; {@link #replaced} must follow. */
    synchronized Item takeReplaced(Folder folder, Path name, Goods goods, @Nullable UserId user) throws IOException {
        return take(folder, name, goods, user, true);
    }

    private Item take(Folder folder, Path name, Goods goods, @Nullable UserId user, boolean isReplaced)
            throws IOException {
        var item = new Item(
                KeptFolder.newId(),
                goods.path(),
                Entries.kind(goods.attributes()),
                goods.size(),
                goods.cost(),
                Instant.now(),
                user);
        try (var trash = place.open()) {
            DurableText.write(trash, item.id() + PENDING, facts(item, isReplaced));
            try {
                folder.rename(name, trash, Path.of(item.id()));
            } catch (IOException e) {
                trash.removeFile(Path.of(item.id() + PENDING));
                throw e;
            }
            if (!isReplaced) {
                settle(trash, item);
                trash.sync();
            }
        }
        items.put(item.id(), item);
        total += item.cost();
        return item;
    }

    /** The successor of a replaced file has its name. */
    void replaced(Item item) throws IOException {
        try (var trash = place.open()) {
            settle(trash, item);
        }
        background.execute(this::shrinkLater); // it may take long, and the caller holds the instance's lock
    }

    private void shrinkLater() {
        try {
            shrink();
        } catch (IOException e) {
            LOG.warn("The trash could not be held to its limits", e);
        }
    }

    /** The successor could not take the name: the old one is where it was. */
    synchronized void putBack(Item item, Folder folder, Path name) throws IOException {
        try (var trash = place.open()) {
            trash.rename(Path.of(item.id()), folder, name);
            trash.removeFile(Path.of(item.id() + PENDING));
        }
        drop(item);
    }

    private static void settle(Folder trash, Item item) throws IOException {
        trash.rename(Path.of(item.id() + PENDING), trash, Path.of(item.id() + ITEM));
    }

    private static Map<String, String> facts(Item item, boolean isReplaced) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("path", item.path().toString());
        facts.put("kind", item.kind().name());
        facts.put("size", Long.toString(item.size()));
        facts.put("cost", Long.toString(item.cost()));
        facts.put("deleted", item.deleted().toString());
        facts.put("replaced", Boolean.toString(isReplaced));
        if (item.user() != null) {
            facts.put("user", item.user().value());
        }
        return facts;
    }

    synchronized Optional<Item> find(String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** Newest first. */
    synchronized List<Item> list() {
        return List.copyOf(items.values()).reversed();
    }

    /** It is somewhere else now. */
    synchronized void taken(Item item) throws IOException {
        try (var trash = place.open()) {
            removeIfThere(trash, item.id() + ITEM);
        }
        drop(item);
    }

    /** Part of it is somewhere else now. */
    synchronized void shrunk(Item item, long cost) {
        var left = new Item(item.id(), item.path(), item.kind(), item.size(), cost, item.deleted(), item.user());
        if (items.replace(item.id(), left) != null) {
            total += cost - item.cost();
        }
    }

    private void drop(Item item) {
        var known = items.remove(item.id());
        if (known != null) {
            total -= known.cost();
        }
    }

    /** Removes it for good. */
    void purge(Item item) throws IOException {
        try (var trash = place.open()) {
            try {
                Removal.remove(trash, Path.of(item.id()));
            } catch (NoSuchFileException e) {
                LOG.debug("An item of the trash is gone already");
            }
            removeIfThere(trash, item.id() + ITEM);
        }
        synchronized (this) {
            drop(item);
        }
    }

    private static void removeIfThere(Folder folder, String name) throws IOException {
        try {
            folder.removeFile(Path.of(name));
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", name);
        }
    }

    /** Makes room for something else, the oldest first. */
    boolean giveWay(long bytes) throws IOException {
        long given = 0;
        for (var oldest = oldest(0); oldest.isPresent() && given < bytes; oldest = oldest(0)) {
            purge(oldest.get());
            given += oldest.get().cost();
        }
        return given > 0;
    }

    private synchronized Optional<Item> oldest(int leave) {
        return items.size() > leave ? Optional.of(items.values().iterator().next()) : Optional.empty();
    }

    /** What is too old goes. */
    void expire() throws IOException {
        var now = Instant.now();
        for (var oldest = oldest(0);
                oldest.isPresent() && oldest.get().expires().isBefore(now);
                oldest = oldest(0)) {
            purge(oldest.get());
        }
        shrink();
    }

    /** Holds to the limits; the newest item stays. */
    void shrink() throws IOException {
        var limit = quota.get();
        long most = limit == null ? MOST_BYTES : Math.min(MOST_BYTES, limit / 4);
        while (total > most || count() > MOST_ITEMS) {
            var oldest = oldest(1);
            if (oldest.isEmpty()) {
                return;
            }
            purge(oldest.get());
        }
    }

    private synchronized int count() {
        return items.size();
    }

    /** Reads what an earlier life of the daemon left. @param root of the files, for what was being replaced */
    synchronized void load(Path root) throws IOException {
        if (isLoaded) {
            return;
        }
        if (place.isThere()) {
            try (var trash = place.open()) {
                for (var item : stored(trash, root)) {
                    if (items.putIfAbsent(item.id(), item) == null) {
                        total += item.cost();
                    }
                }
            }
        }
        isLoaded = true;
    }

    private static List<Item> stored(Folder trash, Path root) throws IOException {
        var found = new ArrayList<Item>();
        try (var names = trash.reopen()) {
            for (var each = names.names(); each.hasNext(); ) {
                var name = each.next().toString();
                if (name.endsWith(PENDING)) {
                    recover(trash, name, root).ifPresent(found::add);
                } else if (name.endsWith(ITEM)) {
                    readSettled(trash, name).ifPresent(found::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparing(Item::deleted));
        return found;
    }

    private static Optional<Item> recover(Folder trash, String name, Path root) throws IOException {
        var item = read(trash, name, PENDING);
        if (item.isEmpty() || trash.lookIfThere(Path.of(item.get().id())).isEmpty()) {
            trash.removeFile(Path.of(name)); // nothing was moved
            return Optional.empty();
        }
        boolean wasReplaced =
                Boolean.parseBoolean(DurableText.read(trash, Path.of(name)).getProperty("replaced"));
        if (wasReplaced && isPutBack(trash, item.get(), root)) {
            trash.removeFile(Path.of(name));
            return Optional.empty();
        }
        settle(trash, item.get());
        return item;
    }

    private static Optional<Item> readSettled(Folder trash, String name) throws IOException {
        var item = read(trash, name, ITEM);
        if (item.isPresent() && trash.lookIfThere(Path.of(item.get().id())).isEmpty()) {
            trash.removeFile(Path.of(name)); // it was restored or purged
            return Optional.empty();
        }
        return item;
    }

    private static boolean isPutBack(Folder trash, Item item, Path root) {
        try (var top = Folder.ofTrusted(root);
                var folder = top.walk(item.path().parent())) {
            var name = folder.find(item.path().name());
            if (folder.lookIfThere(name).isPresent()) {
                return false;
            }
            trash.rename(Path.of(item.id()), folder, name);
            return true;
        } catch (IOException e) {
            LOG.debug("A replaced file stays in the trash", e);
            return false;
        }
    }

    private static Optional<Item> read(Folder trash, String name, String ending) throws IOException {
        var id = name.substring(0, name.length() - ending.length());
        try {
            var facts = DurableText.read(trash, Path.of(name));
            var user = facts.getProperty("user");
            return Optional.of(new Item(
                    id,
                    FilePath.ofChild(facts.getProperty("path", "")),
                    Kind.valueOf(facts.getProperty("kind", "")),
                    Long.parseLong(facts.getProperty("size", "")),
                    Long.parseLong(facts.getProperty("cost", "")),
                    Instant.parse(facts.getProperty("deleted", "")),
                    user == null ? null : new UserId(user)));
        } catch (RuntimeException e) { // whatever a damaged file makes of these
            LOG.warn("The trash holds something that can't be told: {}", name, e);
            return Optional.empty();
        }
    }

    /** {@code NOT_FOUND}. */
    Item get(String id) {
        return find(id).orElseThrow(() -> io.ostler.model.OstlerException.of(ErrorCode.NOT_FOUND, "item", id));
    }
}
