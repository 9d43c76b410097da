package io.ostler.daemon.detect.internal.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.detect.ProblemDetector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as real programs wrote them. */
class DetectorsTest {
    private static final List<ProblemDetector> ALL = List.of(
            new PortInUse(),
            new OutOfMemory(),
            new DiskFull(),
            new LimitReached(),
            new EulaMissing(),
            new JavaTooOld(),
            new JavaTooNew(),
            new PermissionDenied(),
            new FileMissing());

    private static Map<String, String> seen(String line) {
        var seen = new TreeMap<String, String>();
        for (var detector : ALL) {
            detector.look(line).ifPresent(p -> seen.put(detector.id(), new TreeMap<>(p.parameters()).toString()));
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Exception in thread \"main\" java.net.BindException: Address already in use|port-in-use|{}",
                "[12:00:01] [Server thread/WARN]: **** FAILED TO BIND TO PORT!|port-in-use|{}",
                "Failed to bind to port 25565|port-in-use|{port=25565}",
                "2026-11-22 22:34:25: [ConnectionSend]: 4: Bind failed: Address already in use|port-in-use|{}",
                "2026-11-22 22:34:26: ERROR[Main]: ServerError: AsyncErr: Failed to bind socket (port already in use?)|port-in-use|{}",
                "dbg: [net] Could not bind socket on 127.0.0.1:31502 (IPv4): Address already in use|port-in-use|{port=31502}",
                "0: bind failure: Address already in use (1 failed)|port-in-use|{}",
                "OSError: [Errno 98] Address already in use|port-in-use|{}",
                "Error: listen EADDRINUSE: address already in use :::3000|port-in-use|{port=3000}",
                "listen tcp :8080: bind: address already in use|port-in-use|{port=8080}",
                "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)|port-in-use|{port=80}",
                "WARNING: Couldn't allocate any server IP port|port-in-use|{}",
                "[10:20:30] bind: Address already in use|port-in-use|{}",
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space|out-of-memory|{of=java}",
                "terminate called after throwing an instance of 'std::bad_alloc'|out-of-memory|{}",
                "bash: fork: Cannot allocate memory|out-of-memory|{}",
                "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory|limit-reached|{}",
                "bash: fork: retry: Resource temporarily unavailable|limit-reached|{}",
                "accept4: Too many open files|limit-reached|{of=files}",
                "bash: echo: write error: No space left on device|disk-full|{}",
                "java.io.IOException: No space left on device|disk-full|{}",
                "[12:00:00] [main/INFO]: You need to agree to the EULA in order to run the server. Go to eula.txt for more info.|eula-missing|{file=eula.txt}",
                "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: net/minecraft/bundler/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0|java-too-old|{found=17, needed=21}",
                "This version of Minecraft requires running the server with Java 21 or above.|java-too-old|{needed=21}",
                "Unsupported Java detected (65.0). Only up to Java 17 is supported.|java-too-new|{most=17}",
                "bash: /srv/start.sh: Permission denied|permission-denied|{path=/srv/start.sh}",
                "java.nio.file.AccessDeniedException: ./world/level.dat|permission-denied|{path=./world/level.dat}",
                "bash: /nope/x: No such file or directory|file-missing|{file=/nope/x}",
                "./start.sh: line 3: java: command not found|file-missing|{file=java}",
                "./server: error while loading shared libraries: libcurl.so.4: cannot open shared object file: No such file or directory|file-missing|{library=libcurl.so.4}",
                "Error: Unable to access jarfile server.jar|file-missing|{file=server.jar}"
            })
    void aProblemIsKnownByTheWordsOfItsProgram(String line, String detector, String parameters) {
        assertEquals(Map.of(detector, parameters), seen(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[12:00:00] [Server thread/INFO]: Done (3.2s)! For help, type \"help\"",
                "dbg: [net] Listening on 127.0.0.1:31502 (IPv4)",
                "listening on port 25565",
                "Loading EULA from eula.txt",
                "12:34:56 INFO starting",
                "Using Java 21",
                "2: Now accepting new client connections on port 31503.",
                ""
            })
    void whatIsNoProblemIsNotTakenForOne(String line) {
        assertEquals(Map.of(), seen(line));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096})
    void noLineKeepsThemBusy(int length) {
        // Shapes on which careless expressions take quadratic time or worse.
        var shapes = List.of("a", "/", "1.", "[", "' ", ": ", "ddress already in use :", "Permission denied ", "Java ");
        long began = System.nanoTime();
        for (var shape : shapes) {
            var line = shape.repeat(length / shape.length() + 1).substring(0, length);
            seen(line + "Permission denied Address already in use No such file or directory");
        }
        // Generous: a slow expression takes minutes.
        assertEquals(true, System.nanoTime() - began < 60_000_000_000L);
    }

    /** Abuse case 38: a program could have the detector left out for all others by lines that take it long. */
    @ParameterizedTest
    @ValueSource(strings = {"/", ".", "/a", " /", "'/", "a", "/'", "(.", "./:", " ", "Permission denied", "EACCES/"})
    void noLineTakesAPathLong(String part) {
        var line = part.repeat(4096 / part.length()) + ": Permission  denied";
        for (var pattern : List.of(PermissionDenied.BEFORE, PermissionDenied.AFTER)) {
            var counted = new Counted(line);
            var found = pattern.matcher(counted).find();
            assertTrue(counted.looks < 300L * line.length(), () -> counted.looks + " looks, found: " + found);
        }
    }

    /** Counts how often a character is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
