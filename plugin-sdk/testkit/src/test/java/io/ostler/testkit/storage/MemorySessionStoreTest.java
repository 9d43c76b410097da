package io.ostler.testkit.storage;

import io.ostler.panel.api.store.SessionStore;

class MemorySessionStoreTest extends SessionStoreContractTest {
    @Override
    protected SessionStore emptyStore() {
        return new MemorySessionStore();
    }
}
