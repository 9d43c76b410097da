package io.ostler.testkit.storage;

import io.ostler.panel.api.store.SettingStore;

class MemorySettingStoreTest extends SettingStoreContractTest {
    @Override
    protected SettingStore emptyStore() {
        return new MemorySettingStore();
    }
}
