package io.ostler.panel.api.provider;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Sends the browser somewhere and makes sense of what it comes back with. */
@ConsumerType
public interface RedirectProvider extends AuthProvider {

    /**
     * Where the browser goes.
     *
     * @param address absolute, http or https
     * @param memory what {@link #finish} has to know again: kept on the server, for this one attempt, never shown
     */
    record Departure(String address, String memory) {}

    /**
     * What came back.
     *
     * @param callback the same address as at the beginning
     * @param state what was given at the beginning; the caller has compared it with the browser's already
     * @param parameters of the callback, each at most once
     * @param memory of {@link Departure}
     */
    record Arrival(String callback, String state, Map<String, String> parameters, String memory) {
        public Arrival {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * @param callback where the provider shall send the browser back to
     * @param state unguessable; must come back as the parameter {@code state}
     * @throws io.ostler.model.OstlerException {@code PROVIDER_FAILED}
     */
    Departure begin(String callback, String state);

    /**
     * Who came back. Checks everything that the protocol can check.
     *
     * @throws io.ostler.model.OstlerException {@code PROVIDER_FAILED}; with {@link ProviderFault#REFUSED} when the
     *     person or the provider declined
     */
    ExternalIdentity finish(Arrival arrival);
}
