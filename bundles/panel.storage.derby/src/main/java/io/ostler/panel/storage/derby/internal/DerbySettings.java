package io.ostler.panel.storage.derby.internal;

import java.nio.file.Path;

/**
 * What Derby reads from system properties before its engine boots; a property that is set already stays. Never set
 * here: {@code derby.system.durability}, which would trade acknowledged writes for speed.
 */
final class DerbySettings {

    private DerbySettings() {}

    static void apply(Path home, Path logFolder) {
        // Else derby.log and derby.properties are looked for where the process was started.
        set("derby.system.home", home.toString());
        set("derby.stream.error.file", logFolder.resolve("derby.log").toString());
        // Pages of 4 KiB in the heap; the panel's tables are small.
        set("derby.storage.pageCacheSize", "500");
        // A request waits at most so many seconds for another one's lock.
        set("derby.locks.deadlockTimeout", "2");
        set("derby.locks.waitTimeout", "10");
        // No management beans: they would load the JMX classes.
        set("derby.module.mgmt.jmx", "org.apache.derby.impl.services.jmxnone.NoManagementService");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
