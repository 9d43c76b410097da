package io.ostler.daemon.http.internal.tus;

import static io.ostler.daemon.http.internal.tus.TusClient.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.FakeUploads;
import io.ostler.model.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of an upload whose bytes can't be written. */
class UploadFaultsTest {
    @TempDir
    Path base;

    private DaemonServer server;
    private FakeUploads uploads;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(
                base, Map.of(), DaemonServer.NEVER_IDLE, real -> uploads = new FakeUploads(real), true);
    }

    @AfterEach
    void stop() throws Exception {
        server.letKeysDie();
        server.awaitRest();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISK_FULL", "QUOTA_EXCEEDED"})
    void withoutSpaceNothingIsLeft(ErrorCode code) throws Exception {
        var tus = TusClient.withKey(server, Wish.upload(""));
        var location = tus.begin(100, Map.of("filename", "a"));
        assertEquals(204, tus.patch(location, 0, new byte[50]).statusCode());
        uploads.fault = code;
        var refused = tus.patch(location, 50, new byte[50]);
        assertEquals(507, refused.statusCode());
        assertTrue(refused.body().contains(code.name()), refused.body());
        assertEquals(0, uploads.unfinished());
        assertEquals(404, tus.head(location).statusCode());
    }

    @Test
    void anErrorOfTheDaemonKeepsWhatIsThere() throws Exception {
        var tus = TusClient.withKey(server, Wish.upload(""));
        var location = tus.begin(100, Map.of("filename", "a"));
        assertEquals(204, tus.patch(location, 0, new byte[50]).statusCode());
        uploads.fault = ErrorCode.STORAGE_FAILED;
        assertEquals(500, tus.patch(location, 50, new byte[50]).statusCode());
        uploads.fault = null;
        assertEquals("50", header(tus.head(location), "Upload-Offset"));
        assertEquals(204, tus.patch(location, 50, new byte[50]).statusCode());
    }
}
