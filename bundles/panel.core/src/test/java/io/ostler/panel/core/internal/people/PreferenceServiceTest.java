package io.ostler.panel.core.internal.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreferenceServiceTest {
    private final House house = new House();
    private final io.ostler.panel.api.access.Caller mika = FakeAccess.user(UserId.create());

    private ErrorCode refused(String key, String value) {
        return assertThrows(OstlerException.class, () -> house.preferences.put(mika, key, value))
                .code();
    }

    @Test
    void eachHasTheirOwn() {
        house.preferences.put(mika, "instances", "{}");
        assertEquals(Optional.of("{}"), house.preferences.get(mika, "instances"));
        assertEquals(Optional.empty(), house.preferences.get(FakeAccess.user(UserId.create()), "instances"));
    }

    @Test
    void keysAndSizesAreBounded() {
        for (var key : List.of("", "A", "../x", "a b", "a/b", "x".repeat(65))) {
            assertEquals(ErrorCode.INVALID_REQUEST, refused(key, "1"));
        }
        house.preferences.put(mika, "a", "é".repeat(32_768));
        assertEquals(ErrorCode.REQUEST_TOO_LARGE, refused("a", "é".repeat(32_769)));
    }

    @Test
    void fiftyKeysAndNoMore() {
        for (int i = 0; i < 50; i++) {
            house.preferences.put(mika, "k" + i, "1");
        }
        assertEquals(ErrorCode.INVALID_REQUEST, refused("one-more", "1"));
        house.preferences.put(mika, "k7", "2");
        house.preferences.delete(mika, "k8");
        house.preferences.put(mika, "one-more", "1");
    }

    @Test
    void theyGoWithTheAccount() {
        house.preferences.put(mika, "a", "1");
        new io.ostler.panel.core.internal.instance.OwnerLeaving(
                        house.records,
                        house.memberRecords,
                        house.preferenceStore,
                        house.invitationStore,
                        house.identityStore,
                        house.events)
                .ownerLeaves(mika.user());
        assertEquals(Optional.empty(), house.preferences.get(mika, "a"));
    }
}
