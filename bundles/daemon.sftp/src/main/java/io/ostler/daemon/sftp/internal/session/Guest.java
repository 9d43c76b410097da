package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Messages.DoorPass;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who came in and what is open to them. Immutable. */
public record Guest(DoorPass pass, FileTree tree, Pace pace, ActLog acts, String address) {
    private static final String DOOR = "sftp";

    /** For the record, whether it succeeds or is refused. */
    <T> T noted(Acts.Kind kind, Map<String, String> values, Supplier<T> act) {
        try {
            var result = act.get();
            note(kind, values, null);
            return result;
        } catch (OstlerException e) {
            note(kind, values, e.code());
            throw e;
        }
    }

    void noted(Acts.Kind kind, Map<String, String> values, Runnable act) {
        noted(kind, values, () -> {
            act.run();
            return true;
        });
    }

    /** The connection is over. */
    public void left() {
        note(Acts.Kind.SESSION_END, Map.of(), null);
    }

    private void note(Acts.Kind kind, Map<String, String> values, @Nullable ErrorCode refused) {
        acts.note(new ActLog.By(pass.grant(), DOOR, address), kind, values, refused);
    }

    UserId user() {
        return pass.grant().user();
    }

    boolean mayWrite() {
        FileRights rights = pass.rights();
        return rights.base() == FileAccess.WRITE
                || rights.rules().stream().anyMatch(rule -> rule.access() == FileAccess.WRITE);
    }
}
