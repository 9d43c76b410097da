package io.ostler.protocol;

import io.ostler.model.OstlerException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a node that people change in the console. Speeds in bytes per second for all transfers of one direction
 * together, over every door; null: no limit; at least 16 KiB/s.
 *
 * @param uploadPerUser, downloadPerUser the same for one person
 * @param sftp whether the node answers SFTP
 * @param portsFrom, portsTo range out of which instances get ports, both included; 1024 to 65535
 * @param startsAtOnce how many instances start at the same time when the daemon starts, 1 to 100
 * @param stopWithDaemon seconds that instances have to stop in when the daemon is stopped in an orderly way, 1 to 3600;
 *     null: they go on running
 * @param logSize bytes of console output that an instance keeps unless its definition says so, 1 MiB to 1 TiB
 * @param trashDays for how long deleted instances can be restored, 0 to 365
 */
public record NodeSettings(
        @Nullable Long upload,
        @Nullable Long download,
        @Nullable Long uploadPerUser,
        @Nullable Long downloadPerUser,
        boolean sftp,
        int portsFrom,
        int portsTo,
        int startsAtOnce,
        @Nullable Integer stopWithDaemon,
        long logSize,
        int trashDays) {

    public static final NodeSettings DEFAULT = new NodeSettings(null, null, null, null, true);

    private static final long LEAST = 16 * 1024;

    public NodeSettings {
        require(upload, "upload");
        require(download, "download");
        require(uploadPerUser, "uploadPerUser");
        require(downloadPerUser, "downloadPerUser");
        require(portsFrom, 1024, 65535, "portsFrom");
        require(portsTo, portsFrom, 65535, "portsTo");
        require(startsAtOnce, 1, 100, "startsAtOnce");
        if (stopWithDaemon != null) {
            require(stopWithDaemon, 1, 3600, "stopWithDaemon");
        }
        require(logSize, 1L << 20, 1L << 40, "logSize");
        require(trashDays, 0, 365, "trashDays");
    }

    /** With the defaults of what has nothing to do with transfers. */
    public NodeSettings(
            @Nullable Long upload,
            @Nullable Long download,
            @Nullable Long uploadPerUser,
            @Nullable Long downloadPerUser,
            boolean sftp) {
        this(upload, download, uploadPerUser, downloadPerUser, sftp, 20_000, 29_999, 4, null, 256L << 20, 7);
    }

    private static void require(long value, long least, long most, String field) {
        if (value < least || value > most) {
            throw OstlerException.invalid(field, least + " to " + most);
        }
    }

    private static void require(@Nullable Long speed, String field) {
        if (speed != null && speed < LEAST) {
            throw OstlerException.invalid(field, "at least " + LEAST + " bytes per second");
        }
    }
}
