package io.ostler.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void nothingSaidMeansLoopbackAndTheDistributionsPort() throws StartRefused {
        Options options = Options.parse(List.of(), Map.of(), Kind.DAEMON);

        assertEquals(new Options(Path.of("data").toAbsolutePath(), 9401, "127.0.0.1"), options);
    }

    @Test
    void anOptionCountsBeforeTheEnvironment() throws StartRefused {
        Options options = Options.parse(
                List.of("--data", "/srv/a/../b", "--bind", "::1"),
                Map.of("OSTLER_DATA", "/other", "OSTLER_PORT", "7000"),
                Kind.PANEL);

        assertEquals(new Options(Path.of("/srv/b"), 7000, "::1"), options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 "})
    void aPortThatIsNoneIsRefusedWithARemedy(String port) {
        var refused =
                assertThrows(StartRefused.class, () -> Options.parse(List.of("--port", port), Map.of(), Kind.PANEL));

        assertTrue(refused.getMessage().endsWith("Choose another with --port."), refused.getMessage());
    }

    @Test
    void anUnknownOptionIsNamed() {
        var refused =
                assertThrows(StartRefused.class, () -> Options.parse(List.of("--prot", "1"), Map.of(), Kind.PANEL));

        assertEquals("There is no option --prot. Try: bin/ostler help.", refused.getMessage());
    }

    @Test
    void anOptionWithoutAValueIsNamed() {
        var refused = assertThrows(StartRefused.class, () -> Options.parse(List.of("--data"), Map.of(), Kind.PANEL));

        assertTrue(refused.getMessage().startsWith("The option --data needs a value"));
    }
}
