package io.ostler.panel.rest.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.ConsolePeople;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A console with one viewer and one line; the rights are the house's. */
public final class FakeAttendees implements ConsolePeople {
    public final List<String> pinned = new CopyOnWriteArrayList<>();
    private final AccessControl access;

    FakeAttendees(AccessControl access) {
        this.access = access;
    }

    @Override
    public Presence presence(Caller caller, InstanceId instance) {
        access.require(caller, Permission.CONSOLE_READ, instance);
        var viewer = new Viewer(new UserId("gone-0001"), null, true, Instant.EPOCH);
        return new Presence(instance, List.of(viewer), List.of(), 80, 24, true);
    }

    @Override
    public List<String> history(Caller caller, InstanceId instance) {
        return List.of("list of " + caller.name());
    }

    @Override
    public Inputs inputs(
            Caller caller, InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        var line = new Input(Instant.EPOCH, new Person(new UserId("gone-0001"), null), "say \u202e<b>", 0, 7, null);
        return new Inputs(List.of(line), limit == 1 ? Instant.EPOCH : null);
    }

    @Override
    public CompletableFuture<Void> pin(
            Caller caller, InstanceId instance, @Nullable Integer columns, @Nullable Integer rows) {
        access.require(caller, Permission.CONSOLE_WRITE, instance);
        pinned.add(columns + " " + rows);
        return CompletableFuture.completedFuture(null);
    }
}
