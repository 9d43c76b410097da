package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.store.ApiKeyStore;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.ChallengeStore;
import io.ostler.panel.api.store.FactorStore;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.InvitationStore;
import io.ostler.panel.api.store.LabelStore;
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.OneTimeStore;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.api.store.PreferenceStore;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.RoleGrantStore;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.testkit.storage.ApiKeyStoreContractTest;
import io.ostler.testkit.storage.AuditStoreContractTest;
import io.ostler.testkit.storage.ChallengeStoreContractTest;
import io.ostler.testkit.storage.FactorStoreContractTest;
import io.ostler.testkit.storage.IdentityStoreContractTest;
import io.ostler.testkit.storage.InputStoreContractTest;
import io.ostler.testkit.storage.InstanceStoreContractTest;
import io.ostler.testkit.storage.InvitationStoreContractTest;
import io.ostler.testkit.storage.LabelStoreContractTest;
import io.ostler.testkit.storage.MemberStoreContractTest;
import io.ostler.testkit.storage.NodeStoreContractTest;
import io.ostler.testkit.storage.OneTimeStoreContractTest;
import io.ostler.testkit.storage.PasskeyStoreContractTest;
import io.ostler.testkit.storage.PreferenceStoreContractTest;
import io.ostler.testkit.storage.ProviderStoreContractTest;
import io.ostler.testkit.storage.RoleGrantStoreContractTest;
import io.ostler.testkit.storage.RoleStoreContractTest;
import io.ostler.testkit.storage.SessionStoreContractTest;
import io.ostler.testkit.storage.SettingStoreContractTest;
import io.ostler.testkit.storage.SshKeyStoreContractTest;
import io.ostler.testkit.storage.UserStoreContractTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** The contracts of all stores, run over one kind of database by each subclass. */
@Tag("slow")
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
    class Invitations extends InvitationStoreContractTest {
        @Override
        protected InvitationStore emptyStore() throws Exception {
            return new JdbcInvitationStore(stores().emptied("ostler_invitation"));
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
    class Roles extends RoleStoreContractTest {
        @Override
        protected Stores emptyStores() throws Exception {
            var database = stores().emptied("ostler_role", "ostler_role_grant", "ostler_user");
            return new Stores(
                    new JdbcRoleStore(database), new JdbcRoleGrantStore(database), new JdbcUserStore(database));
        }
    }

    @Nested
    class RoleGrants extends RoleGrantStoreContractTest {
        @Override
        protected RoleGrantStore emptyStore() throws Exception {
            return new JdbcRoleGrantStore(stores().emptied("ostler_role_grant"));
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
    class ApiKeys extends ApiKeyStoreContractTest {
        @Override
        protected ApiKeyStore emptyStore() throws Exception {
            return new JdbcApiKeyStore(stores().emptied("ostler_api_key"));
        }
    }

    @Nested
    class Factors extends FactorStoreContractTest {
        @Override
        protected FactorStore emptyStore() throws Exception {
            return new JdbcFactorStore(stores().emptied("ostler_totp", "ostler_recovery_code"));
        }
    }

    @Nested
    class Passkeys extends PasskeyStoreContractTest {
        @Override
        protected PasskeyStore emptyStore() throws Exception {
            return new JdbcPasskeyStore(stores().emptied("ostler_passkey"));
        }
    }

    @Nested
    class Challenges extends ChallengeStoreContractTest {
        @Override
        protected ChallengeStore emptyStore() throws Exception {
            return new JdbcChallengeStore(stores().emptied("ostler_challenge"));
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

    @Nested
    class Providers extends ProviderStoreContractTest {
        @Override
        protected ProviderStore emptyStore() throws Exception {
            return new JdbcProviderStore(
                    stores().emptied("ostler_provider", "ostler_provider_rule", "ostler_provider_setting"));
        }
    }

    @Nested
    class Identities extends IdentityStoreContractTest {
        @Override
        protected IdentityStore emptyStore() throws Exception {
            return new JdbcIdentityStore(stores().emptied("ostler_identity"));
        }
    }

    @Nested
    class OneTimes extends OneTimeStoreContractTest {
        @Override
        protected OneTimeStore emptyStore() throws Exception {
            return new JdbcOneTimeStore(stores().emptied("ostler_one_time"));
        }
    }
}
