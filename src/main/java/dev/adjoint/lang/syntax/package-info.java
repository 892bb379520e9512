/// From text to syntax: [dev.adjoint.lang.syntax.Parser] reads a [dev.adjoint.source.SourceText]
/// into a [dev.adjoint.lang.syntax.Program], a list of [dev.adjoint.lang.syntax.Statement] and
/// [dev.adjoint.lang.syntax.Expr] records that each know their place, and answers what it cannot
/// read.
///
/// The steps, each a class:
/// 1. The lexer, generated from `grammar/Adjoint.g4`, cuts the text into tokens.
/// 2. `Layout` decides what a grammar cannot say without actions: which ends of line end a
///    statement, which words are keywords where they stand, whether brackets match, and how deep
///    the nesting goes. Its result is a list of statements, each a list of tokens.
/// 3. The generated parser reads one statement at a time, so a mistake in one does not hide a
///    mistake in the next.
/// 4. `StatementBuilder` and `ExprBuilder` turn the parse tree into records.
/// 5. Where the parser stops, `SyntaxErrors` says why, and `Habits` knows what a person who comes
///    from Python, MATLAB or C meant.
///
/// ANTLR stays behind this package: no other sees its types.
package dev.adjoint.lang.syntax;
