package io.ostler.itests.plugin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The plug-in as a bundle, made of the classes beside this one. Stateless. */
final class MapsBundle {
    private MapsBundle() {}

    static InputStream jar() throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "test.maps");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", MapsActivator.class.getName());
        main.putValue(
                "Import-Package",
                "io.ostler.panel.api.access,io.ostler.panel.api.rest,jakarta.ws.rs,org.osgi.framework");
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (var type : List.of(Maps.class, MapsPermissions.class, MapsActivator.class)) {
                var path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (var in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(path))) {
                    in.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
