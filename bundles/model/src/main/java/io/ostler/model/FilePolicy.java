package io.ostler.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all files of an instance, whoever comes through whichever door. Immutable and valid by construction:
 * {@link ErrorCode#INVALID_REQUEST} naming the field.
 *
 * @param quota bytes that the instance's folder may take on disk (its trash and kept versions included), null: no
 *     limit; 1 MiB to 1 EiB
 * @param denied patterns of paths that people may see in lists but neither read, make, change, move nor delete, except
 *     those whose {@link FileRights#exempt()} says so; at most 100 of at most 256 characters. A pattern without '/'
 *     holds for a name in any folder, one with '/' for the whole path; {@code *} stands for part of a name, {@code **}
 *     for any number of folders, {@code ?} for one character. Compared without case, after Unicode normalisation (NFKC)
 */
public record FilePolicy(@Nullable Long quota, List<String> denied) {

    /** No limit, nothing denied. */
    public static final FilePolicy FREE = new FilePolicy(null, List.of());

    private static final long LEAST = 1L << 20;
    private static final long MOST = 1L << 60;

    public FilePolicy {
        denied = List.copyOf(denied);
        if (quota != null && (quota < LEAST || quota > MOST)) {
            throw OstlerException.invalid("files.quota", LEAST + " to " + MOST + " bytes");
        }
        if (denied.size() > 100 || denied.stream().anyMatch(FilePolicy::isNoPattern)) {
            throw OstlerException.invalid("files.denied", "at most 100 patterns of 1 to 256 characters");
        }
    }

    private static boolean isNoPattern(String pattern) {
        return pattern.isBlank()
                || pattern.length() > 256
                || pattern.startsWith("/")
                || pattern.codePoints().anyMatch(Character::isISOControl);
    }
}
