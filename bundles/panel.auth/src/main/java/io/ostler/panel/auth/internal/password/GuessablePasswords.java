package io.ostler.panel.auth.internal.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords that attackers try first, by a list and by rule: lists of leaked passwords are nearly all made of a few
 * hundred words, walks over the keyboard, years and repetitions, so a password is counted in such pieces, of which a
 * known password is one, and three or fewer are too few. {@code P@ssw0rd2024!} is three, {@code qwertyuiop123} two.
 * Thread-safe; reads its lists each time and keeps none, because passwords are rarely set.
 */
final class GuessablePasswords {
    /** Pieces that a password needs; any character that belongs to no piece counts as one. */
    private static final int ENOUGH = 4;

    private static final int SHORTEST_WALK = 3;
    private static final int LONGEST_WORD = 20;
    /** Words, several to a line; known passwords, one to a line. */
    private static final List<String> LISTS = List.of("common-words.txt", "known-passwords.txt");

    private static final List<String> WALKS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop[]",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl;'",
            "zxcvbnm,./",
            "yxcvbnm",
            "!@#$%^&*()_+",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
            "zaq1xsw2cde3vfr4bgt5",
            "qazwsxedcrfvtgbyhnujm",
            "qweasdzxc",
            "147258369",
            "741852963",
            "159753",
            "13579",
            "02468");

    private final String walks;

    GuessablePasswords() {
        walks = WALKS.stream()
                .map(walk -> walk + " " + new StringBuilder(walk).reverse())
                .collect(Collectors.joining(" "));
    }

    boolean contains(String password) {
        var text = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var spellings = List.of(text, unmasked(text, 'l'), unmasked(text, 'i'));
        var listed = listed(spellings);
        return isRepetition(text, spellings, listed) || pieces(spellings, listed) < ENOUGH;
    }

    /** The smallest number of pieces that make the text, which is the first of its spellings. */
    private int pieces(List<String> spellings, Set<String> listed) {
        var text = spellings.getFirst();
        var fewest = new int[text.length() + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        for (int from = 0; from < text.length(); from++) {
            fewest[from + 1] = Math.min(fewest[from + 1], fewest[from] + 1);
            for (int to = from + 2; to <= text.length(); to++) {
                int cost = isListed(spellings, from, to, listed) ? 1 : cost(text.substring(from, to));
                fewest[to] = Math.min(fewest[to], fewest[from] + cost);
            }
        }
        return fewest[text.length()];
    }

    private static boolean isListed(List<String> spellings, int from, int to, Set<String> listed) {
        return to - from <= LONGEST_WORD
                && spellings.stream().anyMatch(spelling -> listed.contains(spelling.substring(from, to)));
    }

    private int cost(String text) {
        int length = text.length();
        boolean isWalk = length >= SHORTEST_WALK && text.indexOf(' ') < 0 && walks.contains(text);
        if (isWalk || isYear(text) || text.chars().distinct().count() == 1) {
            return 1;
        }
        return text.chars().allMatch(Character::isDigit) ? (length + 1) / 2 : length;
    }

    private static boolean isYear(String text) {
        return text.length() == 4
                && (text.startsWith("19") || text.startsWith("20"))
                && text.chars().allMatch(Character::isDigit);
    }

    /** {@code abcabcabc}, {@code 123123123}: only the first part counts, and it is short. */
    private boolean isRepetition(String text, List<String> spellings, Set<String> listed) {
        for (int unit = 1; unit <= text.length() / 2; unit++) {
            int length = unit;
            if (text.substring(0, unit).repeat(text.length() / unit + 1).startsWith(text)) {
                var first = spellings.stream()
                        .map(each -> each.substring(0, length))
                        .toList();
                return unit < 6 || pieces(first, listed) < ENOUGH;
            }
        }
        return false;
    }

    /** Undoes the usual masks: {@code p4$$w0rd} is {@code password}. */
    private static String unmasked(String text, char one) {
        return text.replace('0', 'o')
                .replace('1', one)
                .replace('!', one)
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't')
                .replace('+', 't')
                .replace('8', 'b');
    }

    /** What of the lists is in the text: the lists pass by, so that they cost memory neither now nor later. */
    private static Set<String> listed(List<String> spellings) {
        var parts = new HashSet<String>();
        for (var spelling : spellings) {
            for (int from = 0; from < spelling.length(); from++) {
                for (int to = from + 2; to <= Math.min(spelling.length(), from + LONGEST_WORD); to++) {
                    parts.add(spelling.substring(from, to));
                }
            }
        }
        var found = new HashSet<String>();
        for (var list : LISTS) {
            try (var in = GuessablePasswords.class.getResourceAsStream(list)) {
                if (in == null) {
                    throw new IllegalStateException(list + " is missing from the bundle");
                }
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .flatMap(line -> Arrays.stream(line.split(" ")))
                        .filter(parts::contains)
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
