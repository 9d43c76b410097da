package io.ostler.daemon.sftp.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs of OpenSSH as people run them, without anything of the account that runs the test. */
final class OpenSsh {
    private final Path folder;
    private final int port;

    /** @param output everything that it printed */
    record Result(int code, String output) {}

    OpenSsh(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    Path newKey(String kind, String... options) throws Exception {
        var key = folder.resolve("id_" + kind + String.join("", options));
        var command =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", "a comment", "-t", kind, "-f", "" + key));
        command.addAll(List.of(options));
        run(command, null);
        return key;
    }

    static String publicText(Path key) throws IOException {
        var parts = Files.readString(Path.of(key + ".pub")).split(" ");
        return parts[0] + " " + parts[1];
    }

    Result sftpWithKey(String name, Path key, String batch) throws Exception {
        var command =
                sftp(name, "-i", "" + key, "-o", "IdentitiesOnly=yes", "-o", "PreferredAuthentications=publickey");
        return run(command, batch);
    }

    Result sftpWithPassword(String name, String password, String batch) throws Exception {
        return run(
                sftp(
                        name,
                        "-o",
                        "PreferredAuthentications=password",
                        "-o",
                        "NumberOfPasswordPrompts=1",
                        "-o",
                        "BatchMode=no"),
                batch,
                password);
    }

    Result ssh(String name, String password, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ssh", "-p", "" + port));
        command.addAll(common());
        command.addAll(List.of("-o", "PreferredAuthentications=password", "-o", "NumberOfPasswordPrompts=1"));
        command.add(name + "@127.0.0.1");
        command.addAll(List.of(arguments));
        return run(command, null, password);
    }

    private List<String> sftp(String name, String... options) throws IOException {
        var command = new ArrayList<>(List.of("sftp", "-P", "" + port));
        command.addAll(common());
        command.addAll(List.of(options));
        // -b means batch mode, which asks for no password: the commands come by the input instead.
        command.add(name + "@127.0.0.1");
        return command;
    }

    private List<String> common() {
        return List.of(
                "-F",
                "none",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "UserKnownHostsFile=" + folder.resolve("known_hosts"),
                "-o",
                "ConnectTimeout=20");
    }

    private Result run(List<String> command, String input, String... password) throws Exception {
        var output = Files.createTempFile(folder, "out", ".txt");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(folder.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("SSH_"));
        if (password.length > 0) {
            var ask = folder.resolve("ask.sh");
            Files.writeString(ask, "#!/bin/sh\nprintf '%s\\n' \"$TEST_PASSWORD\"\n");
            Files.setPosixFilePermissions(ask, PosixFilePermissions.fromString("rwx------"));
            builder.environment().put("SSH_ASKPASS", "" + ask);
            builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
            builder.environment().put("TEST_PASSWORD", password[0]);
        }
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write((input == null ? "" : input + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("It hangs: " + command + "\n" + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
