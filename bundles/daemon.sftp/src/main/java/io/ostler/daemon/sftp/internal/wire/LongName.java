package io.ostler.daemon.sftp.internal.wire;

import io.ostler.protocol.Files.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line of {@code ls -l}, which clients of this version show and some read. Stateless. */
final class LongName {
    private static final DateTimeFormatter RECENT = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("MMM d yyyy", Locale.ROOT);
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    private static final String LETTERS = "rwxrwxrwx";

    private LongName() {}

    static String of(Entry entry, Instant now) {
        var owner = entry.owner().isEmpty() ? "-" : entry.owner();
        return kind(entry) + rights(entry.mode()) + " 1 " + owner + " " + owner + " " + entry.size() + " "
                + time(entry.modified(), now) + " " + entry.name();
    }

    private static char kind(Entry entry) {
        return switch (entry.kind()) {
            case FILE -> '-';
            case FOLDER -> 'd';
            case LINK -> 'l';
            case OTHER -> 's';
        };
    }

    private static String rights(int mode) {
        var text = new StringBuilder(LETTERS.length());
        for (int i = 0; i < LETTERS.length(); i++) {
            text.append((mode & (0400 >> i)) != 0 ? LETTERS.charAt(i) : '-');
        }
        return text.toString();
    }

    private static String time(Instant modified, Instant now) {
        var age = Duration.between(modified, now);
        boolean recent = !age.isNegative() && age.compareTo(HALF_A_YEAR) < 0;
        return (recent ? RECENT : OLD).format(ZonedDateTime.ofInstant(modified, ZoneOffset.UTC));
    }
}
