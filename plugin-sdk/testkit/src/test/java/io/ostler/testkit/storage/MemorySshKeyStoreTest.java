package io.ostler.testkit.storage;

import io.ostler.panel.api.store.SshKeyStore;

class MemorySshKeyStoreTest extends SshKeyStoreContractTest {
    @Override
    protected SshKeyStore emptyStore() {
        return new MemorySshKeyStore();
    }
}
