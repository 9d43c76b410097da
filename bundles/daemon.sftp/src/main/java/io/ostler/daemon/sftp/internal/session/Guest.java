package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.UserId;
import io.ostler.protocol.Messages.DoorPass;

/** Who came in and what is open to them. Immutable. */
public record Guest(DoorPass pass, FileTree tree, Pace pace) {

    UserId user() {
        return pass.grant().user();
    }

    boolean mayWrite() {
        FileRights rights = pass.rights();
        return rights.base() == FileAccess.WRITE
                || rights.rules().stream().anyMatch(rule -> rule.access() == FileAccess.WRITE);
    }
}
