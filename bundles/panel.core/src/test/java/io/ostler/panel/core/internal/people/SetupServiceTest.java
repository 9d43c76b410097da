package io.ostler.panel.core.internal.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.core.internal.fake.FakeSessions;
import io.ostler.panel.core.internal.fake.MemoryStores.UsersInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 26: nobody takes over a first run without reading the server's own file. */
class SetupServiceTest {
    @TempDir
    private Path data;

    private final UsersInMemory users = new UsersInMemory();
    private Path file;
    private SetupService setup;

    @BeforeEach
    void start() throws IOException {
        file = data.resolve("setup-code");
        setup = service();
    }

    @Test
    void theCodeIsForItsOwnerAlone() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(code().matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"), code());
        assertTrue(setup.link().endsWith("/setup#code=" + code()));
    }

    @Test
    void aRestartKeepsTheCode() throws IOException {
        String before = code();
        assertTrue(service().isNeeded());
        assertEquals(before, code());
    }

    @Test
    void theRightCodeMakesAnAdministratorOnce() throws IOException {
        String code = code();
        setup.complete(code.toLowerCase().replace("-", " "), "mika", "long enough", "127.0.0.1", "test");
        assertEquals(
                RoleId.ADMINISTRATOR, users.findByName("mika").orElseThrow().role());
        assertFalse(Files.exists(file));
        assertFalse(setup.isNeeded());
        assertEquals("", setup.link());
        assertEquals(ErrorCode.SETUP_DONE, refusal(() -> attempt(code, "eve")));
    }

    @Test
    void afterSetUpARestartNeedsNone() throws IOException {
        attempt(code(), "mika");
        Files.writeString(file, "AAAA-AAAA-AAAA-AAAA");
        assertFalse(service().isNeeded());
        assertFalse(Files.exists(file));
    }

    @Test
    void wrongCodesAreRefusedAndSlowed() {
        for (int i = 0; i < 5; i++) {
            assertEquals(ErrorCode.SETUP_CODE_WRONG, refusal(() -> attempt("0000-0000-0000-0000", "eve")));
        }
        assertEquals(ErrorCode.LOGIN_THROTTLED, refusal(() -> attempt("0000-0000-0000-0000", "eve")));
        assertTrue(users.list().isEmpty());
    }

    @Test
    void aGuesserDoesNotStopTheOwner() throws IOException {
        for (int i = 0; i < 10; i++) {
            refusal(() -> setup.complete("", "eve", "long enough", "10.0.0.9", "test"));
        }
        attempt(code(), "mika");
        assertEquals(1, users.list().size());
    }

    @Test
    void aRefusedNameDoesNotUseTheCodeUp() throws IOException {
        String code = code();
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> attempt(code, "<script>")));
        attempt(code, "mika");
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        String code = code();
        try (var executor = Executors.newFixedThreadPool(8)) {
            var results = executor.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        try {
                            setup.complete(code, "user" + i, "long enough", "127.0.0." + i, "test");
                            return true;
                        } catch (OstlerException e) {
                            return false;
                        }
                    })
                    .toList());
            int winners = 0;
            for (var result : results) {
                winners += result.get() ? 1 : 0;
            }
            assertEquals(1, winners);
        }
        assertEquals(1, users.list().size());
    }

    private void attempt(String code, String name) {
        setup.complete(code, name, "long enough", "127.0.0.1", "test");
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    private String code() throws IOException {
        return Files.readString(file).strip();
    }

    private SetupService service() throws IOException {
        return new SetupService(file, "http://127.0.0.1:9400", users, new PlainPasswords(), new FakeSessions());
    }

    /** Hashes nothing. */
    static final class PlainPasswords implements Passwords {
        @Override
        public String hash(String userName, String password) {
            return "plain:" + password;
        }

        @Override
        public void verify(UserId user, String password, String address) {
            if (!password.equals("right")) {
                throw new OstlerException(ErrorCode.LOGIN_FAILED);
            }
        }
    }
}
