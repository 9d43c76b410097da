package io.ostler.panel.auth.ldap.internal;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenLDAP's own server in a folder, on loopback, with TLS. */
final class Slapd implements AutoCloseable {
    static final String ADMIN = "cn=admin,dc=example,dc=org";
    static final String ADMIN_PASSWORD = "admin's secret";

    final int port = freePort();
    final int tlsPort = freePort();
    /** Debian has it as the package {@code slapd}; {@code ./ostler test} installs it. */
    static final Path PROGRAM = Path.of("/usr/sbin/slapd");

    private final Path folder;
    private Process process;

    Slapd(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("db"));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "" + folder.resolve("key.pem"),
                "-out",
                "" + folder.resolve("cert.pem"));
        Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload memberof
                TLSCertificateFile FOLDER/cert.pem
                TLSCertificateKeyFile FOLDER/key.pem
                database mdb
                maxsize 10485760
                suffix "dc=example,dc=org"
                rootdn "cn=admin,dc=example,dc=org"
                rootpw "admin's secret"
                directory FOLDER/db
                access to attrs=userPassword by anonymous auth by * none
                access to * by * read
                overlay memberof
                """.replace("FOLDER", folder.toString()));
        start();
        try (var connection = new LDAPConnection("127.0.0.1", port, ADMIN, ADMIN_PASSWORD)) {
            add(connection, "dc=example,dc=org", "objectClass: dcObject", "objectClass: organization", "o: Example");
            add(connection, "ou=people,dc=example,dc=org", "objectClass: organizationalUnit");
            add(connection, "ou=groups,dc=example,dc=org", "objectClass: organizationalUnit");
            person(connection, "anna", "Anna Ünal", "pass of anna");
            person(connection, "berta", "Berta *", "pass of berta");
            add(
                    connection,
                    "cn=Wardens,ou=groups,dc=example,dc=org",
                    "objectClass: groupOfNames",
                    "member: uid=anna,ou=people,dc=example,dc=org");
        }
    }

    private static void person(LDAPConnection connection, String uid, String name, String password)
            throws LDAPException {
        add(
                connection,
                "uid=" + uid + ",ou=people,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "cn: " + name,
                "sn: " + uid,
                "mail: " + uid + "@example.org",
                "userPassword: " + password);
    }

    private static void add(LDAPConnection connection, String dn, String... lines) throws LDAPException {
        var all = new ArrayList<String>();
        all.add("dn: " + dn);
        all.addAll(List.of(lines));
        try {
            connection.add(all.toArray(String[]::new));
        } catch (LDIFException e) {
            throw new AssertionError(e);
        }
    }

    String certificate() throws IOException {
        return Files.readString(folder.resolve("cert.pem"));
    }

    void start() throws Exception {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-d",
                        "0",
                        "-h",
                        "ldap://127.0.0.1:" + port + " ldaps://127.0.0.1:" + tlsPort,
                        "-f",
                        folder.resolve("slapd.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var end = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw new AssertionError("slapd: " + Files.readString(folder.resolve("log")), e);
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void run(String... command) throws Exception {
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
