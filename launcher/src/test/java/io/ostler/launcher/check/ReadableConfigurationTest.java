package io.ostler.launcher.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableConfigurationTest {
    @TempDir
    private Path etc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n! and another\n\n",
                "a = b\nc: d\ne=\n",
                "packages = \\\n one,\\\n two\nnext = 1\n",
                "mvn\\:a/b/1 = 20\n",
                "path = C:\\\\users\\\\unknown\n",
                "letter = \\u00e4\n",
                "${includes} = other.properties\n"
            })
    void whatEveryReaderUnderstandsPasses(String text) throws IOException {
        Files.writeString(etc.resolve("a.cfg"), text);

        assertDoesNotThrow(() -> new ReadableConfiguration(etc).check());
    }

    @Test
    void aLineWithoutAValueIsNamed() throws IOException {
        Files.writeString(etc.resolve("io.ostler.cfg"), "# first\na = 1\nport 9400\n");

        String message = refusal();

        assertTrue(message.contains("io.ostler.cfg line 3 is not of the form key = value"), message);
    }

    @Test
    void aLineAfterAContinuedCommentIsALine() throws IOException {
        Files.writeString(etc.resolve("a.cfg"), "# comment \\\nbroken\n");

        assertTrue(refusal().contains("line 2"));
    }

    @Test
    void aBrokenEscapeIsNamed() throws IOException {
        Files.writeString(etc.resolve("a.properties"), "a = \\u12x4\n");

        assertTrue(refusal().contains("a.properties line 1 has a broken \\u escape"));
    }

    @Test
    void otherEncodingsAreNamed() throws IOException {
        Files.write(etc.resolve("a.cfg"), "a = \u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertTrue(refusal().contains("is not text in UTF-8"));
    }

    @Test
    void otherFilesAreNotLookedAt() throws IOException {
        Files.writeString(etc.resolve("notes.txt"), "anything");

        assertDoesNotThrow(() -> new ReadableConfiguration(etc).check());
    }

    private String refusal() {
        return assertThrows(StartRefused.class, () -> new ReadableConfiguration(etc).check())
                .getMessage();
    }
}
