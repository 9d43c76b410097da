package io.ostler.daemon.files.internal;

import io.ostler.model.FilePolicy;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The denied patterns of an instance, ready to be compared with paths. What lies in a denied folder is denied too. Immutable. */
final class Denials {
    private static final String ANY_FOLDERS = "**";

    private final FilePolicy policy;
    private final List<String> names = new ArrayList<>();
    private final List<List<String>> paths = new ArrayList<>();

    Denials(FilePolicy policy) {
        this.policy = policy;
        for (var pattern : policy.denied()) {
            var folded = fold(pattern);
            if (folded.indexOf('/') < 0) {
                names.add(folded);
            } else {
                paths.add(parts(folded));
            }
        }
    }

    private static List<String> parts(String pattern) {
        var parts = new ArrayList<>(List.of(pattern.split("/")));
        parts.removeIf(String::isEmpty);
        if (!parts.isEmpty() && parts.getLast().equals(ANY_FOLDERS)) {
            parts.set(parts.size() - 1, "*"); // all beneath, not the folder itself
        }
        return parts;
    }

    FilePolicy policy() {
        return policy;
    }

    boolean isEmpty() {
        return names.isEmpty() && paths.isEmpty();
    }

    boolean denies(FilePath path) {
        if (isEmpty() || path.names().isEmpty()) {
            return false;
        }
        var folded = path.names().stream().map(Denials::fold).toList();
        for (var pattern : names) {
            for (var name : folded) {
                if (matches(pattern, name)) {
                    return true;
                }
            }
        }
        return paths.stream().anyMatch(pattern -> beginsWith(folded, pattern));
    }

    /** Whether the path or a folder above it is what the pattern says. All positions at once: no pattern takes long. */
    private static boolean beginsWith(List<String> path, List<String> pattern) {
        var reached = new BitSet();
        reached.set(0);
        for (var part : pattern) {
            var next = new BitSet();
            if (part.equals(ANY_FOLDERS)) {
                next.set(Math.max(0, reached.nextSetBit(0)), path.size() + 1);
            } else {
                for (int i = reached.nextSetBit(0); i >= 0 && i < path.size(); i = reached.nextSetBit(i + 1)) {
                    if (matches(part, path.get(i))) {
                        next.set(i + 1);
                    }
                }
            }
            if (next.isEmpty()) {
                return false;
            }
            reached = next;
        }
        return !pattern.isEmpty();
    }

    /** {@code *} and {@code ?}; goes back to the last star only, so it takes no more than length times length. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == '?') {
                p++;
                n += Character.charCount(name.codePointAt(n));
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** One form for all that people take for the same name: by case, width, composition. */
    static String fold(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(plain, Normalizer.Form.NFKC);
    }
}
