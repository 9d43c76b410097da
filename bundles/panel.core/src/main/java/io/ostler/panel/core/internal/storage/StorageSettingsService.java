package io.ostler.panel.core.internal.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.storage.StorageSettings;
import io.ostler.panel.api.storage.StorageTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rights before the tools. Thread-safe. */
@Component
public final class StorageSettingsService implements StorageSettings {
    private static final Logger LOG = LoggerFactory.getLogger(StorageSettingsService.class);
    private static final int SHORTEST_PASSPHRASE = 8;
    private static final int LONGEST_PASSPHRASE = 1000;

    private final AccessControl access;
    private final StorageTools tools;

    @Activate
    public StorageSettingsService(@Reference AccessControl access, @Reference StorageTools tools) {
        this.access = access;
        this.tools = tools;
    }

    @Override
    public Status status(Caller caller) {
        require(caller);
        return tools.status();
    }

    @Override
    public Trial tryOut(Caller caller, Server server) {
        require(caller);
        return tools.tryOut(lines(server));
    }

    @Override
    public Status plan(Caller caller, Server server) {
        require(caller);
        tools.plan(lines(server));
        LOG.info("User {} moves the panel to the database {} at the next start", caller.name(), server);
        return tools.status();
    }

    @Override
    public Status cancelPlan(Caller caller) {
        require(caller);
        tools.cancelPlan();
        LOG.info("User {} took back the move to another database", caller.name());
        return tools.status();
    }

    @Override
    public Status backUp(Caller caller, @Nullable String passphrase) {
        require(caller);
        if (passphrase != null
                && (passphrase.length() < SHORTEST_PASSPHRASE || passphrase.length() > LONGEST_PASSPHRASE)) {
            throw OstlerException.invalid("passphrase", "8 to 1000 characters");
        }
        tools.backUp(passphrase == null ? null : passphrase.toCharArray());
        LOG.info("User {} began a backup of the panel", caller.name());
        return tools.status();
    }

    @Override
    public Path backup(Caller caller, String name) {
        require(caller);
        return tools.backup(name);
    }

    @Override
    public Status deleteBackup(Caller caller, String name) {
        require(caller);
        try {
            tools.deleteBackup(name);
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        }
        LOG.info("User {} deleted the backup {}", caller.name(), name);
        return tools.status();
    }

    private void require(Caller caller) {
        access.require(caller, Permission.STORAGE_MANAGE);
    }

    private static Properties lines(Server server) {
        var lines = new Properties();
        lines.setProperty("storage", "postgres");
        lines.setProperty("host", server.host());
        lines.setProperty("port", Integer.toString(server.port()));
        lines.setProperty("database", server.database());
        lines.setProperty("user", server.user());
        lines.setProperty("password", server.password());
        lines.setProperty("tls", server.tls());
        lines.setProperty("certificate", server.certificate());
        return lines;
    }
}
