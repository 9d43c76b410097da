/** The operations of the API, one class per subject; each declares its permission and calls a service that checks it. */
@NullMarked
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Ostler",
                        version = "1",
                        description = "The panel's interface: users, nodes, instances. docs/http-api.md has the rules"
                                + " that a schema can't tell.",
                        license = @License(name = "Apache-2.0")),
        tags = {
            @Tag(name = "set-up", description = "The first run"),
            @Tag(name = "session", description = "Signing in and out"),
            @Tag(name = "account", description = "The caller's own account"),
            @Tag(name = "audit", description = "Who did what"),
            @Tag(name = "settings", description = "How the panel is set"),
            @Tag(name = "users", description = "User accounts"),
            @Tag(name = "roles", description = "What people may do, and why"),
            @Tag(name = "nodes", description = "Machines with a daemon"),
            @Tag(name = "instances", description = "Programs that daemons run"),
            @Tag(name = "batches", description = "One action on many instances"),
            @Tag(name = "files", description = "Files of an instance; bytes go straight to the daemon"),
            @Tag(name = "tasks", description = "Long work of the nodes")
        },
        components =
                @Components(
                        schemas = @Schema(name = "Problem", implementation = Problem.class),
                        responses =
                                @APIResponse(
                                        name = "Problem",
                                        description = "What went wrong: a problem document (RFC 9457)",
                                        content =
                                                @Content(
                                                        mediaType = "application/problem+json",
                                                        schema = @Schema(implementation = Problem.class))),
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = "session",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.COOKIE,
                                    apiKeyName = "ostler_session"),
                            @SecurityScheme(
                                    securitySchemeName = "csrf",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.HEADER,
                                    apiKeyName = "X-Ostler-Csrf",
                                    description = "The csrfToken of the session"),
                            @SecurityScheme(
                                    securitySchemeName = "key",
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    bearerFormat = "ostler_ and 49 letters and digits",
                                    description = "An API key; also as header X-Api-Key"),
                            @SecurityScheme(
                                    securitySchemeName = "keyParameter",
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.QUERY,
                                    apiKeyName = "apikey",
                                    description = "An API key, for programs that can't send headers")
                        }))
package io.ostler.panel.rest.internal.resource;

import io.ostler.panel.rest.internal.body.Problem;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
