package io.ostler.panel.core.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InputStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store that fails when it is told to. */
public final class InputsInMemory implements InputStore {
    public final List<InputRecord> inputs = new CopyOnWriteArrayList<>();
    public volatile @Nullable OstlerException failure;

    @Override
    public boolean add(InputRecord input) {
        var broken = failure;
        if (broken != null) {
            throw broken;
        }
        boolean isNew = inputs.stream()
                .noneMatch(known -> known.at().equals(input.at())
                        && known.instance().equals(input.instance())
                        && known.user().equals(input.user()));
        return isNew && inputs.add(input);
    }

    @Override
    public List<InputRecord> inputs(InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit) {
        return inputs.stream()
                .filter(input -> input.instance().equals(instance))
                .filter(input -> before == null || input.at().isBefore(before))
                .filter(input -> user == null || input.user().equals(user))
                .sorted(Comparator.comparing(InputRecord::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> commands(InstanceId instance, UserId user) {
        return inputs(instance, null, user, MOST_COMMANDS).stream()
                .filter(input -> input.text() != null && input.refused() == null)
                .map(input -> String.valueOf(input.text()))
                .distinct()
                .toList();
    }
}
