package io.ostler.panel.storage.jdbc.internal.move;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A socket's address holds about 100 bytes, a path to a data folder may be longer: then by way of a link. Stateless. */
final class ShortPath {
    private static final int LONGEST = 90;

    private ShortPath() {}

    /** What is done with the address while it is valid. */
    interface Use {
        void with(UnixDomainSocketAddress address) throws IOException;
    }

    static void use(Path socket, Use use) throws IOException {
        if (socket.toString().length() <= LONGEST) {
            use.with(UnixDomainSocketAddress.of(socket));
            return;
        }
        var folder = Files.createTempDirectory(Path.of("/tmp"), "ostler");
        var link = folder.resolve("d");
        try {
            Files.createSymbolicLink(link, socket.getParent());
            use.with(UnixDomainSocketAddress.of(link.resolve(socket.getFileName())));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(folder);
        }
    }
}
