/**
 * A real PostgreSQL server for tests. Tests of storage and of whole distributions start it; nothing in the product calls it.
 */
@NullMarked
package io.ostler.testkit.postgres;

import org.jspecify.annotations.NullMarked;
