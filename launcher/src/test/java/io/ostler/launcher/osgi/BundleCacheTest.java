package io.ostler.launcher.osgi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
    @TempDir
    private Path data;

    @Test
    void onlyTheBuildItWasMadeFromMayUseIt() throws IOException {
        BundleCache cache = BundleCache.in(data);
        Files.createDirectories(cache.folder());
        assertFalse(cache.isMadeFrom("one"));

        cache.markAsMadeFrom("one");

        assertTrue(cache.isMadeFrom("one"));
        assertFalse(cache.isMadeFrom("two"));
    }

    @Test
    void clearingFollowsNoLinks() throws IOException {
        BundleCache cache = BundleCache.in(data);
        Path precious = Files.createDirectory(data.resolve("precious"));
        Files.createFile(precious.resolve("file"));
        Files.createDirectories(cache.folder().resolve("bundle1"));
        Files.createSymbolicLink(cache.folder().resolve("bundle1/link"), precious);
        cache.markAsMadeFrom("one");

        cache.clear();
        cache.clear();

        assertFalse(Files.exists(cache.folder()));
        assertFalse(cache.isMadeFrom("one"));
        assertTrue(Files.exists(precious.resolve("file")));
    }
}
