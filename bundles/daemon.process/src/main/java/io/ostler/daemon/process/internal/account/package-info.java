/** Accounts of the machine that programs run under, and what is theirs. */
@NullMarked
package io.ostler.daemon.process.internal.account;

import org.jspecify.annotations.NullMarked;
