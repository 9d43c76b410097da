package io.ostler.testkit.storage;

import io.ostler.panel.api.store.FactorStore;

class MemoryFactorStoreTest extends FactorStoreContractTest {
    @Override
    protected FactorStore emptyStore() {
        return new MemoryFactorStore();
    }
}
