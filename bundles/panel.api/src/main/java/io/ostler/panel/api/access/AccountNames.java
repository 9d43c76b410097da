package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Names of accounts, to be shown beside ids that somebody sees anyway: who started a task, who deleted a file. It checks
 * no right. Thread-safe; answers from memory after the first question.
 */
@ProviderType
public interface AccountNames {

    /** Empty for an account that is gone. */
    Optional<String> of(UserId user);
}
