package io.ostler.panel.storage.postgres.internal;

import io.ostler.panel.api.storage.DatabaseTrial;
import java.util.Properties;
import org.osgi.service.component.annotations.Component;

/** Its class, and the driver with it, is loaded when somebody tries settings. Stateless. */
@Component(property = "ostler.storage=postgres")
public final class PostgresTrial implements DatabaseTrial {

    @Override
    public Found tryOut(Properties settings) {
        return PostgresDatabase.tryOut(PostgresSettings.of(settings));
    }
}
