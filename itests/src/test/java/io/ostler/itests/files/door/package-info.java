/** Drivers: the same few acts on a path through each door to an instance's files. */
package io.ostler.itests.files.door;
