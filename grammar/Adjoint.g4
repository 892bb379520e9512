// The grammar of Adjoint. It has no actions: what a grammar cannot say without them is decided
// between the lexer and the parser, by dev.adjoint.lang.syntax.Layout, which gives the parser one
// statement at a time:
//
// - A NEWLINE that does not end a statement never reaches the parser: inside ( ) and [ ], after an
//   operator, beside the braces of a block, before `|>`, `then` and `else`. A `;` between
//   statements becomes a NEWLINE.
// - The words of declarations and actions (`data`, `check`, `repeat`, …) are keywords only where a
//   statement starts and goes on as theirs does; everywhere else they become NAMEs. `as` and
//   `within` are keywords only in the statements that have them.
// - `d` becomes DIFF where it stands in `d(…)/d(…)`.
// - Brackets match, and the nesting is bounded.
//
// Binary levels are loops, so a chain of a hundred thousand terms needs no stack.
grammar Adjoint;

tokens { DIFF }

// ---- statements ----

unit : statement EOF ;
// What stands in the braces of a string.
value : expr EOF ;

statement
    : PRECISION NAME                                                   # precision
    | SEED expr                                                        # seed
    | DIM NAME (',' NAME)*                                             # dim
    | SAME NAME '=' expr                                               # same
    | OPTION NAME '=' expr                                             # option
    | IMPORT STRING                                                    # importFile
    | DATA NAME ':' shape ('=' expr)?                                  # data
    | PARAM NAME family? ':' shape ('=' expr)?                         # param
    | FN NAME params result? (block | '=' expr)                        # fn
    | LAYER NAME params params result? block                           # layer
    | RETURN expr                                                      # returnValue
    | FOR NAME IN expr block                                           # forLoop
    | IF branch (ELSE IF branch)* (ELSE block)?                        # ifChain
    | REPEAT expr (AS NAME)? block                                     # repeat
    | EVERY expr block                                                 # every
    | EXPECT range relation range (WITHIN range)?                      # expect
    | CHECK range '==' range                                           # check
    | pipe (('=' | ':=') expr)?                                        # action
    ;

block    : '{' (statement (NEWLINE statement)*)? '}' ;
branch   : expr block ;
relation : '==' | '~=' | '!=' | '<' | '<=' | '>' | '>=' ;

family : '[' NAME IN sum '..' sum ']' ;
shape  : NAME | '[' (expr (',' expr)* ','?)? ']' ;
result : '->' shape ;
params : '(' (formal (',' formal)* ','?)? ')' ;
formal : NAME (':' shape)? ('=' expr)? ;

// ---- expressions, from the loosest to the tightest ----

expr        : IF expr THEN expr ELSE expr | pipe ;
pipe        : disjunction ('|>' disjunction)* ;
disjunction : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation    : NOT negation | comparison ;
comparison  : range (('==' | '!=' | '<' | '<=' | '>' | '>=') range)? ;
range       : sum ('..' sum)? ;
sum         : product (('+' | '-') product)* ;
product     : matmul (('*' | '/') matmul)* ;
matmul      : unary ('@' unary)* ;
unary       : '-' unary | power ;
power       : postfix (('^' | '**') unary)? ;
postfix     : primary trailer* ;
trailer     : '.' NAME | '(' arguments? ')' | '[' items ']' ;

primary
    : NUMBER
    | STRING
    | NAME
    | list
    | group
    | derivative
    ;

group      : '(' expr ')' ;
list       : '[' (element (comprehension | (',' element)* ','?))? ']' ;
element    : NAME IN expr | expr ;
comprehension : FOR NAME IN expr (IF expr)? ;
derivative : DIFF group '/' DIFF group | '∂' partial '/' '∂' partial ;
partial    : (NAME | group) trailer* ;

arguments : argument (',' argument)* ','? ;
argument  : (NAME '=')? expr ;
items     : item (',' item)* ','? ;
item      : expr slice? | slice ;
slice     : ':' stop=expr? (':' step=expr?)? ;

// ---- words ----

IF : 'if' ;  THEN : 'then' ;  ELSE : 'else' ;  FOR : 'for' ;  IN : 'in' ;
AND : 'and' ;  OR : 'or' ;  NOT : 'not' ;

// Keywords where a statement starts, names elsewhere.
PRECISION : 'precision' ;
SEED : 'seed' ;
DIM : 'dim' ;
SAME : 'same' ;
OPTION : 'option' ;
IMPORT : 'import' ;
DATA : 'data' ;
PARAM : 'param' ;
FN : 'fn' ;
LAYER : 'layer' ;
RETURN : 'return' ;
REPEAT : 'repeat' ;
EVERY : 'every' ;
EXPECT : 'expect' ;
CHECK : 'check' ;
AS : 'as' ;
WITHIN : 'within' ;

// λ is any letter beyond ASCII, \u0303 any mark (x̃), \u0663 any digit, \u00A0 any space:
// dev.adjoint.lang.syntax.TextStream shows the lexer no others.
NAME : [a-zA-Zλ_] [a-zA-Zλ0-9\u0303\u0663_₀-₉]* ;

NUMBER : (DIGITS ('.' DIGITS)? | '.' DIGITS) ([eE] [+-]? DIGITS)? ;
fragment DIGITS : [0-9] ('_'? [0-9])* ;

// The parts of a string, its escapes and the values in its braces, are read by StringReader.
STRING : '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"' | '\'' ('\\' ~[\r\n] | ~['\\\r\n])* '\'' ;

// ---- signs ----

ASSIGN : '=' ;  UPDATE : ':=' ;  COLON : ':' ;  COMMA : ',' ;  DOT : '.' ;  ARROW : '->' ;
EQUAL : '==' ;  CLOSE : '~=' ;  UNEQUAL : '!=' ;
LESS : '<' ;  LESS_EQUAL : '<=' ;  GREATER : '>' ;  GREATER_EQUAL : '>=' ;
PIPE : '|>' ;  RANGE : '..' ;  PLUS : '+' ;  MINUS : '-' ;  TIMES : '*' ;  OVER : '/' ;
MATMUL : '@' ;  POWER : '^' ;  STARS : '**' ;  PARTIAL : '∂' ;
LEFT_PAREN : '(' ;  RIGHT_PAREN : ')' ;
LEFT_BRACKET : '[' ;  RIGHT_BRACKET : ']' ;
LEFT_BRACE : '{' ;  RIGHT_BRACE : '}' ;
SEMICOLON : ';' ;

NEWLINE : '\r'? '\n' ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE   : [ \t\f\u00A0\uFEFF]+ -> channel(HIDDEN) ;

// ---- what no program holds, each answered in words ----

// Signs of other languages.
FOREIGN
    : '+=' | '-=' | '*=' | '/=' | '//' | '//=' | '%' | '%=' | '**=' | '@=' | '^='
    | '&&' | '||' | '&' | '|' | '!' | '~' | '===' | '!==' | '<>' | '=>' | '++' | '...'
    | '.*' | './' | '.^' | '.\'' | '?' | '\\' | '$' | '`'
    ;
TRIPLE_QUOTE : '"""' (.*? '"""')? | '\'\'\'' (.*? '\'\'\'')? ;
UNTERMINATED : '"' ('\\' ~[\r\n] | ~["\\\r\n])* | '\'' ('\\' ~[\r\n] | ~['\\\r\n])* ;
UNKNOWN : . ;
