package io.ostler.panel.auth.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionContributor;
import io.ostler.panel.api.access.Permissions.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionWordsTest {
    private static final Permission DRAW =
            new Permission("maps.draw", Permission.Reach.ADMINISTRATOR, Permission.About.PANEL);

    private final PermissionRegistry registry = new PermissionRegistry();

    static List<Permission> builtIn() {
        return Permission.BUILT_IN;
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void eachOfOursHasWords(Permission permission) {
        var words = registry.words(permission, Locale.GERMAN);
        assertNotEquals(permission.text(), words.title());
        assertFalse(words.description().isBlank());
        assertFalse(words.groupTitle().isBlank());
    }

    @Test
    void aPluginBringsItsOwn() {
        registry.addContributor(
                new Maps(Map.of("group", "Maps", "maps.draw.title", "Draw maps", "maps.draw.description", "Anew.")));
        assertEquals(new Words("maps", "Maps", "Draw maps", "Anew."), registry.words(DRAW, Locale.ENGLISH));
    }

    @Test
    void namesStandInForWhatIsMissing() {
        registry.addContributor(new Maps(Map.of("maps.draw.title", "x".repeat(1000))));
        assertEquals(new Words("maps", "maps", "maps.draw", ""), registry.words(DRAW, Locale.ENGLISH));
    }

    @Test
    void aPluginThatFailsCostsItsWordsAlone() {
        registry.addContributor(new Maps(Map.of()) {
            @Override
            public Map<String, String> words(Locale locale) {
                throw new IllegalStateException("broken on purpose");
            }
        });
        assertEquals("maps.draw", registry.words(DRAW, Locale.ENGLISH).title());
    }

    private static class Maps implements PermissionContributor {
        private final Map<String, String> words;

        private Maps(Map<String, String> words) {
            this.words = words;
        }

        @Override
        public Collection<Permission> permissions() {
            return List.of(DRAW);
        }

        @Override
        public Map<String, String> words(Locale locale) {
            return words;
        }
    }
}
