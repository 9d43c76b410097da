package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.store.DefinitionHistory;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.daemon.instance.internal.store.StoredDefinition;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Care;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an instance's definition was, and how it becomes another one. With the instance's monitor held. */
final class InstanceHistory {

    private final InstanceFolders folders;
    private final DefinitionHistory earlier;

    InstanceHistory(InstanceFolders folders) {
        this.folders = folders;
        earlier = new DefinitionHistory(folders.history());
    }

    /** On the disk when it returns; when it throws the old one is as it was. */
    StoredDefinition change(
            StoredDefinition present, InstanceDefinition definition, @Nullable UserId user, Instant at) {
        var next = present.changed(definition, user, at);
        try {
            earlier.keep(folders.definitionFile(), present.revision());
            next.write(folders.definitionFile());
        } catch (IOException e) {
            throw StorageErrors.of(e, folders.home());
        }
        earlier.trim(next.revision());
        return next;
    }

    /** Newest first. */
    List<Care.Revision> revisions(StoredDefinition present) {
        var all = new ArrayList<Care.Revision>();
        all.add(told(present));
        earlier.before(present.revision()).forEach(each -> all.add(told(each)));
        return all;
    }

    Care.RevisionAnswer revision(StoredDefinition present, long revision) {
        var wanted = revision == present.revision()
                ? present
                : earlier.find(revision)
                        .filter(each -> each.revision() < present.revision())
                        .orElseThrow(
                                () -> OstlerException.of(ErrorCode.NOT_FOUND, "revision", Long.toString(revision)));
        return new Care.RevisionAnswer(told(wanted), wanted.definition());
    }

    private Care.Revision told(StoredDefinition stored) {
        var at = stored.changedAt();
        return new Care.Revision(stored.revision(), stored.changedBy(), at != null ? at : whenWritten(stored));
    }

    /** Of those that an earlier version wrote. */
    private Instant whenWritten(StoredDefinition stored) {
        var kept = folders.history().resolve(stored.revision() + ".json");
        try {
            return Files.getLastModifiedTime(Files.exists(kept) ? kept : folders.definitionFile())
                    .toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
