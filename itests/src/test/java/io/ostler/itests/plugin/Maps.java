package io.ostler.itests.plugin;

import io.ostler.panel.api.rest.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The plug-in's operations: one under its own permission, one whose author forgot to say under which. */
@Path("maps")
public final class Maps {

    @GET
    @Path("{id}")
    @RequiresPermission(value = MapsPermissions.DRAW, instance = "id")
    public String draw(@PathParam("id") String id) {
        return "a map of " + id;
    }

    @GET
    @Path("{id}/undeclared")
    public String undeclared(@PathParam("id") String id) {
        return "nobody may read this of " + id;
    }
}
