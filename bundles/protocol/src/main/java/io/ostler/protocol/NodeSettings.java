package io.ostler.protocol;

import io.ostler.model.OstlerException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a node that people change in the console. Speeds in bytes per second for all transfers of one direction
 * together, over every door; null: no limit; at least 16 KiB/s.
 *
 * @param uploadPerUser, downloadPerUser the same for one person
 * @param sftp whether the node answers SFTP
 */
public record NodeSettings(
        @Nullable Long upload,
        @Nullable Long download,
        @Nullable Long uploadPerUser,
        @Nullable Long downloadPerUser,
        boolean sftp) {

    public static final NodeSettings DEFAULT = new NodeSettings(null, null, null, null, true);

    private static final long LEAST = 16 * 1024;

    public NodeSettings {
        require(upload, "upload");
        require(download, "download");
        require(uploadPerUser, "uploadPerUser");
        require(downloadPerUser, "downloadPerUser");
    }

    private static void require(@Nullable Long speed, String field) {
        if (speed != null && speed < LEAST) {
            throw OstlerException.invalid(field, "at least " + LEAST + " bytes per second");
        }
    }
}
