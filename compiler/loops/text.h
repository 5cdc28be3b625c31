// What the printer and the parser of loops agree on.
#pragma once

#include "loops/loops.h"

bool loops_is_word(const char *name);  // a keyword of the text: such a name stands in backquotes
const char *loop_type_name(Arena *arena, LoopType type);  // "f32x8"
bool loop_type_parse(const char *text, LoopType *type);
const char *space_name(LoopSpace space);
const char *entry_kind_name(NetcEntryKind kind);
const char *dtype_name(NetcDtype dtype);
