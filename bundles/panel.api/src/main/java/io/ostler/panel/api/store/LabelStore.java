package io.ostler.panel.api.store;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.Labels;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Labels of instances; they go with their instance. Thread-safe, blocks. */
@ConsumerType
public interface LabelStore {

    Map<InstanceId, Labels> all();

    /** Puts them in place of the former ones. */
    void put(InstanceId instance, Labels labels);

    boolean delete(InstanceId instance);
}
