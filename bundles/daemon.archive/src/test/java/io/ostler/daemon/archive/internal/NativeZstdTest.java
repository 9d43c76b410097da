package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.junrar.Junrar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.FrameworkFactory;

/** zstd takes its library from the bundle: a temporary folder may be noexec, full or not there at all. */
class NativeZstdTest {
    @TempDir
    Path storage;

    @Test
    void theLibraryComesFromTheBundle() throws Exception {
        var framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        storage.toString(),
                        "org.osgi.framework.system.packages.extra",
                        "org.slf4j;version=\"2.0\""));
        framework.start();
        try {
            install(framework.getBundleContext(), IOUtils.class);
            var zstd = install(framework.getBundleContext(), Junrar.class).loadClass("com.github.luben.zstd.Zstd");
            var plain = "ostler".repeat(100).getBytes(StandardCharsets.UTF_8);
            var packed = zstd.getMethod("compress", byte[].class).invoke(null, plain);
            var again = zstd.getMethod("decompress", byte[].class, int.class).invoke(null, packed, plain.length);
            assertArrayEquals(plain, (byte[]) again);
            assertTrue(loaded().stream().anyMatch(line -> line.contains(storage + "/")), loaded()::toString);
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    /** The jar, or in the midst of a build the folder, that the class is in. */
    private static Bundle install(BundleContext context, Class<?> type) throws BundleException {
        var place = type.getProtectionDomain().getCodeSource().getLocation();
        return context.installBundle("reference:" + place);
    }

    private static List<String> loaded() throws Exception {
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("libzstd-jni")).toList();
        }
    }
}
