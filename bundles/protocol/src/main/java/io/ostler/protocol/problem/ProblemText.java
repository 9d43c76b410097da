package io.ostler.protocol.problem;

import io.ostler.model.ErrorCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English title and remedy of each error code, from {@code problems_en.properties}. {@code {name}} in a text stands
 * for the error's parameter of that name; where the error has none, the bare name is shown. Immutable.
 */
public final class ProblemText {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");
    private static final Properties TEXTS = load();

    private ProblemText() {}

    /** What happened, in one short sentence. */
    public static String title(ErrorCode code, Map<String, String> parameters) {
        return text(code + ".title", parameters);
    }

    /** What to do about it. */
    public static String remedy(ErrorCode code, Map<String, String> parameters) {
        return text(code + ".remedy", parameters);
    }

    private static String text(String key, Map<String, String> parameters) {
        return PLACEHOLDER
                .matcher(TEXTS.getProperty(key, key))
                .replaceAll(match -> Matcher.quoteReplacement(parameters.getOrDefault(match.group(1), match.group(1))));
    }

    /** All keys of the message file; a test compares them with the codes. */
    static Iterable<String> keys() {
        return TEXTS.stringPropertyNames();
    }

    private static Properties load() {
        var texts = new Properties();
        try (var in = ProblemText.class.getResourceAsStream("problems_en.properties")) {
            if (in == null) {
                throw new IllegalStateException("problems_en.properties is not in the bundle");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
