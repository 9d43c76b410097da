package io.ostler.launcher.osgi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** Remembers why each bundle failed to start, for the one line that a person gets. Thread-safe. */
final class FirstFailure implements FrameworkListener {
    private final Map<Bundle, String> reasons = new ConcurrentHashMap<>();

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        Throwable failure = event.getThrowable();
        if (event.getType() == FrameworkEvent.ERROR && failure != null) {
            reasons.putIfAbsent(event.getBundle(), reason(failure));
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage());
        return root.getClass().getSimpleName() + " " + text.lines().findFirst().orElse("");
    }

    @Nullable
    String of(Bundle bundle) {
        return reasons.get(bundle);
    }
}
