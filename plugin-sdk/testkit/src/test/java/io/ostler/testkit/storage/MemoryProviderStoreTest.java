package io.ostler.testkit.storage;

import io.ostler.panel.api.store.ProviderStore;

class MemoryProviderStoreTest extends ProviderStoreContractTest {
    @Override
    protected ProviderStore emptyStore() {
        return new MemoryProviderStore();
    }
}
