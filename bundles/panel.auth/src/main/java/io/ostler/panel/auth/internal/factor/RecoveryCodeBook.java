package io.ostler.panel.auth.internal.factor;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.FactorStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes recovery codes; only their hashes are kept. Thread-safe, blocks for the store. */
@Component(service = RecoveryCodeBook.class)
public final class RecoveryCodeBook {
    private final FactorStore store;

    @Activate
    public RecoveryCodeBook(@Reference FactorStore store) {
        this.store = store;
    }

    /** New ones; the former are void. */
    public List<String> renew(UserId user) {
        var codes = RecoveryCodes.create();
        store.putCodes(user, codes.stream().map(RecoveryCodes::hash).toList());
        return codes;
    }

    public void forget(UserId user) {
        store.putCodes(user, List.of());
    }
}
