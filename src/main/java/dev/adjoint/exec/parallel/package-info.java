/// Several cores for one piece of work: [dev.adjoint.exec.parallel.Workers].
package dev.adjoint.exec.parallel;
