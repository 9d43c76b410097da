package io.ostler.panel.rest.internal.body;

import io.ostler.panel.rest.internal.body.DefinitionBodies.Definition;
import io.ostler.panel.rest.internal.filebody.HistoryBodies.Somebody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about earlier definitions of instances. */
public final class RevisionBodies {
    private RevisionBodies() {}

    /** @param user who made it; absent: not a person, or not noted then */
    public record Revision(long revision, @Nullable Somebody user, Instant at) {}

    /** Newest first. */
    public record Revisions(List<Revision> revisions) {}

    /** A definition as it was. */
    public record FormerDefinition(Revision revision, Definition definition) {}
}
