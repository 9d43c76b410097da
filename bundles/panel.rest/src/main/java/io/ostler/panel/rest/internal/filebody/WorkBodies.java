package io.ostler.panel.rest.internal.filebody;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.protocol.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What long work on files is asked for. */
public final class WorkBodies {
    private WorkBodies() {}

    /** What to do when a name is taken. */
    public enum Conflict {
        @JsonProperty("fail")
        FAIL,
        @JsonProperty("skip")
        SKIP,
        @JsonProperty("overwrite")
        OVERWRITE,
        @JsonProperty("rename")
        RENAME;

        /** Nothing is overwritten, left out or renamed that nobody asked for. */
        static Files.Conflict model(@Nullable Conflict conflict) {
            return switch (conflict == null ? FAIL : conflict) {
                case FAIL -> Files.Conflict.FAIL;
                case SKIP -> Files.Conflict.SKIP;
                case OVERWRITE -> Files.Conflict.OVERWRITE;
                case RENAME -> Files.Conflict.RENAME;
            };
        }
    }

    /** The kind of a new archive. */
    public enum ArchiveFormat {
        @JsonProperty("zip")
        ZIP(Files.ArchiveFormat.ZIP),
        @JsonProperty("tar")
        TAR(Files.ArchiveFormat.TAR),
        @JsonProperty("tar.gz")
        TAR_GZ(Files.ArchiveFormat.TAR_GZ),
        @JsonProperty("tar.zst")
        TAR_ZST(Files.ArchiveFormat.TAR_ZST);

        private final Files.ArchiveFormat model;

        ArchiveFormat(Files.ArchiveFormat model) {
            this.model = model;
        }
    }

    /** @param target another instance on the same node; absent: the same */
    public record TransferOrder(
            List<String> paths,
            String to,
            @Nullable String target,
            @Nullable Conflict conflict) {

        public InstanceFiles.Transfer model() {
            return new InstanceFiles.Transfer(
                    paths, target == null ? null : new InstanceId(target), to, Conflict.model(conflict));
        }
    }

    /** @param forever not into the trash */
    public record Deletion(List<String> paths, @Nullable Boolean forever) {}

    /** @param mode permission bits as a number, 0 to 511; {@code recursive} also everything beneath folders */
    public record ModeChange(
            List<String> paths, int mode, @Nullable Boolean recursive) {}

    public record ArchiveOrder(
            List<String> paths,
            String to,
            ArchiveFormat format,
            @Nullable Conflict conflict) {

        public InstanceFiles.Compression model() {
            return new InstanceFiles.Compression(paths, to, format.model, Conflict.model(conflict));
        }
    }

    /** @param encoding of names in archives that don't say */
    public record ExtractOrder(
            String path,
            String to,
            @Nullable String encoding,
            @Nullable Conflict conflict) {

        public InstanceFiles.Extraction model() {
            return new InstanceFiles.Extraction(
                    path, to, encoding == null ? "UTF-8" : encoding, Conflict.model(conflict));
        }
    }

    public record FetchOrder(
            String url,
            String to,
            @Nullable String name,
            @Nullable String sha256,
            @Nullable Conflict conflict) {

        public InstanceFiles.Fetch model() {
            return new InstanceFiles.Fetch(url, to, name, sha256, Conflict.model(conflict));
        }
    }

    /** @param items ids of the trash */
    public record TrashRestore(List<String> items, @Nullable Conflict conflict) {
        public Files.Conflict onConflict() {
            return Conflict.model(conflict);
        }
    }

    /** @param items ids of the trash; absent: all */
    public record TrashPurge(@Nullable List<String> items) {}
}
