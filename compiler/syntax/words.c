// The words of operators, reductions and types.

#include "syntax/words.h"

#include <string.h>

const char *operator_word(AstOperator operator)
{
  static const char *const words[] = {
      [AST_ADD] = "+",         [AST_SUBTRACT] = "-",   [AST_MULTIPLY] = "*",
      [AST_DIVIDE] = "/",      [AST_REMAINDER] = "%",  [AST_POWER] = "^",
      [AST_EQUAL] = "==",      [AST_NOT_EQUAL] = "!=", [AST_LESS] = "<",
      [AST_LESS_EQUAL] = "<=", [AST_GREATER] = ">",    [AST_GREATER_EQUAL] = ">=",
      [AST_AND] = "and",       [AST_OR] = "or",        [AST_NEGATE] = "-",
      [AST_NOT] = "not",
  };
  return words[operator];
}

const char *reduction_word(AstReduction reduction)
{
  static const char *const words[] = {"sum",   "prod", "max", "min",    "mean",
                                      "count", "any",  "all", "argmax", "argmin"};
  return words[reduction];
}

const char *dtype_word(AstDtype dtype)
{
  static const char *const words[] = {"", "f32", "i32", "u8", "bool", "graph", "f64"};
  return words[dtype];
}

const char *definition_word(AstDefinitionKind kind)
{
  static const char *const words[] = {"op", "layer", "net",   "train",  "optimizer",
                                      "fn", "init",  "const", "import", "graph"};
  return words[kind];
}

void text_add_string(Text *out, const char *value)
{
  static const char values[] = "\n\t\r\\\"\a\b\f\v", letters[] = "ntr\\\"abfv";
  text_add_bytes(out, "\"", 1);
  for (const char *p = value; *p; p++) {
    const char *found = strchr(values, *p);
    if (found)
      text_add(out, "\\%c", letters[found - values]);
    else if ((unsigned char)*p < 0x20 || *p == 0x7F)
      text_add(out, "\\x%02x", (unsigned char)*p);
    else
      text_add_bytes(out, p, 1);
  }
  text_add_bytes(out, "\"", 1);
}
