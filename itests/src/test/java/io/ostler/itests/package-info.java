/** Tests of whole distributions: real processes, real ports, real files; nothing is faked. */
package io.ostler.itests;
