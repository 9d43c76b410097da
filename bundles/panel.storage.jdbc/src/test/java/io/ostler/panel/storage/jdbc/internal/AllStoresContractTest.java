package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.LabelStore;
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.PreferenceStore;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.testkit.storage.AuditStoreContractTest;
import io.ostler.testkit.storage.InputStoreContractTest;
import io.ostler.testkit.storage.InstanceStoreContractTest;
import io.ostler.testkit.storage.LabelStoreContractTest;
import io.ostler.testkit.storage.MemberStoreContractTest;
import io.ostler.testkit.storage.NodeStoreContractTest;
import io.ostler.testkit.storage.PreferenceStoreContractTest;
import io.ostler.testkit.storage.SessionStoreContractTest;
import io.ostler.testkit.storage.SettingStoreContractTest;
import io.ostler.testkit.storage.SshKeyStoreContractTest;
import io.ostler.testkit.storage.UserStoreContractTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contracts of all stores, run over one kind of database by each subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AllStoresContractTest {

    abstract Stores stores();

    @Nested
    class Users extends UserStoreContractTest {
        @Override
        protected UserStore emptyStore() throws Exception {
            return new JdbcUserStore(stores().emptied("ostler_user"));
        }
    }

    @Nested
    class Sessions extends SessionStoreContractTest {
        @Override
        protected SessionStore emptyStore() throws Exception {
            return new JdbcSessionStore(stores().emptied("ostler_session"));
        }
    }

    @Nested
    class Nodes extends NodeStoreContractTest {
        @Override
        protected NodeStore emptyStore() throws Exception {
            return new JdbcNodeStore(stores().emptied("ostler_node", "ostler_enrolment"));
        }
    }

    @Nested
    class Instances extends InstanceStoreContractTest {
        @Override
        protected InstanceStore emptyStore() throws Exception {
            return new JdbcInstanceStore(stores().emptied("ostler_instance"));
        }
    }

    @Nested
    class Members extends MemberStoreContractTest {
        @Override
        protected MemberStore emptyStore() throws Exception {
            return new JdbcMemberStore(stores().emptied("ostler_member"));
        }
    }

    @Nested
    class Settings extends SettingStoreContractTest {
        @Override
        protected SettingStore emptyStore() throws Exception {
            return new JdbcSettingStore(stores().emptied("ostler_setting"));
        }
    }

    @Nested
    class SshKeys extends SshKeyStoreContractTest {
        @Override
        protected SshKeyStore emptyStore() throws Exception {
            return new JdbcSshKeyStore(stores().emptied("ostler_ssh_key"));
        }
    }

    @Nested
    class LabelsOfInstances extends LabelStoreContractTest {
        @Override
        protected LabelStore emptyStore() throws Exception {
            return new JdbcLabelStore(stores().emptied("ostler_label"));
        }
    }

    @Nested
    class Preferences extends PreferenceStoreContractTest {
        @Override
        protected PreferenceStore emptyStore() throws Exception {
            return new JdbcPreferenceStore(stores().emptied("ostler_preference"));
        }
    }

    @Nested
    class Inputs extends InputStoreContractTest {
        @Override
        protected InputStore emptyStore() throws Exception {
            return new JdbcInputStore(stores().emptied("ostler_input", "ostler_command"));
        }
    }

    @Nested
    class Audit extends AuditStoreContractTest {
        @Override
        protected AuditStore emptyStore() throws Exception {
            return new JdbcAuditStore(
                    stores().emptied("ostler_audit", "ostler_audit_head", "ostler_audit_begun", "ostler_audit_told"));
        }
    }
}
