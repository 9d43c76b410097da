package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;

/** Small files of facts in the daemon's own folders, written as a whole: there after a crash, complete or not at all. */
final class DurableText {
    private static final int MOST = 64 * 1024;
    private static final String NEW = ".new";

    private DurableText() {}

    static void write(Folder folder, String name, Map<String, String> facts) throws IOException {
        var properties = new Properties();
        properties.putAll(facts);
        var text = new StringWriter();
        properties.store(text, null);
        var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        var fresh = Path.of(name + NEW);
        if (folder.lookIfThere(fresh).isPresent()) {
            folder.removeFile(fresh);
        }
        try {
            try (var channel = folder.create(fresh)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            folder.rename(fresh, folder, Path.of(name));
        } catch (IOException e) {
            remove(folder, fresh);
            throw e;
        }
    }

    private static void remove(Folder folder, Path name) throws IOException {
        try {
            folder.removeFile(name);
        } catch (NoSuchFileException e) {
            // it wasn't made
        }
    }

    static Properties read(Folder folder, Path name) throws IOException {
        try (var channel = folder.openFile(name, StandardOpenOption.READ)) {
            var bytes = Channels.newInputStream(channel).readNBytes(MOST);
            var properties = new Properties();
            properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            return properties;
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged: " + name, e);
        }
    }
}
