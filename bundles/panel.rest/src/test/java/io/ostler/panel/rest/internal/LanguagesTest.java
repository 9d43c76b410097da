package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.panel.rest.internal.request.Languages;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 46: what a client sends never becomes part of a name by which something is loaded. */
class LanguagesTest {

    @Test
    void languagesAndCountriesOfIsoCome() {
        assertEquals(Locale.GERMAN, Languages.of("de"));
        assertEquals(Locale.GERMANY, Languages.of("de-DE;q=0.9, en;q=0.8"));
        assertEquals(Locale.of("pt", "BR"), Languages.of(" pt-BR , pt"));
        assertEquals(Locale.GERMAN, Languages.of("de-1996"), "no variants");
        assertEquals(Locale.of("zh", "TW"), Languages.of("zh-Hant-TW"), "no scripts");
        assertEquals(Locale.GERMAN, Languages.of("de-x-private"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "xx",
                "../../etc/passwd",
                "..%2f..%2fetc",
                "de/../../secret",
                "de\\..\\x",
                "qqq",
                "io.ostler.Secret",
                "de-DE-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd",
                "\u0000",
                "i-klingon"
            })
    void everythingElseIsEnglish(String accepted) {
        assertEquals(Locale.ENGLISH, Languages.of(accepted));
    }
}
