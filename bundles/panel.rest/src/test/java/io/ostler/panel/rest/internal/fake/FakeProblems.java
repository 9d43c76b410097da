package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.instance.Problems;
import io.ostler.protocol.Care;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Problems as told; counts what gets through to it. */
public final class FakeProblems implements Problems {
    public final Map<InstanceId, List<Care.Finding>> found = new ConcurrentHashMap<>();
    public volatile Care.CrashReport crash;
    public volatile String fixed;
    private final FakeHouse house;

    FakeProblems(FakeHouse house) {
        this.house = house;
    }

    @Override
    public List<Care.Finding> findings(Caller caller, InstanceId id) {
        house.get(caller, id);
        return found.getOrDefault(id, List.of());
    }

    @Override
    public int count(InstanceId id) {
        return found.getOrDefault(id, List.of()).size();
    }

    @Override
    public CompletableFuture<Void> fix(Caller caller, InstanceId id, String detector, String fix) {
        house.get(caller, id);
        if (findings(caller, id).stream().noneMatch(f -> f.detector().equals(detector) && fix.equals(f.fix()))) {
            return CompletableFuture.failedFuture(OstlerException.of(ErrorCode.NOT_FOUND, "fix", fix));
        }
        fixed = fix;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Optional<Care.CrashReport>> crash(Caller caller, InstanceId id) {
        house.get(caller, id);
        return CompletableFuture.completedFuture(Optional.ofNullable(crash));
    }
}
