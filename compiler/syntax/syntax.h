// From bytes to the syntax tree and back.
#pragma once

#include "syntax/ast.h"

// Parses a `.net` text. Reports every syntax error it can find to `diag`; returns the definitions
// that parsed (never null). Trees, names and comments live in `arena`; names are interned in
// `names`.
AstFile *parse_net(Arena *arena, Names *names, Diag *diag, const Source *source);

// The same for the text of graphs: definitions of kind AST_GRAPH_TEXT, perhaps with the `fn`s they
// call. Here names may hold dots (`conv1.weight` is one name), `;` ends a statement as a line end
// does, and formulas have types and draws have keys.
AstFile *parse_graph(Arena *arena, Names *names, Diag *diag, const Source *source);

// Reads a whole file (`-`: standard input) for parsing: limits, UTF-8, byte-order mark and CRLF are
// dealt with here. Null after an error, which is reported (place: the file).
const Source *load_source(Arena *arena, Diag *diag, const char *path);

// The canonical text of a file: `netc fmt`. Idempotent; keeps comments and single blank lines.
void format_file(const AstFile *file, Text *out);
// One expression or type on one line, as `fmt` would write it: for messages and for graph text.
void format_expr(const AstExpr *expr, Text *out);
void format_type(const AstType *type, Text *out);
// `netc emit --stage ast`: the tree, a node a line, indented.
void print_ast(const AstFile *file, Text *out);
