/// Running a script: [dev.adjoint.lang.run.Runner] carries out its actions in a
/// [dev.adjoint.lang.run.Host].
package dev.adjoint.lang.run;
