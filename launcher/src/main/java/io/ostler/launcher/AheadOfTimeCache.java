package io.ostler.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a training run write the JVM's ahead-of-time cache once, some time after the first start, so that later starts
 * load classes ready-made.
 *
 * <p>A run of its own and not this one: recording costs memory, and writing takes seconds at the end, when a person
 * waits for the stop. {@code bin/ostler} names the file, because only it knows which JVM it chose; it names none where
 * the JVM can't.
 */
final class AheadOfTimeCache {
    private static final long SETTLE_SECONDS = 15;

    private AheadOfTimeCache() {}

    /** Confirms a cache that this start used; plans the training run if there is none. */
    static void keepFor(Distribution distribution, Options options) {
        String file = System.getProperty("ostler.aot.file");
        if (file == null) {
            return;
        }
        try {
            // The script left this mark; it drops a cache whose start never came here.
            Files.deleteIfExists(Path.of(file + ".trial"));
        } catch (IOException e) {
            return;
        }
        if (!Files.exists(Path.of(file))) {
            var unused = CompletableFuture.runAsync(
                    () -> train(distribution, options),
                    CompletableFuture.delayedExecutor(SETTLE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static void train(Distribution distribution, Options options) {
        Path script = distribution.home().resolve("bin").resolve("ostler");
        Process training = start(new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        script.toString(),
                        "train",
                        "--data",
                        options.data().toString())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        if (training != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(training::destroy, "ostler-training-stop"));
        }
    }

    private static @Nullable Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return null; // a slower start next time is all that is lost
        }
    }
}
