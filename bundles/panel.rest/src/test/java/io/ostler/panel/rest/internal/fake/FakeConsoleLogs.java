package io.ostler.panel.rest.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.ConsoleLogs;
import io.ostler.protocol.ConsoleWork;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One line is found, whatever was looked for. */
public final class FakeConsoleLogs implements ConsoleLogs {
    public volatile @Nullable Search lastSearch;
    public volatile @Nullable Instant lastPlace;
    private final FakeHouse house;

    FakeConsoleLogs(FakeHouse house) {
        this.house = house;
    }

    @Override
    public CompletableFuture<ConsoleWork.Found> search(Caller caller, InstanceId id, Search search) {
        house.snapshot(caller, Permission.CONSOLE_READ, id);
        lastSearch = search;
        var line = new ConsoleWork.Line(7, Instant.EPOCH, "error", "[ERROR] x");
        return CompletableFuture.completedFuture(new ConsoleWork.Found(List.of(line), 7L, true));
    }

    @Override
    public CompletableFuture<ConsoleWork.Place> place(Caller caller, InstanceId id, @Nullable Instant at) {
        house.snapshot(caller, Permission.CONSOLE_READ, id);
        lastPlace = at;
        return CompletableFuture.completedFuture(new ConsoleWork.Place(1, 100, null, 50));
    }
}
