package io.ostler.daemon.files.internal;

import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sorted content of a folder, light enough to keep for the next page. Folders come first. Immutable.
 *
 * @param total entries in the folder; more than {@code items} when it holds more than {@link #MOST}
 * @param owners what was found out about items; each thread may find it out anew
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares listings
record Listing(
        List<Item> items, int total, Order order, @Nullable Owner[] owners) {
    /** More is counted but not shown, so that no folder can use up the daemon's memory. */
    static final int MOST = 150_000;

    private static final long OWNER_HELD = TimeUnit.SECONDS.toNanos(20);

    /** What decides the place of an entry; cursors hold it. */
    record Order(Sort sort, boolean isDescending) implements Comparator<Item> {
        private static final Comparator<Item> BY_NAME =
                Comparator.comparing(Item::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Item::name);
        private static final Comparator<Item> BY_VALUE =
                Comparator.comparingLong(Item::value).thenComparing(BY_NAME);

        @Override
        public int compare(Item one, Item other) {
            if (one.isFolder() != other.isFolder()) {
                return one.isFolder() ? -1 : 1;
            }
            var order = sort == Sort.NAME ? BY_NAME : BY_VALUE;
            return isDescending ? order.compare(other, one) : order.compare(one, other);
        }

        private long valueOf(PosixFileAttributes attributes) {
            return switch (sort) {
                case NAME -> 0;
                case SIZE -> attributes.isDirectory() ? 0 : attributes.size();
                case MODIFIED -> attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            };
        }
    }

    /** @param raw the name as the system has it, where that differs from what is shown */
    record Item(String name, @Nullable Path raw, boolean isFolder, long value) {
        Path path() {
            return raw == null ? Path.of(name) : raw;
        }

        String cursor() {
            var text = (isFolder ? "d" : "f") + value + "/" + name;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Item ofCursor(String cursor) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int slash = text.indexOf('/');
                return new Item(
                        text.substring(slash + 1), null, text.charAt(0) == 'd', Long.parseLong(text, 1, slash, 10));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw OstlerException.invalid("cursor", "the cursor of the page before");
            }
        }
    }

    /** Reads the folder; removes what killed uploads have left in it. */
    static Listing read(Folder folder, Order order, Staging staging) throws IOException {
        var items = new ArrayList<Item>();
        var abandoned = new ArrayList<Path>();
        int total = 0;
        try {
            for (var names = folder.names(); names.hasNext(); ) {
                var path = names.next();
                if (Staging.isTemporary(path.toString())) {
                    abandoned.add(path);
                } else if (total++ < MOST) {
                    folder.lookIfThere(path).ifPresent(attributes -> items.add(item(path, attributes, order)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        staging.removeAbandoned(folder, abandoned);
        var sorted = items.toArray(Item[]::new);
        Arrays.sort(sorted, order);
        return new Listing(Arrays.asList(sorted), total, order, new Owner[sorted.length]);
    }

    private static Item item(Path path, PosixFileAttributes attributes, Order order) {
        var name = ShownName.of(path);
        var raw = ShownName.isOdd(name) ? path : null;
        return new Item(name, raw, attributes.isDirectory(), order.valueOf(attributes));
    }

    /** Whose a file was a moment ago. */
    record Owner(String name, long nanos) {}

    /** The system looks a name up in its files each time, which takes longer than all the rest of an entry. */
    String owner(int index, PosixFileAttributes attributes) throws IOException {
        var known = owners[index];
        if (known == null || System.nanoTime() - known.nanos() > OWNER_HELD) {
            known = new Owner(attributes.owner().getName(), System.nanoTime());
            owners[index] = known;
        }
        return known.name();
    }

    /** Index of the first item behind the cursor. */
    int after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        int found = Collections.binarySearch(items, Item.ofCursor(cursor), order);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
