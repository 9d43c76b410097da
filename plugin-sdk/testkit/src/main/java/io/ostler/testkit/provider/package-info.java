/**
 * What each way to sign in must do, whoever wrote it.
 * Implementers of {@link io.ostler.panel.api.provider.AuthProviderType} extend {@link
 * io.ostler.testkit.provider.PasswordProviderContractTest} or {@link
 * io.ostler.testkit.provider.RedirectProviderContractTest} and say how their provider is reached.
 * JUnit runs them; nothing in the product calls them.
 */
@NullMarked
package io.ostler.testkit.provider;

import org.jspecify.annotations.NullMarked;
