/// What a program that nobody vetted may take: memory, time, and the depth of what it nests.
package dev.adjoint.bounds;
