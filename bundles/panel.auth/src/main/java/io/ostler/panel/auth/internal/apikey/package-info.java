/** Keys with which programs act for an account. */
@NullMarked
package io.ostler.panel.auth.internal.apikey;

import org.jspecify.annotations.NullMarked;
