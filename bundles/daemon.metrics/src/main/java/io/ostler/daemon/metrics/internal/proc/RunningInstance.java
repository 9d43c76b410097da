package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import io.ostler.model.InstanceId;
import org.jspecify.annotations.Nullable;

/** One run whose processes are looked at. Confined to the thread that looks. */
final class RunningInstance {
    final InstanceId id;
    final int root;

    /** Of the program when it was first seen; later processes with its pid are strangers. */
    @Nullable
    Stat program;

    String marker = "";
    boolean hasOwnNetwork;

    @Nullable
    Transferred network;

    // of one look
    long ticks;
    long memory;
    int threads;
    int processes;
    boolean tellsTransferred;
    long read;
    long written;
    boolean isFresh = true;

    RunningInstance(InstanceId id, int root) {
        this.id = id;
        this.root = root;
    }

    void begin() {
        ticks = 0;
        memory = 0;
        threads = 0;
        processes = 0;
        tellsTransferred = false;
        read = 0;
        written = 0;
    }
}
