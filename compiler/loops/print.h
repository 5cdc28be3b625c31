// The pieces of the printer of loops.
#pragma once

#include "loops/text.h"

void loops_add_name(Text *out, const char *name);    // in backquotes where it must be
void loops_add_string(Text *out, const char *text);  // in quotes, escaped
void loops_add_number(Text *out, Type type, double number);
// `known`: the place says of what type the expression is, so that its numbers need not.
void loops_add_expr(Text *out, const LoopExpr *expr, bool known);
void loops_add_model(Text *out, const NetcModel *model);
void loops_add_entry(Text *out, const LoopEntry *entry);
