package io.ostler.link.enrol;

import io.ostler.link.key.KeyFile;
import io.ostler.link.key.PrivateFile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ostler enrol}: makes this machine a node of a panel. Plain Java; on the class path it needs this bundle, the
 * model and Gson. Exit code 0 when the machine has joined, 1 with one line on standard error otherwise; then nothing
 * has changed but that a key pair may have been made.
 */
public final class EnrolCommand {
    /** Where a daemon listens unless told otherwise. */
    private static final int DAEMON_PORT = 9401;

    private final PrintStream out;

    private EnrolCommand(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] words) {
        System.exit(run(System.out, System.err, words));
    }

    /** The command for callers that want the exit code; a first word {@code enrol} is passed over. */
    public static int run(PrintStream out, PrintStream err, String... words) {
        try {
            boolean named = words.length > 0 && words[0].equals("enrol");
            var options = EnrolOptions.parse(named ? Arrays.copyOfRange(words, 1, words.length) : words);
            new EnrolCommand(out).enrol(options);
            return 0;
        } catch (EnrolRefusal e) {
            err.println("ostler enrol: " + e.getMessage());
        } catch (IOException e) {
            err.println("ostler enrol: the data folder can't be used: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("ostler enrol: interrupted");
        }
        return 1;
    }

    private void enrol(EnrolOptions options) throws EnrolRefusal, IOException, InterruptedException {
        checkOwner(options.data());
        var file = PanelTrust.trustFile(options.data());
        var before = PanelTrust.read(file);
        boolean other = before.filter(
                        p -> !p.panelKey().fingerprint().equals(options.key().fingerprint()))
                .isPresent();
        if (other && !options.replace()) {
            throw new EnrolRefusal("this machine is a node of another panel ("
                    + before.orElseThrow().panelId() + "); --replace makes it leave that one");
        }
        PrivateFile.createFolder(file.toAbsolutePath().getParent() instanceof Path folder ? folder : file);
        var key = KeyFile.loadOrCreate(PanelTrust.keyFile(options.data()));
        var name = options.name().orElseGet(EnrolCommand::hostName);
        var addresses = options.addresses().isEmpty() ? List.of(guess(options.panel())) : options.addresses();
        var joined = new JoinCall(options.panel(), options.key(), key).join(name, addresses);
        joined.write(file);
        out.println("Joined panel " + joined.panelId() + " as node " + joined.node() + ".");
        out.println("The panel dials " + String.join(", ", addresses)
                + (options.addresses().isEmpty() ? " (guessed; --address says otherwise)." : "."));
        out.println("A running daemon notices by itself.");
    }

    /** Files of a stranger would be of no use to the daemon that runs as the folder's owner. */
    private static void checkOwner(Path data) throws EnrolRefusal, IOException {
        if (Files.exists(data)) {
            var owner = Files.getOwner(data).getName();
            var user = System.getProperty("user.name");
            if (!owner.equals(user)) {
                throw new EnrolRefusal(data + " belongs to " + owner + "; run this command as that user");
            }
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "node";
        }
    }

    /** The address from which this machine reaches the panel is the best guess of how the panel reaches it. */
    private static String guess(URI panel) throws EnrolRefusal {
        try (var socket = new DatagramSocket()) {
            // Connecting a datagram socket sends nothing; it only picks the way.
            socket.connect(new InetSocketAddress(panel.getHost(), 9));
            var host = socket.getLocalAddress().getHostAddress();
            return "http://" + (host.contains(":") ? "[" + host.replaceAll("%.*", "") + "]" : host) + ":" + DAEMON_PORT;
        } catch (IOException | IllegalArgumentException e) {
            throw new EnrolRefusal("say with --address at which http or https address the panel reaches this machine");
        }
    }
}
