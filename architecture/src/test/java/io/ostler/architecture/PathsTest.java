package io.ostler.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Only {@code daemon.files} opens paths that people give. The other bundles of the daemon open none at all, but for
 * classes named here, whose paths are the daemon's own: a new one has to say so.
 */
class PathsTest {
    /** Bundles that keep things of their own on the disk and get no path from a person. */
    private static final String[] KEEPERS = {
        "io.ostler.daemon.files..",
        "io.ostler.daemon.instance..",
        "io.ostler.daemon.process..",
        "io.ostler.daemon.console..",
        "io.ostler.daemon.task..",
    };

    /** Single classes of other bundles, with the only thing that each of them opens. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "io.ostler.daemon.detect.internal.FindingFiles", // what was found in the last run
            "io.ostler.daemon.link.internal.act.ActSpool", // what the panel has still to be told for its audit
            "io.ostler.daemon.link.internal.calls.DaemonPortrait", // how much room the data folder's disk has
            "io.ostler.daemon.link.internal.push.ProcFiles", // /proc
            "io.ostler.daemon.link.internal.push.Attachment", // the attachment to a panel
            "io.ostler.daemon.link.internal.trust.DaemonIdentity", // the daemon's key
            "io.ostler.daemon.metrics.internal.history.Histories", // the folder of the histories
            "io.ostler.daemon.metrics.internal.history.RingFile", // one history, named by its instance's id
            "io.ostler.daemon.metrics.internal.proc.MachineMeter", // /proc, /sys and the data folder's disk
            "io.ostler.daemon.metrics.internal.proc.ProcFolder", // /proc
            "io.ostler.daemon.metrics.internal.proc.Units", // /proc
            "io.ostler.daemon.settings.internal.SettingsFile", // the node's settings
            "io.ostler.daemon.sftp.internal.key.HostKeys"); // the host key

    private static final Set<String> OPENERS = Set.of(
            "java.nio.file.Files",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.util.zip.ZipFile",
            "java.util.jar.JarFile");

    @Test
    void onlyTheConfinedTreeOpensPathsOfPeople() throws IOException {
        noClasses()
                .that(resideInAPackage("io.ostler.daemon..")
                        .and(DescribedPredicate.not(resideInAnyPackage(KEEPERS)))
                        .and(DescribedPredicate.not(exceptions())))
                .should()
                .accessTargetWhere(opensAPath())
                .because("whoever takes a path from a person goes through io.ostler.daemon.api.files.FileTree")
                .check(daemon());
    }

    private static JavaClasses daemon() throws IOException {
        var folders = new ArrayList<Path>();
        try (var bundles = Files.list(Path.of("../bundles"))) {
            for (var bundle : (Iterable<Path>) bundles::iterator) {
                var compiled = bundle.resolve("target/classes/io/ostler/daemon");
                if (Files.isDirectory(compiled)) {
                    folders.add(compiled);
                }
            }
        }
        var classes = new ClassFileImporter().importPaths(folders);
        assertTrue(classes.size() > 50, "compiled bundles were not found");
        return classes;
    }

    private static DescribedPredicate<JavaClass> exceptions() {
        return DescribedPredicate.describe("named exceptions", type -> {
            var name = type.getName();
            int inner = name.indexOf('$');
            return EXCEPTIONS.contains(inner < 0 ? name : name.substring(0, inner));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> opensAPath() {
        return DescribedPredicate.describe("open a path", access -> {
            var owner = access.getTargetOwner().getName();
            boolean isChannel = List.of("java.nio.channels.FileChannel", "java.nio.channels.AsynchronousFileChannel")
                            .contains(owner)
                    && access.getTarget().getName().equals("open");
            return isChannel || OPENERS.contains(owner);
        });
    }
}
