package io.ostler.testkit.storage;

class MemoryRoleStoreTest extends RoleStoreContractTest {
    @Override
    protected Stores emptyStores() {
        var grants = new MemoryRoleGrantStore();
        var users = new MemoryUserStore();
        return new Stores(new MemoryRoleStore(grants, users), grants, users);
    }
}
