package io.ostler.testkit.storage;

import io.ostler.panel.api.store.UserStore;

class MemoryUserStoreTest extends UserStoreContractTest {
    @Override
    protected UserStore emptyStore() {
        return new MemoryUserStore();
    }
}
