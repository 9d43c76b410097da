package io.ostler.testkit.storage;

import io.ostler.panel.api.store.RoleGrantStore;

class MemoryRoleGrantStoreTest extends RoleGrantStoreContractTest {
    @Override
    protected RoleGrantStore emptyStore() {
        return new MemoryRoleGrantStore();
    }
}
