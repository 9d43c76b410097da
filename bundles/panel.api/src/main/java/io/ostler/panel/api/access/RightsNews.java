package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/** Tells every {@link RightsListener}. Thread-safe. */
@ProviderType
public interface RightsNews {

    void changed(Collection<UserId> users);
}
