package io.ostler.panel.core.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.LabelStore;
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.PreferenceStore;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.testkit.storage.MemoryUserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that forget everything with the test. */
public final class MemoryStores {
    private MemoryStores() {}

    public static final class UsersInMemory extends MemoryUserStore {}

    public static final class NodesInMemory implements NodeStore {
        private final Map<NodeId, NodeRecord> nodes = new ConcurrentHashMap<>();
        private final Map<String, EnrolmentRecord> enrolments = new ConcurrentHashMap<>();

        @Override
        public void insert(NodeRecord node) {
            nodes.put(node.id(), node);
        }

        @Override
        public Optional<NodeRecord> find(NodeId id) {
            return Optional.ofNullable(nodes.get(id));
        }

        @Override
        public List<NodeRecord> list() {
            return List.copyOf(nodes.values());
        }

        @Override
        public boolean update(NodeRecord node) {
            return nodes.replace(node.id(), node) != null;
        }

        @Override
        public boolean delete(NodeId id) {
            return nodes.remove(id) != null;
        }

        @Override
        public void insertEnrolment(EnrolmentRecord enrolment) {
            enrolments.put(enrolment.keyHash(), enrolment);
        }

        @Override
        public Optional<EnrolmentRecord> takeEnrolment(String keyHash, Instant now) {
            return Optional.ofNullable(enrolments.remove(keyHash))
                    .filter(e -> e.expires().isAfter(now));
        }

        @Override
        public List<EnrolmentRecord> listEnrolments() {
            return new ArrayList<>(enrolments.values());
        }

        @Override
        public boolean deleteEnrolment(String keyHash) {
            return enrolments.remove(keyHash) != null;
        }
    }

    public static final class MembersInMemory implements MemberStore {
        private final Map<String, MemberRecord> members = new ConcurrentHashMap<>();

        private static String key(InstanceId instance, UserId user) {
            return instance + " " + user;
        }

        @Override
        public List<MemberRecord> list() {
            return List.copyOf(members.values());
        }

        @Override
        public void put(MemberRecord member) {
            members.put(key(member.instance(), member.user()), member);
        }

        @Override
        public boolean delete(InstanceId instance, UserId user) {
            return members.remove(key(instance, user)) != null;
        }
    }

    public static final class KeysInMemory implements SshKeyStore {
        public final List<SshKey> keys = new ArrayList<>();

        @Override
        public boolean insert(SshKey key) {
            return keys.add(key);
        }

        @Override
        public List<SshKey> of(UserId user) {
            return keys.stream().filter(key -> key.user().equals(user)).toList();
        }

        @Override
        public boolean delete(UserId user, String id) {
            return keys.removeIf(key -> key.id().equals(id));
        }

        @Override
        public void used(String id, Instant at) {}
    }

    public static final class InstancesInMemory implements InstanceStore {
        private final Map<InstanceId, InstanceRecord> instances = new ConcurrentHashMap<>();

        @Override
        public void insert(InstanceRecord instance) {
            instances.put(instance.id(), instance);
        }

        @Override
        public Optional<InstanceRecord> find(InstanceId id) {
            return Optional.ofNullable(instances.get(id));
        }

        @Override
        public List<InstanceRecord> list() {
            return List.copyOf(instances.values());
        }

        @Override
        public boolean update(InstanceRecord instance) {
            return instances.replace(instance.id(), instance) != null;
        }

        @Override
        public boolean delete(InstanceId id) {
            return instances.remove(id) != null;
        }
    }

    public static final class LabelsInMemory implements LabelStore {
        public final Map<InstanceId, Labels> labels = new ConcurrentHashMap<>();

        @Override
        public Map<InstanceId, Labels> all() {
            return Map.copyOf(labels);
        }

        @Override
        public void put(InstanceId instance, Labels written) {
            labels.put(instance, written);
        }

        @Override
        public boolean delete(InstanceId instance) {
            return labels.remove(instance) != null;
        }
    }

    public static final class PreferencesInMemory implements PreferenceStore {
        private final Map<UserId, Map<String, String>> values = new ConcurrentHashMap<>();

        private Map<String, String> of(UserId user) {
            return values.computeIfAbsent(user, id -> new ConcurrentHashMap<>());
        }

        @Override
        public Optional<String> get(UserId user, String key) {
            return Optional.ofNullable(of(user).get(key));
        }

        @Override
        public List<String> keys(UserId user) {
            return of(user).keySet().stream().sorted().toList();
        }

        @Override
        public void put(UserId user, String key, String value) {
            of(user).put(key, value);
        }

        @Override
        public boolean delete(UserId user, String key) {
            return of(user).remove(key) != null;
        }

        @Override
        public void deleteAll(UserId user) {
            values.remove(user);
        }
    }
}
