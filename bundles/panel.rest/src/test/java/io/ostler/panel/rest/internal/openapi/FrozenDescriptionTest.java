package io.ostler.panel.rest.internal.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/**
 * The API changes only on purpose. When it did on purpose, run
 * {@code mvn test -pl bundles/panel.rest -am -Dopenapi.renew=true -Dtest=FrozenDescriptionTest
 * -Dsurefire.failIfNoSpecifiedTests=false}, look at the difference and commit it.
 */
class FrozenDescriptionTest {
    private static final Path GENERATED = Path.of("target/classes/OSGI-INF/openapi/openapi.json");
    private static final Path FROZEN = Path.of("src/test/resources/openapi.json");
    private static final Path PUBLISHED = Path.of("../../docs/openapi.json");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theDescriptionIsTheFrozenOne() throws IOException {
        if (Boolean.getBoolean("openapi.renew")) {
            Files.copy(GENERATED, FROZEN, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(GENERATED, PUBLISHED, StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(json.readTree(FROZEN.toFile()), json.readTree(GENERATED.toFile()));
    }

    @Test
    void theDocumentsShowTheSameDescription() throws IOException {
        assertEquals(json.readTree(FROZEN.toFile()), json.readTree(PUBLISHED.toFile()));
    }
}
