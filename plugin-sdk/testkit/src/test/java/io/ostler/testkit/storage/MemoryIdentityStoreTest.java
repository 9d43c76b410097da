package io.ostler.testkit.storage;

import io.ostler.panel.api.store.IdentityStore;

class MemoryIdentityStoreTest extends IdentityStoreContractTest {
    @Override
    protected IdentityStore emptyStore() {
        return new MemoryIdentityStore();
    }
}
