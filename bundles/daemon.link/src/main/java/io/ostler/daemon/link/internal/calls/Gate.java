package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.link.internal.trust.TrustedPanel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lets calls through for a panel that has said hello and is still trusted, for every part of the daemon alike. */
interface Gate {

    /** Fails with {@code FORBIDDEN} instead of making the call. */
    <T> CompletableFuture<T> known(Function<TrustedPanel, CompletableFuture<T>> call);
}
