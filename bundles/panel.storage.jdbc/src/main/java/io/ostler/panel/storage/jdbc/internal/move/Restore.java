package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.storage.DatabaseProvider;
import io.ostler.panel.storage.jdbc.internal.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a backup into an empty database, after all of it was verified. Stateless. */
final class Restore {
    /** What was signed out since must not come back: everybody signs in again. */
    private static final Set<String> LEFT_OUT = Set.of("ostler_session");

    private Restore() {}

    static void run(
            Path data,
            Path file,
            char @Nullable [] passphrase,
            DatabaseProvider into,
            Map<String, List<Migration>> known)
            throws IOException, SQLException, Refused {
        try (var backup = Backup.open(file)) {
            var here = KeyFiles.in(data);
            var keys = here != null ? here : passphrase == null ? null : backup.keys(passphrase);
            if (keys == null) {
                throw new Refused("The panel's keys are needed: give the passphrase of a backup that holds them"
                        + " (--passphrase-file), or put copies of panel/identity/panel.key and panel/secrets.key into "
                        + data + ".");
            }
            backup.verify(keys);
            try (var database = into.open(data);
                    var target = new Target(database.dataSource(), known, LEFT_OUT)) {
                target.begin();
                backup.read(target);
                var wanted = new TreeMap<>(backup.sums());
                LEFT_OUT.forEach(wanted::remove);
                DatabaseCopy.requireSame(wanted, target.sums().tables());
                keys.write(data);
                target.complete();
            }
        }
    }
}
