package io.ostler.launcher.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void aPortInUseIsNamed() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();

            String message = refusal("127.0.0.1", port);
            assertTrue(message.contains("port " + port + " is in use by another program"), message);
        }
        assertDoesNotThrow(() -> new FreePort("127.0.0.1", port).check());
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertTrue(refusal("192.0.2.1", 9400).contains("not one of this machine"));
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        assertTrue(refusal("300.1.1.1.1", 9400).contains("There is no address 300.1.1.1.1"));
    }

    private static String refusal(String bind, int port) {
        return assertThrows(StartRefused.class, () -> new FreePort(bind, port).check())
                .getMessage();
    }
}
