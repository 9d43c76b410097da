package io.ostler.panel.rest.internal.filebody;

import io.ostler.panel.rest.internal.filebody.FileBodies.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was deleted, and what texts were before. */
public final class HistoryBodies {
    private HistoryBodies() {}

    /** An account; without a name when it is gone. */
    public record Somebody(String id, @Nullable String name) {}

    /** @param path where it was; {@code user} absent when the house itself put it there */
    public record TrashItem(
            String id,
            String path,
            Kind kind,
            long size,
            Instant deleted,
            @Nullable Somebody user,
            Instant expires) {}

    public record Trash(List<TrashItem> items) {}

    /** @param at when this content was replaced, {@code user} by whom */
    public record Version(
            String id, Instant at, long size, @Nullable Somebody user) {}

    public record VersionList(String path, List<Version> versions) {}
}
