package io.ostler.testkit.storage;

import io.ostler.panel.api.store.PasskeyStore;

class MemoryPasskeyStoreTest extends PasskeyStoreContractTest {
    @Override
    protected PasskeyStore emptyStore() {
        return new MemoryPasskeyStore();
    }
}
