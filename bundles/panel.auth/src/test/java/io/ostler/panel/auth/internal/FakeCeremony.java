package io.ostler.panel.auth.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.factor.PasskeyCeremony;
import io.ostler.panel.api.factor.Site;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Answers are {@code ID COUNT REQUEST}: right when the request is the one that was asked. */
public final class FakeCeremony implements PasskeyCeremony {

    @Override
    public Begun beginMaking(Site site, String owner, String name, List<Known> present) {
        var request = site.host() + "/" + owner + "/" + UUID.randomUUID();
        return new Begun(request, request);
    }

    @Override
    public Known finishMaking(Site site, String request, String credential) {
        var parts = credential.split(" ");
        check(request, parts[2]);
        return new Known(parts[0], request.split("/")[1], "key", Long.parseLong(parts[1]));
    }

    @Override
    public Begun beginProof(Site site, List<Known> of) {
        var request = site.host() + "/" + UUID.randomUUID();
        return new Begun(request, request);
    }

    @Override
    public Proved finishProof(Site site, String request, String credential, Function<String, Optional<Known>> known) {
        var parts = credential.split(" ");
        check(request, parts[2]);
        var found = known.apply(parts[0]).orElseThrow(() -> new OstlerException(ErrorCode.PASSKEY_REFUSED));
        return new Proved(found.id(), found.owner(), Long.parseLong(parts[1]));
    }

    private static void check(String request, String answered) {
        if (!request.equals(answered)) {
            throw new OstlerException(ErrorCode.PASSKEY_REFUSED);
        }
    }
}
