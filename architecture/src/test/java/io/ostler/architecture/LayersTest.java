package io.ostler.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. The names are those of the folders in {@code bundles/}; {@code docs/architecture.md} draws them.
 * A new bundle has to be entered in one of the lists, or {@link #everyBundleHasItsPlace} fails.
 */
class LayersTest {
    /** From the ground up; a bundle knows its own group's API and what lies below, nothing else. */
    private static final List<String> WORDS = List.of("model");

    private static final List<String> CONTRACTS = List.of("protocol", "panel.api", "daemon.api");
    private static final List<String> SHARED = List.of("link");
    /** Stands beside everything: it takes what others write to SLF4J. */
    private static final List<String> LOGGING = List.of("logging");

    private static final List<String> PANEL_MECHANISMS = List.of(
            "panel.auth",
            "panel.auth.ldap",
            "panel.auth.oidc",
            "panel.auth.passkey",
            "panel.storage.derby",
            "panel.storage.jdbc",
            "panel.storage.postgres");
    private static final List<String> DAEMON_MECHANISMS = List.of(
            "daemon.archive",
            "daemon.command",
            "daemon.fetch",
            "daemon.metrics",
            "daemon.process",
            "daemon.console",
            "daemon.files");
    private static final List<String> PANEL_CONDUCTORS = List.of("panel.core", "panel.identity");
    private static final List<String> DAEMON_CONDUCTORS =
            List.of("daemon.detect", "daemon.instance", "daemon.settings", "daemon.task");
    private static final List<String> PANEL_EDGES = List.of("panel.rest", "panel.web", "panel.link");
    private static final List<String> DAEMON_EDGES = List.of("daemon.http", "daemon.link", "daemon.sftp");
    /** Libraries re-packed for OSGi: no code of ours. */
    private static final List<String> THIRD_PARTY = List.of(
            "thirdparty.bouncycastle",
            "thirdparty.compress",
            "thirdparty.derby",
            "thirdparty.postgresql",
            "thirdparty.serviceloader",
            "thirdparty.shiro");

    private static JavaClasses ours;

    @BeforeAll
    static void read() throws IOException {
        var folders = new ArrayList<Path>();
        for (String bundle : bundles()) {
            Path compiled = Path.of("../bundles", bundle, "target/classes/io/ostler");
            if (Files.isDirectory(compiled) && !THIRD_PARTY.contains(bundle)) {
                folders.add(compiled);
            }
        }
        ours = new ClassFileImporter().importPaths(folders);
        assertTrue(ours.size() > 100, "compiled bundles were not found");
    }

    @Test
    void everyBundleHasItsPlace() throws IOException {
        var listed = new TreeSet<String>();
        List.of(
                        WORDS,
                        CONTRACTS,
                        SHARED,
                        LOGGING,
                        PANEL_MECHANISMS,
                        DAEMON_MECHANISMS,
                        PANEL_CONDUCTORS,
                        DAEMON_CONDUCTORS,
                        PANEL_EDGES,
                        DAEMON_EDGES,
                        THIRD_PARTY)
                .forEach(listed::addAll);
        assertEquals(listed, new TreeSet<>(bundles()));
    }

    @Test
    void aBundlesPackagesBearItsName() throws IOException {
        for (String bundle : bundles()) {
            if (!THIRD_PARTY.contains(bundle)) {
                Path sources = Path.of("../bundles", bundle, "src/main/java/io/ostler", bundle.replace('.', '/'));
                assertTrue(Files.isDirectory(sources), bundle + " has its classes under another name");
            }
        }
    }

    @Test
    void wordsKnowNobody() {
        mayKnow(WORDS, List.of());
        mayKnow(LOGGING, List.of());
    }

    @Test
    void contractsKnowWordsAndTheProtocol() {
        mayKnow(List.of("protocol"), List.of("model"));
        mayKnow(List.of("panel.api"), List.of("model", "protocol"));
        mayKnow(List.of("daemon.api"), List.of("model", "protocol"));
        mayKnow(SHARED, List.of("model", "protocol"));
    }

    @Test
    void mechanismsKnowTheirContractsAndNoOtherMechanism() {
        mayKnow(PANEL_MECHANISMS, List.of("model", "protocol", "panel.api"));
        mayKnow(DAEMON_MECHANISMS, List.of("model", "protocol", "daemon.api"));
    }

    @Test
    void conductorsMeetMechanismsThroughServices() {
        mayKnow(PANEL_CONDUCTORS, List.of("model", "protocol", "link", "panel.api"));
        mayKnow(DAEMON_CONDUCTORS, List.of("model", "protocol", "link", "daemon.api"));
    }

    @Test
    void edgesKnowContractsAndTheLink() {
        mayKnow(PANEL_EDGES, List.of("model", "protocol", "link", "panel.api"));
        mayKnow(DAEMON_EDGES, List.of("model", "protocol", "link", "daemon.api"));
    }

    @Test
    void theWebStaysAtTheEdges() {
        noClasses()
                .that(not(PANEL_EDGES, DAEMON_EDGES))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.servlet..", "jakarta.ws.rs..", "org.glassfish..", "org.eclipse.jetty.."))
                .check(ours);
        noClasses()
                .that(resideInAPackage("io.ostler.daemon.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs..", "org.glassfish..", "com.fasterxml.."))
                .because("the daemon's streams are plain servlets")
                .check(ours);
    }

    @Test
    void sqlStaysInTheStores() {
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAnyPackage("io.ostler.panel.storage..", "io.ostler.panel.api.storage..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.jdbi..", "org.apache.derby..", "org.postgresql.."))
                .check(ours);
    }

    @Test
    void shiroStaysInAuth() {
        noClasses()
                .that(resideOutside("io.ostler.panel.auth.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.shiro.."))
                .check(ours);
    }

    @Test
    void onlyArchivesKnowTheirLibrariesAndOpenNoFiles() {
        noClasses()
                .that(resideOutside("io.ostler.daemon.archive.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.apache.commons.compress..", "org.tukaani..", "com.github.luben..", "com.github.junrar.."))
                .check(ours);
        noClasses()
                .that(in("io.ostler.daemon.archive..", "io.ostler.daemon.fetch.."))
                .should()
                .dependOnClassesThat(DescribedPredicate.<JavaClass>describe(
                        "open paths",
                        c -> Set.of(
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.io.FileOutputStream",
                                        "java.io.RandomAccessFile",
                                        "java.nio.file.Path",
                                        "java.nio.file.Files")
                                .contains(c.getName())))
                .because("a path that a person gave is the tree's business")
                .check(ours);
    }

    @Test
    void contractsHoldNoComponentsAndOthersHideInInternalPackages() {
        noClasses()
                .that(in(
                        "io.ostler.model..", "io.ostler.protocol..", "io.ostler.panel.api..", "io.ostler.daemon.api.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.osgi.service.component.."))
                .check(ours);
        classes()
                .that(in("io.ostler.panel..", "io.ostler.daemon..")
                        .and(DescribedPredicate.not(in("io.ostler.panel.api..", "io.ostler.daemon.api.."))))
                .should()
                .resideInAnyPackage("..internal..")
                .check(ours);
    }

    @Test
    void everyPackageIsNullMarked() {
        ours.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .forEach(p -> assertTrue(
                        p.isAnnotatedWith("org.jspecify.annotations.NullMarked"), p.getName() + " lacks @NullMarked"));
    }

    private static void mayKnow(List<String> bundles, List<String> others) {
        for (String bundle : bundles) {
            var allowed = new ArrayList<String>();
            allowed.add(packages(bundle));
            others.forEach(other -> allowed.add(packages(other)));
            noClasses()
                    .that(resideInAPackage(packages(bundle)))
                    .should()
                    .dependOnClassesThat(
                            in("io.ostler..").and(DescribedPredicate.not(in(allowed.toArray(String[]::new)))))
                    .allowEmptyShould(false)
                    .check(ours);
        }
    }

    private static String packages(String bundle) {
        return "io.ostler." + bundle + "..";
    }

    @SafeVarargs
    private static DescribedPredicate<JavaClass> not(List<String>... groups) {
        var names = new ArrayList<String>();
        for (var group : groups) {
            group.forEach(bundle -> names.add(packages(bundle)));
        }
        return DescribedPredicate.not(in(names.toArray(String[]::new)));
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaClass> resideOutside(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }

    private static List<String> bundles() throws IOException {
        try (var folders = Files.list(Path.of("../bundles"))) {
            return folders.filter(f -> Files.exists(f.resolve("pom.xml")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
