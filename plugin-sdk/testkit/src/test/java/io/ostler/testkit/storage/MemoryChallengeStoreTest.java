package io.ostler.testkit.storage;

import io.ostler.panel.api.store.ChallengeStore;

class MemoryChallengeStoreTest extends ChallengeStoreContractTest {
    @Override
    protected ChallengeStore emptyStore() {
        return new MemoryChallengeStore();
    }
}
