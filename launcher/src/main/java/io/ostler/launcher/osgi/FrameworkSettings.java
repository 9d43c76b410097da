package io.ostler.launcher.osgi;

import io.ostler.launcher.Distribution;
import io.ostler.launcher.Options;
import io.ostler.launcher.StartRefused;
import io.ostler.launcher.check.ChosenStorage;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.felix.utils.properties.InterpolationHelper;
import org.apache.karaf.util.config.PropertiesLoader;
import org.osgi.framework.Constants;

/**
 * Everything the framework is told at its start: where things are, what {@code etc/config.properties} says, and the
 * settings of the web server.
 *
 * <p>The web server's file is read here and not by Config Admin: Felix HTTP starts before Config Admin has delivered,
 * so it would open port 8080 on every address first, and then start a second time.
 */
public final class FrameworkSettings {
    private static final String WEB_SERVER = "org.apache.felix.http.cfg";

    private FrameworkSettings() {}

    /** Reads the settings; sets the system properties that bundles and configuration files refer to. */
    public static Map<String, String> read(Distribution distribution, Options options) throws StartRefused {
        Path data = options.data();
        place("karaf.home", distribution.home());
        place("karaf.base", distribution.home());
        place("karaf.etc", distribution.etc());
        place("karaf.data", data.resolve("karaf"));
        place("karaf.log", data.resolve("log"));
        System.setProperty("ostler.home", distribution.home().toString());
        System.setProperty("ostler.data", data.toString());
        System.setProperty("ostler.kind", distribution.kind().word());
        System.setProperty("ostler.version", distribution.version());
        System.setProperty("ostler.port", Integer.toString(options.port()));
        System.setProperty("ostler.bind", options.bind());
        if (distribution.kind().hasPanel()) {
            System.setProperty("ostler.storage", new ChosenStorage(data).name());
        }

        var settings = new HashMap<String, String>();
        try {
            PropertiesLoader.loadSystemProperties(file(distribution, "system.properties"));
            settings.putAll(PropertiesLoader.loadConfigProperties(file(distribution, "config.properties")));
            settings.putAll(webServer(distribution.etc().resolve(WEB_SERVER)));
        } catch (Exception e) { // Karaf's loader declares no narrower one
            throw new StartRefused(
                    "The settings in " + distribution.etc() + " can't be read: " + e.getMessage(),
                    "Mend them or take them from the archive again");
        }
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("ostler.")) {
                settings.put(name, System.getProperty(name));
            }
        }
        settings.put(Constants.FRAMEWORK_STORAGE, BundleCache.in(data).folder().toString());
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
        return settings;
    }

    private static void place(String name, Path path) {
        System.setProperty(name, path.toString());
        System.setProperty(name + ".uri", path.toUri().toASCIIString());
    }

    private static File file(Distribution distribution, String name) {
        return distribution.etc().resolve(name).toFile();
    }

    private static Map<String, String> webServer(Path file) throws IOException {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        var settings = new HashMap<String, String>();
        properties.forEach((key, value) -> settings.put((String) key, (String) value));
        InterpolationHelper.performSubstitution(settings, System::getProperty);
        return settings;
    }
}
