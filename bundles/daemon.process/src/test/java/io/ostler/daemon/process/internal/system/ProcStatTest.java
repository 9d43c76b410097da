package io.ostler.daemon.process.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    private static final String REST = " 0 0 0 0 0 0 0 0 20 0 1 0 199898 2654208 405";

    @Test
    void aNameMayHoldBracketsAndBlanks() {
        var stat = ProcStat.parse("42 (a) R (b c) S 7 42 42 34817 42 4194304" + REST)
                .orElseThrow();
        assertEquals(new ProcStat(42, 'S', 7, 42, 42, 34817, 199898), stat);
        assertEquals(Optional.of("/dev/pts/1"), stat.terminalPath());
    }

    @Test
    void highTerminalNumbersAreUnderstood() {
        // 136:300 as the kernel writes it: the low byte, the major number, the rest
        int device = 300 & 0xff | 136 << 8 | (300 & ~0xff) << 12;
        var stat = ProcStat.parse("42 (sh) S 7 42 42 " + device + " 42 4194304" + REST)
                .orElseThrow();
        assertEquals(Optional.of("/dev/pts/300"), stat.terminalPath());
    }

    @Test
    void withoutATerminalThereIsNoPath() {
        assertTrue(ProcStat.parse("42 (sh) S 7 42 42 0 -1 4194304" + REST)
                .orElseThrow()
                .terminalPath()
                .isEmpty());
    }

    @Test
    void whatIsNoSuchLineIsNothing() {
        assertTrue(ProcStat.parse("").isEmpty());
        assertTrue(ProcStat.parse("42 (sh) S 7").isEmpty());
        assertTrue(ProcStat.parse("x (sh) S 7 42 42 0 -1 4194304" + REST).isEmpty());
    }

    @Test
    void thisProcessIsAlive() {
        var self = ProcStat.of(ProcessHandle.current().pid()).orElseThrow();
        assertTrue(self.isAlive());
        assertTrue(ProcStat.of(Integer.MAX_VALUE).isEmpty());
    }
}
