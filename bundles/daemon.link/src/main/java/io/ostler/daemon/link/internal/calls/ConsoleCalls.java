package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.console.StoredConsole;
import io.ostler.protocol.Care;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.DaemonConsoles;
import io.ostler.protocol.Messages.Done;
import java.util.concurrent.CompletableFuture;

/** Consoles beside their streams, for one panel. Thread-safe, does not block. */
final class ConsoleCalls implements DaemonConsoles {
    private final Gate gate;
    private final DaemonWork work;

    ConsoleCalls(Gate gate, DaemonWork work) {
        this.gate = gate;
        this.work = work;
    }

    @Override
    public CompletableFuture<ConsoleWork.Found> search(ConsoleWork.Search search) {
        return gate.known(p -> work.onSearch(StoredConsole.class, console -> console.search(search)));
    }

    @Override
    public CompletableFuture<ConsoleWork.Place> place(ConsoleWork.PlaceRequest request) {
        return gate.known(p -> work.onSearch(StoredConsole.class, console -> console.place(request)));
    }

    @Override
    public CompletableFuture<ConsoleWork.Presence> presence(Care.Ref instance) {
        return gate.known(p -> work.onPart(Attendance.class, attendance -> attendance.presence(instance.instance())));
    }

    @Override
    public CompletableFuture<Done> pin(ConsoleWork.PinRequest request) {
        return gate.known(p -> work.onPart(Attendance.class, attendance -> {
            attendance.pin(request);
            return new Done();
        }));
    }
}
