package io.ostler.panel.api.instance;

import io.ostler.model.OstlerException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * What people write on an instance to find it again; the panel keeps it and the node never learns of it. Immutable and
 * valid by construction: {@link io.ostler.model.ErrorCode#INVALID_REQUEST} names the field.
 *
 * @param tags at most {@value #MOST_TAGS}, each {@value #LONGEST_WORD} printable characters at most, in lower case, none
 *     twice
 * @param notes plain text, at most {@value #LONGEST_NOTES} characters
 * @param folder names from the outermost to the innermost, at most {@value #DEEPEST}; empty: in none
 * @param revision 0 when nobody wrote anything yet, one more with each change
 */
public record Labels(List<String> tags, String notes, List<String> folder, long revision) {
    public static final int MOST_TAGS = 20;
    public static final int LONGEST_WORD = 32;
    public static final int LONGEST_NOTES = 4000;
    public static final int DEEPEST = 5;
    public static final Labels NONE = new Labels(List.of(), "", List.of(), 0);

    public Labels {
        tags = List.copyOf(new LinkedHashSet<>(tags.stream().map(Labels::tag).toList()));
        if (tags.size() > MOST_TAGS) {
            throw OstlerException.invalid("tags", "at most " + MOST_TAGS);
        }
        notes = Normalizer.normalize(notes.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
        if (notes.length() > LONGEST_NOTES || !notes.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPlain(c))) {
            throw OstlerException.invalid("notes", "plain text of at most " + LONGEST_NOTES + " characters");
        }
        folder = folder.stream().map(name -> word("folder", name)).toList();
        if (folder.size() > DEEPEST) {
            throw OstlerException.invalid("folder", "at most " + DEEPEST + " names");
        }
        if (folder.stream().anyMatch(name -> name.indexOf('/') >= 0)) {
            throw OstlerException.invalid("folder", "names without '/'");
        }
    }

    /** The one way of writing a tag: composed, in lower case, without space around it and with single ones inside. */
    public static String tag(String text) {
        var tag = word("tags", text).toLowerCase(Locale.ROOT);
        if (tag.indexOf(',') >= 0 || tag.length() > LONGEST_WORD) {
            throw OstlerException.invalid("tags", "words of at most " + LONGEST_WORD + " characters without comma");
        }
        return tag;
    }

    private static String word(String field, String text) {
        var word = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (word.isEmpty() || word.length() > LONGEST_WORD || !word.codePoints().allMatch(Labels::isPlain)) {
            throw OstlerException.invalid(field, "1 to " + LONGEST_WORD + " printable characters");
        }
        return word.replaceAll("\\p{Zs}+", " ");
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> c == 0x200D || c == 0x200C;
            default -> true;
        };
    }
}
