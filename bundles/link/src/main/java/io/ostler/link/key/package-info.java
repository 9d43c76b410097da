/**
 * Ed25519 keys, the files they live in, and the bytes that are signed.
 * Panel and daemon each own one key pair; everything they prove to each other rests on it.
 * The JDK does the cryptography.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link.key;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
