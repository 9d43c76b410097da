package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Sort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ListingTest {
    @TempDir
    Path base;

    private TreeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void file(String name, int size, long millis) throws Exception {
        var path = Files.write(fixture.inside.resolve(name), new byte[size]);
        Files.setLastModifiedTime(path, FileTime.fromMillis(millis));
    }

    private List<Entry> all(Sort sort, boolean descending, int limit) {
        var entries = new ArrayList<Entry>();
        String cursor = null;
        do {
            var page = fixture.tree.list("", cursor, limit, sort, descending);
            assertTrue(page.entries().size() <= limit);
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    private List<String> names(Sort sort, boolean descending) {
        return all(sort, descending, 2).stream().map(Entry::name).toList();
    }

    @Test
    void foldersComeFirstInEveryOrder() throws Exception {
        file("b", 30, 1000);
        file("A", 20, 3000);
        file("c", 10, 2000);
        Files.createDirectory(fixture.inside.resolve("z"));
        Files.createDirectory(fixture.inside.resolve("Y"));
        Files.setLastModifiedTime(fixture.inside.resolve("Y"), FileTime.fromMillis(9000));
        Files.setLastModifiedTime(fixture.inside.resolve("z"), FileTime.fromMillis(5000));
        assertEquals(List.of("Y", "z", "A", "b", "c"), names(Sort.NAME, false));
        assertEquals(List.of("z", "Y", "c", "b", "A"), names(Sort.NAME, true));
        assertEquals(List.of("Y", "z", "c", "A", "b"), names(Sort.SIZE, false));
        assertEquals(List.of("z", "Y", "b", "A", "c"), names(Sort.SIZE, true));
        assertEquals(List.of("z", "Y", "b", "c", "A"), names(Sort.MODIFIED, false));
        assertEquals(List.of("Y", "z", "A", "c", "b"), names(Sort.MODIFIED, true));
    }

    @Test
    void pagesStayInStepWhileTheFolderChanges() throws Exception {
        for (int i = 0; i < 10; i++) {
            file("f" + i, i, 1000);
        }
        var first = fixture.tree.list("", null, 4, Sort.NAME, false);
        Files.delete(fixture.inside.resolve("f3")); // the cursor's own
        Files.delete(fixture.inside.resolve("f5"));
        file("f0a", 1, 1000);
        var second = fixture.tree.list("", first.next(), 4, Sort.NAME, false);
        assertEquals(
                List.of("f4", "f6", "f7", "f8"),
                second.entries().stream().map(Entry::name).toList());
        assertEquals(9, second.total());
    }

    @Test
    void aPageShowsSizesAsTheyAreNow() throws Exception {
        for (int i = 0; i < 10; i++) {
            file("f" + i, 1, 1000);
        }
        fixture.tree.list("", null, 4, Sort.NAME, false);
        file("f2", 77, 1000);
        assertEquals(
                77,
                fixture.tree
                        .list("", null, 4, Sort.NAME, false)
                        .entries()
                        .get(2)
                        .size());
    }

    @Test
    void aFolderOfAHundredThousandIsPagedToItsEnd() throws Exception {
        TreeFixture.run(
                "sh", "-c", "cd \"$1\" && seq -f 'file-%06g' 100000 | xargs touch", "sh", fixture.inside.toString());
        var seen = new HashSet<String>();
        String last = "";
        String cursor = null;
        do {
            var page = fixture.tree.list("", cursor, 1000, Sort.NAME, false);
            assertEquals(100_000, page.total());
            for (var entry : page.entries()) {
                assertTrue(entry.name().compareTo(last) > 0);
                last = entry.name();
                seen.add(last);
            }
            cursor = page.next();
        } while (cursor != null);
        assertEquals(100_000, seen.size());
        fixture.tree.delete(List.of("file-000001"), true, Work.QUIET);
        assertEquals(99_999, fixture.tree.list("", null, 1, Sort.NAME, false).total());
    }

    @Test
    void wrongLimitsAndCursorsAreRefused() {
        assertRefused(ErrorCode.VALUE_OUT_OF_RANGE, () -> fixture.tree.list("", null, 0, Sort.NAME, false));
        assertRefused(ErrorCode.VALUE_OUT_OF_RANGE, () -> fixture.tree.list("", null, 1001, Sort.NAME, false));
        for (var cursor : List.of("", "!", "Zg", "Zi8", "eHh4eA")) {
            assertRefused(ErrorCode.INVALID_REQUEST, () -> fixture.tree.list("", cursor, 1, Sort.NAME, false));
        }
        assertNull(fixture.tree.list("", null, 1, Sort.NAME, false).next());
    }
}
