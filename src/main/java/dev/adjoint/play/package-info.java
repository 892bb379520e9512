/// `adjoint play`: a script in a page of the browser, read again whenever it is saved.
///
/// - [dev.adjoint.play.Play] puts the rest together: it is the face of the package.
/// - `Project` is the script; `Version` is one reading of it; `Watcher` tells when to read again.
/// - `Session` holds what the page shows, an immutable `State`, and tells those who wait for the next.
/// - `Server` answers the browser, on this machine only; `Gate` says who is let in.
///
/// Threads: the watcher's; one that reads scripts and makes documents, so that these come in order;
/// one for each request. They share the session and nothing else.
package dev.adjoint.play;
