package io.ostler.panel.core.internal.instance;

import io.ostler.model.UserId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.InvitationStore;
import io.ostler.panel.api.store.PreferenceStore;
import io.ostler.panel.core.internal.member.MemberRecords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What happens to a user's instances when the account goes. Thread-safe. */
@Component(service = OwnerLeaving.class)
public final class OwnerLeaving {
    private final InstanceRecords records;
    private final MemberRecords members;
    private final PreferenceStore preferences;
    private final InvitationStore invitations;
    private final IdentityStore identities;
    private final Events events;

    @Activate
    public OwnerLeaving(
            @Reference InstanceRecords records,
            @Reference MemberRecords members,
            @Reference PreferenceStore preferences,
            @Reference InvitationStore invitations,
            @Reference IdentityStore identities,
            @Reference Events events) {
        this.records = records;
        this.members = members;
        this.preferences = preferences;
        this.invitations = invitations;
        this.identities = identities;
        this.events = events;
    }

    /** The instances stay, without an owner; memberships, preferences, invitations and identities at providers go. */
    public void ownerLeaves(UserId user) {
        for (var id : records.ownedBy(user)) {
            records.changeOwner(id, null);
            events.publish(Topic.INSTANCES, "changed", id.value());
        }
        invitations.deleteAll(null, user, null);
        identities.deleteAll(user);
        preferences.deleteAll(user);
        members.removeAll(user).forEach(id -> events.publish(Topic.INSTANCES, "changed", id.value()));
    }
}
