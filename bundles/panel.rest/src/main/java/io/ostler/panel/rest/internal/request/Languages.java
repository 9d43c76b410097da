package io.ostler.panel.rest.internal.request;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The language that a client asks for. Only languages and countries that ISO knows come out: names of files are made of
 * them, also by plug-ins, and what is looked up by them is remembered. Stateless.
 */
public final class Languages {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST = 35;

    private Languages() {}

    /** @param accepted as {@code Accept-Language} has it; only the first counts. English for what isn't known */
    public static Locale of(@Nullable String accepted) {
        var first = accepted == null ? "" : accepted.split("[,;]", 2)[0].strip();
        if (first.length() > LONGEST) {
            return Locale.ENGLISH;
        }
        var asked = Locale.forLanguageTag(first);
        if (!LANGUAGES.contains(asked.getLanguage())) {
            return Locale.ENGLISH;
        }
        return Locale.of(asked.getLanguage(), COUNTRIES.contains(asked.getCountry()) ? asked.getCountry() : "");
    }
}
