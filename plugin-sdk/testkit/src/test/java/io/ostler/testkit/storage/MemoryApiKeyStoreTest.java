package io.ostler.testkit.storage;

import io.ostler.panel.api.store.ApiKeyStore;

class MemoryApiKeyStoreTest extends ApiKeyStoreContractTest {
    @Override
    protected ApiKeyStore emptyStore() {
        return new MemoryApiKeyStore();
    }
}
