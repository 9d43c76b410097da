package io.ostler.daemon.instance.internal.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceLimits;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.Variable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Placeholders: abuse cases 39 and 40. */
class PlaceholdersTest {

    private static final InstanceId ID = InstanceId.create();
    private static final Path FILES = Path.of("/srv/data/files");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{map}|de_dust2",
                "+map {map} {map}|+map de_dust2 de_dust2",
                "{port}|27015",
                "{port.query}|27016",
                "--dir={files}/x|--dir=/srv/data/files/x",
                "{instance_name}|A server",
                "{memory_mb}|512",
                "{{map}}|{map}",
                "{{{map}}}|{de_dust2}",
                "{\"port\":{port}}|{\"port\":27015}",
                // what shells, JSON and others mean by braces
                "${map}|${map}",
                "${JAVA_HOME}|${JAVA_HOME}",
                "{a,b}|{a,b}",
                "{}|{}",
                "{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
                "{ map }|{ map }",
                "{MAP}|{MAP}",
                "{1..3}|{1..3}",
                "{map|{map",
                "map}|map}"
            })
    void onlyPlaceholdersAreFilled(String text, String filled) {
        assertEquals(filled, placeholders("de_dust2").fill(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{port}", "{files}", "{secret}", "{map}", "{{map}}", "${X}", "$1", "\\1", "{no_such}"})
    void aValueIsNeverLookedAtAgain(String value) {
        assertEquals("<" + value + ">", placeholders(value).fill("<{map}>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "; rm -rf /",
                "$(id)",
                "`id`",
                "' \"",
                "--option",
                "&& true",
                "| cat",
                "*",
                "a\tb",
                "-c",
                "\\"
            })
    void aValueStaysInItsArgument(String value) {
        if (value.contains("\t")) {
            assertThrows(OstlerException.class, () -> text("map", value));
            return;
        }
        var filled = LaunchTexts.filled(ID, definition(value, "/bin/server", "+map", "{map}", "end"), FILES);
        assertEquals(List.of("/bin/server", "+map", value, "end"), filled.command());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{no_such}",
                "{port.no_such}",
                "{env}",
                "{env.path}",
                "{panel.secret}",
                "{system.user_home}",
                "{ticket}",
                "{data}",
                "{identity}",
                "{class.name}"
            })
    void nothingElseOfTheDaemonCanBeNamed(String text) {
        var refused = assertThrows(
                OstlerException.class, () -> LaunchTexts.check(ID, definition("x", "/bin/server", text), FILES));
        assertEquals(ErrorCode.PLACEHOLDER_UNKNOWN, refused.code());
        assertEquals(text.substring(1, text.length() - 1), refused.parameters().get("name"));
    }

    @Test
    void environmentAndFolderAreFilledNamesAreNot() {
        var definition = definition("world", "/bin/server")
                .withRun(List.of("/bin/server"), "{map}/sub", Map.of("WORLD", "{map}", "LD_PRELOAD", ""), false);
        var filled = LaunchTexts.filled(ID, definition, FILES);
        assertEquals("world/sub", filled.workingFolder());
        assertEquals(Map.of("WORLD", "world", "LD_PRELOAD", ""), filled.environment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "/etc", "a/../.."})
    void aVariableLeadsToNoFolderOutside(String value) {
        var definition = definition(value, "/bin/server").withRun(List.of("/bin/server"), "{map}", Map.of(), false);
        var refused = assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, definition, FILES));
        assertEquals("workingFolder", refused.parameters().get("field"));
    }

    @Test
    void aSecretIsNoProgramAndNoFolder() {
        for (var wrong : List.of(
                definition("x", "{secret}"),
                definition("x", "/bin/true").withRun(List.of("/bin/true"), "{secret}", Map.of(), false))) {
            var refused = assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, wrong, FILES));
            assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
            assertTrue(!refused.toString().contains("hidden")
                    && !refused.parameters().toString().contains("hidden"));
        }
    }

    /** An owner may set them without the right to edit the definition. */
    @Test
    void whoOnlyChoosesAValueChoosesNoProgram() {
        for (var program : List.of("{map}", "/srv/{map}/server", "{instance_name}")) {
            refusedCommand(definition("server", program));
        }
    }

    @Test
    void whoOnlyChoosesAValueChoosesNoOption() {
        for (var argument : List.of("{map}", "{map}x", "{map}{map}")) {
            refusedCommand(definition("-XX:OnOutOfMemoryError=id", "/bin/java", "-jar", argument));
        }
        refusedCommand(definition("x", "/bin/java", "{instance_name}").withName("-version"));
        LaunchTexts.check(ID, definition("-5", "/bin/java", "--level={map}", "-{map}", "a{map}"), FILES);
        LaunchTexts.check(ID, definition("server.jar", "/bin/java", "-jar", "{map}", "{instance_name}"), FILES);
        var fixed = new Variable("map", Variable.Type.CHOICE, "-a", List.of("-a", "-b"), null, null, "", true);
        LaunchTexts.check(
                ID,
                definition("x", "/bin/java", "{map}")
                        .withLaunch(new LaunchOptions(null, List.of(fixed), List.of()))
                        .withRun(List.of("/bin/java", "{map}"), "", Map.of(), false),
                FILES);
    }

    private static void refusedCommand(InstanceDefinition definition) {
        var refused = assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, definition, FILES));
        assertEquals("command", refused.parameters().get("field"));
    }

    @Test
    void builtInNamesAreNobodysVariables() {
        var definition = definition("x", "/bin/true")
                .withLaunch(new LaunchOptions(null, List.of(text("files", "/etc")), List.of()));
        assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, definition, FILES));
    }

    @Test
    void randomIsAnotherEachTimeAndNotForStopCommands() {
        var definition = definition("x", "/bin/true", "{random}");
        var first = LaunchTexts.filled(ID, definition, FILES).command();
        assertTrue(first.get(1).matches("[0-9a-f]{32}"));
        assertTrue(!first.equals(LaunchTexts.filled(ID, definition, FILES).command()));
        var stop = new InstanceDefinition(
                "x",
                "process",
                List.of("x"),
                "",
                Map.of(),
                false,
                new StopAction.Plan(List.of(new StopAction.Step.Command("bye {random}"))),
                Duration.ofSeconds(1),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, stop, FILES));
    }

    @Test
    void withoutALimitNothingIsKnownOfMemory() {
        var plain = definition("x", "/bin/true", "{memory_mb}").withCare(CarePolicy.DEFAULT);
        assertThrows(OstlerException.class, () -> LaunchTexts.check(ID, plain, FILES));
    }

    private static Placeholders placeholders(String value) {
        return Placeholders.of(ID, definition(value, "/bin/server"), FILES);
    }

    private static InstanceDefinition definition(String value, String... command) {
        var care = CarePolicy.DEFAULT;
        return new InstanceDefinition(
                        "A server",
                        "process",
                        List.of(command),
                        "",
                        Map.of(),
                        false,
                        new StopAction.Command("bye {map}"),
                        Duration.ofSeconds(1),
                        "UTF-8",
                        LineEnd.LF,
                        false,
                        FilePolicy.FREE)
                .withLaunch(new LaunchOptions(
                        null,
                        List.of(
                                text("map", value),
                                new Variable(
                                        "secret", Variable.Type.SECRET, "hidden", List.of(), null, null, "", false)),
                        List.of(
                                new InstancePort("game", InstancePort.Protocol.BOTH, 27015),
                                new InstancePort("query", InstancePort.Protocol.UDP, 27016))))
                .withCare(new CarePolicy(
                        care.startOrder(),
                        care.restart(),
                        new InstanceLimits(512L << 20, null, null),
                        care.logSize(),
                        care.logDays()));
    }

    private static Variable text(String name, String value) {
        return new Variable(name, Variable.Type.TEXT, value, List.of(), null, null, "", true);
    }
}
