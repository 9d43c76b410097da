package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.identity.Identities;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.rest.internal.body.SessionBodies.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies about signing in by providers and by links. */
public final class SignInBodies {
    private SignInBodies() {}

    /** {@code way}: password or redirect. */
    public record SignInWay(String id, String name, String icon, String way) {}

    /** {@code passwords}: whether local passwords work for everybody; {@code passwordLength}: what new ones need. */
    public record SignInChoices(
            List<SignInWay> providers,
            boolean passwords,
            int passwordLength,
            @Nullable String first) {
        public static SignInChoices of(SignInWays.Choices choices, int passwordLength) {
            return new SignInChoices(
                    choices.choices().stream()
                            .map(choice -> new SignInWay(
                                    choice.id(), choice.name(), choice.icon(), ProviderBodies.text(choice.way())))
                            .toList(),
                    choices.passwords(),
                    passwordLength,
                    choices.first());
        }
    }

    /** {@code to}: page of the console that is wanted afterwards. */
    public record SignInStart(@Nullable String to) {}

    public record SignInDeparture(String address) {}

    /** What the provider gave the browser, as it stands in the address. */
    public record SignInArrival(Map<String, String> parameters) {}

    public record SignedInTo(Person user, String to) {
        public static SignedInTo of(Sessions.Session session, String to) {
            return new SignedInTo(
                    new Person(
                            session.user().value(),
                            session.userName(),
                            session.role().value()),
                    to);
        }
    }

    /** The first step was right, the second one is missing; {@code to}: page that is wanted afterwards. */
    public record SecondStepTo(String token, List<String> methods, Instant expires, String to) {
        public static SecondStepTo of(Sessions.SecondStep step, String to) {
            var plain = FactorBodies.SecondStep.of(step);
            return new SecondStepTo(plain.token(), plain.methods(), plain.expires(), to);
        }
    }

    public record LinkSecret(String secret) {}

    public record NewLoginLink(@Nullable String to) {}

    /** {@code address}: to be opened once, until {@code expires}. */
    public record LoginLink(String address, Instant expires) {}

    public record BoundIdentity(
            String provider,
            String providerName,
            String icon,
            String name,
            @Nullable String email,
            Instant since,
            @Nullable Instant lastUsed) {
        static BoundIdentity of(Identities.Bound bound) {
            return new BoundIdentity(
                    bound.provider(),
                    bound.providerName(),
                    bound.icon(),
                    bound.name(),
                    bound.email(),
                    bound.since(),
                    bound.lastUsed());
        }
    }

    public record BoundIdentities(List<BoundIdentity> identities) {
        public static BoundIdentities of(List<Identities.Bound> bound) {
            return new BoundIdentities(bound.stream().map(BoundIdentity::of).toList());
        }
    }

    public record BoundTo(String provider, String to) {}

    public record NameThere(String name, String password) {}
}
