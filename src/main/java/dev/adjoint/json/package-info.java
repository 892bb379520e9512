/// JSON: [dev.adjoint.json.Json] writes it, for pages and for programs that read our messages.
package dev.adjoint.json;
