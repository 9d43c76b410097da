package io.ostler.protocol.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void everyCodeHasTitleAndRemedyAndNothingElseIsInTheFile() {
        Set<String> wanted = Arrays.stream(ErrorCode.values())
                .flatMap(code -> Stream.of(code + ".title", code + ".remedy"))
                .collect(Collectors.toCollection(TreeSet::new));
        var present = new TreeSet<String>();
        ProblemText.keys().forEach(present::add);
        assertEquals(wanted, present);
        for (var code : ErrorCode.values()) {
            assertFalse(ProblemText.title(code, Map.of()).isBlank(), code.name());
            assertFalse(ProblemText.remedy(code, Map.of()).isBlank(), code.name());
        }
    }

    @Test
    void placeholdersBecomeParametersAsTheyAre() {
        var problem = Problem.of(OstlerException.of(ErrorCode.UNKNOWN_FIELD, "field", "$1 {field} \\"), "r1");
        assertEquals("The request has a field that is not known: $1 {field} \\", problem.title());
        assertEquals(400, problem.status());
    }

    @Test
    void aMissingParameterLeavesItsName() {
        assertEquals(
                "Wait retryAfterSeconds seconds and try again.",
                ProblemText.remedy(ErrorCode.LOGIN_THROTTLED, Map.of()));
    }

    @Test
    void theDocumentIsPlainJsonWhateverTheParametersHold() {
        var json = Problem.of(
                        new OstlerException(
                                ErrorCode.PATH_INVALID, Map.of("path", "a\"b\\c\n</script>\u2028\ud800", "about", "x")),
                        "r1")
                .json();
        assertTrue(
                json.startsWith("{\"type\":\"about:blank\",\"title\":\"This is not a valid path\",\"status\":400,"),
                json);
        assertTrue(
                json.contains(
                        "\"params\":{\"about\":\"x\",\"path\":\"a\\\"b\\\\c\\u000a\\u003c/script\\u003e\\u2028\\ud800\"}"),
                json);
        assertTrue(json.endsWith(",\"requestId\":\"r1\"}"), json);
    }
}
