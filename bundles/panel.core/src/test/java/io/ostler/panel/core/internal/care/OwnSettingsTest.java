package io.ostler.panel.core.internal.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.LaunchOptions;
import io.ostler.model.StopAction;
import io.ostler.model.Variable;
import io.ostler.model.Variable.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {

    private static final Variable OPEN = variable("motd", Type.TEXT, "hello", true);
    private static final Variable FIXED = variable("memory", Type.TEXT, "2G", false);
    private static final Variable SECRET = variable("rcon", Type.SECRET, "s3cret", true);
    private static final InstanceDefinition PRESENT = definition("Mine", OPEN, FIXED, SECRET);

    private static Variable variable(String name, Type type, String value, boolean editable) {
        return new Variable(name, type, value, List.of(), null, null, "", editable);
    }

    private static InstanceDefinition definition(String name, Variable... variables) {
        return new InstanceDefinition(
                        name,
                        "process",
                        List.of("./server"),
                        "",
                        Map.of(),
                        false,
                        new StopAction.Command("stop"),
                        Duration.ofSeconds(5),
                        "UTF-8",
                        InstanceDefinition.LineEnd.LF,
                        false,
                        FilePolicy.FREE)
                .withLaunch(new LaunchOptions(null, List.of(variables), List.of()));
    }

    private static InstanceDefinition allowed(InstanceDefinition wanted) {
        var merged = OwnSettings.merged(wanted, PRESENT);
        assertTrue(OwnSettings.isAll(wanted, merged));
        return merged;
    }

    private static void refused(InstanceDefinition wanted) {
        assertFalse(OwnSettings.isAll(wanted, OwnSettings.merged(wanted, PRESENT)));
    }

    @Test
    void nameAndEditableValuesMayChange() {
        assertEquals(
                definition("Other", OPEN.with("bye"), FIXED, SECRET.with("new")),
                allowed(definition("Other", OPEN.with("bye"), FIXED, SECRET.with("new"))));
    }

    @Test
    void secretThatComesBackEmptyStays() {
        assertEquals(PRESENT, allowed(definition("Mine", OPEN, FIXED, SECRET.with(""))));
    }

    @Test
    void nothingElseMay() {
        refused(definition("Mine", OPEN, FIXED.with("64G"), SECRET));
        refused(definition("Mine", OPEN, variable("memory", Type.TEXT, "2G", true), SECRET));
        refused(definition("Mine", OPEN, FIXED));
        refused(definition("Mine", OPEN, FIXED, SECRET, variable("more", Type.TEXT, "", true)));
        refused(PRESENT.withLaunch(new LaunchOptions("root", PRESENT.launch().variables(), List.of())));
    }
}
