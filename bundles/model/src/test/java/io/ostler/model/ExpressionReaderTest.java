package io.ostler.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error",
                "(error|warn(ing)?|fatal|severe): .*",
                "^\\[[0-9]{2}:\\d{2}:\\d{2}] \\[.*/(?:INFO|WARN)]: (?<player>\\w{1,16}) joined",
                "(\\d{1,3}\\.){3}\\d{1,3}(:\\d+)?",
                "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}",
                "^(a+)+\\1x$",
                "(a|b)*c",
                "(?i)(?<!un)known\\b(?! to)",
                "\\s*\\S*\\s*\\S*\\s*\\S*\\s*\\S*\\s*\\S*\\s*\\S*\\s*$",
                "(?:(?:a?)?)?",
                "\\p{Lu}\\x{1F600}\\u00e9\\cA\\07[\\w&&[^\\d\\]]]+\\N{WHITE SMILING FACE}",
                "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z",
                "((aa|bb|cc)+[ ,]?){1,20}$",
                ""
            })
    void whatPeopleLookForIsTaken(String expression) {
        Pattern.compile(expression);
        assertTrue(ExpressionReader.isStoppable(expression), expression);
    }

    /** Each of them keeps Java busy for hours without a look at a character. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:(?:){9999}){9999}){9999}",
                "(?:(?:\\b){99999}){99999}",
                "(?:(?:$){30000}){30000}",
                "(?:|){40}(?!)",
                "x(?:(?=a?)){9999}(?:(?:){9999}){9999}",
                "((?:|)(?:|)(?:|)(?:|)(?:|)(?:|)){6}(?!)",
                "(?:[b)]|(?:c|)|){30}",
                "(?x) # (\n (?:(?:){9999}){9999}",
                "\\Q(\\E(?:(?:){9999}){9999}",
                "[^]](?:(?:){9999}){9999}"
            })
    void whatCouldNotBeStoppedIsNot(String expression) {
        assertFalse(ExpressionReader.isStoppable(expression), expression);
    }

    @Test
    void choicesOfNothingAreCountedAcrossGroups() {
        for (var choice : new String[] {"(?:|)", "(?:a?)?", "(?:a?|b?)", "(|^)", "(?:\\b|(?=x))", "(?:(?>|)|)"}) {
            assertTrue(ExpressionReader.isStoppable(choice.repeat(3)), choice);
            assertFalse(ExpressionReader.isStoppable(choice.repeat(30) + "(?!)"), choice);
            assertFalse(
                    ExpressionReader.isStoppable("$(" + choice.repeat(15) + ")(" + choice.repeat(15) + ")x"), choice);
            assertFalse(
                    ExpressionReader.isStoppable("(x" + choice.repeat(15) + "|" + choice.repeat(15) + "y)+"), choice);
        }
    }
}
