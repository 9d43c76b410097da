package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.api.rest.Anonymous;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.osgi.service.component.annotations.Component;

/** The description of the API itself, made by the build. */
@Component(service = DescriptionResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("openapi.json")
public final class DescriptionResource {
    private static final String FILE = "/OSGI-INF/openapi/openapi.json";

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Anonymous("the description is the same for everybody and published with the source")
    @Operation(hidden = true)
    public byte[] get() {
        try (var in = DescriptionResource.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
