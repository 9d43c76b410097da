/**
 * What each store of the panel must do, whatever keeps the data.
 * Implementers of {@link io.ostler.panel.api.store} extend the classes and say how to open an empty store.
 * JUnit runs them; nothing in the product calls them. Stores in memory serve tests of what stands above.
 */
@NullMarked
package io.ostler.testkit.storage;

import org.jspecify.annotations.NullMarked;
