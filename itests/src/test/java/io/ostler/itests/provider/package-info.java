/** Ways to sign in that come and go while a panel runs. */
@NullMarked
package io.ostler.itests.provider;

import org.jspecify.annotations.NullMarked;
