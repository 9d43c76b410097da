package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Names of entries as text. Whoever writes a name that leads outside means harm or has a broken program: the whole
 * archive is refused, before anything is written if it has a table. That nothing gets outside is the tree's promise.
 */
final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");
    private static final int MOST_NAMES = 255;
    private static final int MOST_CHARACTERS = 4096;

    private EntryName() {}

    /** The path beneath the target folder; {@code ""} is that folder itself. */
    static String path(String raw) {
        check(raw.indexOf('\0') < 0, raw, "a name with a zero in it");
        check(raw.indexOf('\\') < 0, raw, "a name with a backslash");
        check(!raw.startsWith("/"), raw, "an absolute name");
        check(!DRIVE.matcher(raw).matches(), raw, "a name with a drive");
        check(raw.length() <= MOST_CHARACTERS, raw, "a name of more than 4096 characters");
        var names = new ArrayList<String>();
        for (var name : raw.split("/", -1)) {
            check(!name.equals(".."), raw, "a name that leads outside");
            // programs write "./a" and "a//b" for "a" and "a/b"
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        check(names.size() <= MOST_NAMES, raw, "folders more than 255 deep");
        return String.join("/", names);
    }

    private static void check(boolean holds, String raw, String reason) {
        if (!holds) {
            throw ArchiveErrors.refused(raw, reason);
        }
    }
}
