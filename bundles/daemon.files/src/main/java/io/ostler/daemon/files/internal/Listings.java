package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives pages of folders. The sorted names of a folder with several pages are kept while its time stamp stays, so that
 * the next page costs no new reading and sorting; sizes and times on a page are always read anew. Bounded, and given
 * up when memory is short. Thread-safe.
 */
final class Listings {
    private static final int KEPT = 16;

    /** A change within the clock's tick of the reading may leave the time stamp as it is. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** How long an order by size or time is held, whose change the folder doesn't tell. */
    private static final Duration HELD = Duration.ofSeconds(20);

    private final Staging staging;
    private final Map<Key, SoftReference<Kept>> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<Kept>> eldest) {
            return size() > KEPT;
        }
    };

    Listings(Staging staging) {
        this.staging = staging;
    }

    private record Key(Object folder, Listing.Order order) {}

    private record Kept(Listing listing, Instant folderModified, Instant read) {}

    Page page(FilePath path, Folder folder, @Nullable String cursor, int limit, Listing.Order order, Guard guard)
            throws IOException {
        if (limit < 1 || limit > 1000) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "rule", "1 to 1000"));
        }
        var listing = listing(folder, order, limit);
        var items = listing.items();
        boolean isPlain = guard.isWholeVisible(path);
        int at = listing.after(cursor);
        var entries = new ArrayList<Entry>(Math.min(limit, items.size()));
        int taken = 0;
        int last = -1;
        for (; at < items.size() && taken < limit; at++) {
            var item = items.get(at);
            var child = path.child(item.name());
            if (isPlain || guard.isVisible(child)) {
                taken++;
                last = at;
                try {
                    var attributes = folder.look(item.path());
                    entries.add(Entries.of(
                            item.name(), attributes, listing.owner(at, attributes), guard.isWritable(child)));
                } catch (NoSuchFileException e) {
                    // removed since the folder was read
                }
            }
        }
        if (isPlain) {
            var next = at < items.size() ? items.get(last).cursor() : null;
            return new Page(path.toString(), entries, next, listing.total());
        }
        int total = 0;
        boolean isMore = false;
        for (int i = 0; i < items.size(); i++) {
            if (guard.isVisible(path.child(items.get(i).name()))) {
                total++;
                isMore |= i >= at;
            }
        }
        return new Page(path.toString(), entries, isMore ? items.get(last).cursor() : null, total);
    }

    private Listing listing(Folder folder, Listing.Order order, int limit) throws IOException {
        var attributes = folder.attributes();
        var key = new Key(attributes.fileKey(), order);
        var modified = attributes.lastModifiedTime().toInstant();
        var known = known(key);
        if (known != null && isFresh(known, modified)) {
            return known.listing();
        }
        var now = Instant.now();
        var listing = Listing.read(folder, order, staging);
        if (listing.items().size() > limit) {
            synchronized (kept) {
                kept.put(key, new SoftReference<>(new Kept(listing, modified, now)));
            }
        }
        return listing;
    }

    private @Nullable Kept known(Key key) {
        synchronized (kept) {
            var reference = kept.get(key);
            return reference == null ? null : reference.get();
        }
    }

    private static boolean isFresh(Kept known, Instant modified) {
        boolean isFolderUnchanged =
                known.folderModified().equals(modified) && modified.plus(TICK).isBefore(known.read());
        boolean isByName = known.listing().order().sort() == Sort.NAME;
        return isFolderUnchanged && (isByName || known.read().plus(HELD).isAfter(Instant.now()));
    }
}
