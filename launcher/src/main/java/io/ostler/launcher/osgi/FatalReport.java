package io.ostler.launcher.osgi;

import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;

/**
 * Where a bundle says that the program is of no use without it, as a service of the JDK's {@link Consumer} with
 * {@code ostler.role=fatal}: the text, for people, says what is wrong and what to do. The program ends in order then,
 * with that text as its last line. Thread-safe.
 */
final class FatalReport implements Consumer<String> {
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final Runnable end;

    /** @param end called once, on a thread of its own */
    FatalReport(Runnable end) {
        this.end = end;
    }

    void publish(BundleContext context) {
        var properties = new Hashtable<String, String>();
        properties.put("ostler.role", "fatal");
        context.registerService(Consumer.class, this, properties);
    }

    @Override
    public void accept(String report) {
        if (text.complete(report)) {
            Thread.ofPlatform().name("ostler-fatal").start(end);
        }
    }

    Optional<String> text() {
        return text.isDone() ? Optional.of(text.join()) : Optional.empty();
    }
}
