package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.store.AuditStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Records in memory. An act named {@code poison} can't be stored. */
public final class AuditInMemory implements AuditStore {
    public final List<AuditRecord> records = new ArrayList<>();
    public final Map<String, Begun> begun = new LinkedHashMap<>();
    public final Map<String, Told> told = new LinkedHashMap<>();
    public boolean full;
    public boolean broken;
    public volatile boolean unreadable;
    /** As long as it is shut, the store hangs. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void write(List<Begun> starts, List<Ended> ends) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED);
        }
        store(starts, ends);
    }

    private synchronized void store(List<Begun> starts, List<Ended> ends) {
        if (broken) {
            throw new NoClassDefFoundError("of the store");
        }
        if (full) {
            throw new OstlerException(ErrorCode.DISK_FULL);
        }
        if (ends.stream().anyMatch(end -> end.act().name().equals("poison"))) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE);
        }
        starts.forEach(start -> begun.put(start.id(), start));
        for (var end : ends) {
            begun.remove(end.begun());
            var head = head();
            records.add(AuditRecord.after(head.hash(), head.number() + 1, Instant.EPOCH, end.act(), end.result()));
        }
    }

    @Override
    public synchronized Told told(String source) {
        return told.getOrDefault(source, Told.NOTHING);
    }

    @Override
    public synchronized void adopt(String source, Told former, Told next, List<Ended> ended) {
        if (!told(source).equals(former)) {
            throw new OstlerException(ErrorCode.CONFLICT);
        }
        store(List.of(), ended);
        told.put(source, next);
    }

    @Override
    public synchronized List<Begun> open(Instant before) {
        return begun.values().stream().filter(act -> act.at().isBefore(before)).toList();
    }

    @Override
    public synchronized Found find(AuditFilter filter, long before, int limit, int looks) {
        var found = records.reversed().stream()
                .filter(record -> record.number() < before && filter.matches(record))
                .limit(limit)
                .toList();
        return new Found(found, found.size() < limit ? 0 : found.getLast().number());
    }

    @Override
    public synchronized List<AuditRecord> from(long number, int limit) {
        if (unreadable) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED);
        }
        return records.stream()
                .filter(record -> record.number() >= number)
                .limit(limit)
                .toList();
    }

    @Override
    public long numberAt(Instant at) {
        return 1;
    }

    @Override
    public synchronized Head head() {
        return records.isEmpty()
                ? new Head(0, "")
                : new Head(records.getLast().number(), records.getLast().hash());
    }

    @Override
    public int removeOldest(Instant olderThan, long keep, int most) {
        return 0;
    }
}
