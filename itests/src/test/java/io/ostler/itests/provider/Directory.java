package io.ostler.itests.provider;

import io.ostler.itests.DistributionProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenLDAP's own server in a folder, on loopback, with one person, without protection. */
final class Directory implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/slapd");

    final int port = DistributionProcess.freePort();
    private final Process process;

    Directory(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("db"));
        Path settings = Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                database mdb
                maxsize 10485760
                suffix "dc=example,dc=org"
                rootdn "cn=admin,dc=example,dc=org"
                rootpw "word"
                directory FOLDER/db
                access to attrs=userPassword by anonymous auth by * none
                access to * by * read
                """.replace("FOLDER", folder.toString()));
        Path entries = Files.writeString(folder.resolve("all.ldif"), """
                dn: dc=example,dc=org
                objectClass: dcObject
                objectClass: organization
                dc: example
                o: Example

                dn: uid=anna,dc=example,dc=org
                objectClass: inetOrgPerson
                uid: anna
                cn: Anna
                sn: Anna
                userPassword: pass of anna
                """);
        Process add = run("/usr/sbin/slapadd", "-f", settings.toString(), "-l", entries.toString());
        String said = new String(add.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (add.waitFor() != 0) {
            throw new IOException(said);
        }
        process = new ProcessBuilder(
                        PROGRAM.toString(), "-d", "0", "-h", "ldap://127.0.0.1:" + port, "-f", "" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!answers()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(folder.resolve("log")));
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static Process run(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
