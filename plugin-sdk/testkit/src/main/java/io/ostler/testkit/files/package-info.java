/** Stand-ins for the services that long work on files stands on. */
@NullMarked
package io.ostler.testkit.files;

import org.jspecify.annotations.NullMarked;
