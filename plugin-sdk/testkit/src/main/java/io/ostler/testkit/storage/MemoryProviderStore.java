package io.ostler.testkit.storage;

import io.ostler.panel.api.store.ProviderStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Providers in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryProviderStore implements ProviderStore {
    private final List<ProviderRecord> providers = new ArrayList<>();

    @Override
    public synchronized void insert(ProviderRecord provider) {
        providers.add(provider);
    }

    @Override
    public synchronized boolean update(ProviderRecord provider) {
        var known = find(provider.id());
        known.ifPresent(former -> {
            providers.remove(former);
            providers.add(at(provider, former.position()));
        });
        return known.isPresent();
    }

    @Override
    public synchronized void order(List<String> ids) {
        providers.replaceAll(known -> {
            int position = ids.indexOf(known.id());
            return position < 0 ? known : at(known, position);
        });
    }

    @Override
    public synchronized Optional<ProviderRecord> find(String id) {
        return providers.stream().filter(known -> known.id().equals(id)).findAny();
    }

    @Override
    public synchronized List<ProviderRecord> list() {
        return providers.stream()
                .sorted(Comparator.comparingInt(ProviderRecord::position).thenComparing(ProviderRecord::id))
                .toList();
    }

    @Override
    public synchronized boolean delete(String id) {
        return providers.removeIf(known -> known.id().equals(id));
    }

    private static ProviderRecord at(ProviderRecord provider, int position) {
        return new ProviderRecord(
                provider.id(),
                provider.type(),
                provider.name(),
                provider.icon(),
                position,
                provider.enabled(),
                provider.creates(),
                provider.role(),
                provider.follows(),
                provider.rules(),
                provider.settings(),
                provider.asksSecondFactor());
    }
}
