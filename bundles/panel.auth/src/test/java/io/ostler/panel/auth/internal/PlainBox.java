package io.ostler.panel.auth.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.secret.SecretBox;

/** Seals by writing the place before the secret, which is enough to see that both are looked at. */
public final class PlainBox implements SecretBox {
    public volatile String newest = "1";

    @Override
    public String seal(String place, String secret) {
        return newest + "|" + place + "|" + secret;
    }

    @Override
    public String open(String place, String sealed) {
        var parts = sealed.split("\\|", 3);
        if (!parts[1].equals(place)) {
            throw OstlerException.of(ErrorCode.STORAGE_FAILED, "reason", "SEAL_BROKEN");
        }
        return parts[2];
    }

    @Override
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(newest + "|");
    }
}
