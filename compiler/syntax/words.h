// The words of operators, reductions and types, for everything that prints trees.
#pragma once

#include "syntax/ast.h"

const char *operator_word(AstOperator operator);
const char *reduction_word(AstReduction reduction);
const char *dtype_word(AstDtype dtype);  // "" for none
const char *definition_word(AstDefinitionKind kind);
// Appends a string literal with its quotes and escapes.
void text_add_string(Text *out, const char *value);
