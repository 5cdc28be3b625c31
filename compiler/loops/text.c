// What the printer and the parser of loops agree on: words, and the names of types and spaces.

#include "loops/text.h"

#include <string.h>

static const char *const words[] = {
    "and",   "as",       "at",       "buffer",  "by",      "call", "constant", "cost",
    "else",  "entry",    "false",    "far",     "for",     "if",   "in",       "inf",
    "inout", "kernel",   "let",      "local",   "nan",     "not",  "of",       "or",
    "out",   "parallel", "prefetch", "program", "reverse", "step", "true",     "unroll",
};

bool loops_is_word(const char *name)
{
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (!strcmp(words[i], name))
      return true;
  return false;
}

const char *loop_type_name(Arena *arena, LoopType type)
{
  if (type.lanes == 1)
    return type_name(type.scalar);
  return arena_print(arena, "%sx%d", type_name(type.scalar), type.lanes);
}

bool loop_type_parse(const char *text, LoopType *type)
{
  static const Type types[] = {TYPE_F32, TYPE_F64, TYPE_I32, TYPE_U8, TYPE_BOOL, TYPE_INDEX};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    size_t length = strlen(type_name(types[i]));
    if (strncmp(text, type_name(types[i]), length))
      continue;
    *type = (LoopType){types[i], 1};
    if (!text[length])
      return true;
    static const char *const lanes[] = {"x2", "x4", "x8", "x16"};
    for (int k = 0; k < 4; k++)
      if (!strcmp(text + length, lanes[k])) {
        type->lanes = 2 << k;
        return true;
      }
  }
  return false;
}

const char *space_name(LoopSpace space)
{
  static const char *const names[] = {
      [SPACE_WEIGHTS] = "weights",   [SPACE_SLOTS] = "slots",
      [SPACE_PREPARED] = "prepared", [SPACE_WORKSPACE] = "workspace",
      [SPACE_INPUT] = "input",       [SPACE_OUTPUT] = "output",
      [SPACE_SCALARS] = "scalars",   [SPACE_CONSTANT] = "constants",
  };
  return (unsigned)space < sizeof names / sizeof names[0] ? names[space] : NULL;
}

const char *entry_kind_name(NetcEntryKind kind)
{
  static const char *const names[] = {
      [NETC_INITIALIZE] = "initialize",
      [NETC_PREPARE] = "prepare",
      [NETC_PREDICT] = "predict",
      [NETC_EVALUATE] = "evaluate",
      [NETC_TRAIN] = "train",
      [NETC_ACCUMULATE] = "accumulate",
      [NETC_AUGMENT] = "augment",
      [NETC_FEATURES] = "features",
      [NETC_SALIENCY] = "saliency",
      [NETC_CHECK] = "check",
      [NETC_ROW] = "row",
  };
  return (unsigned)kind < sizeof names / sizeof names[0] ? names[kind] : NULL;
}

const char *dtype_name(NetcDtype dtype)
{
  static const char *const names[] = {
      [NETC_F32] = "f32",   [NETC_I32] = "i32", [NETC_U8] = "u8",
      [NETC_BOOL] = "bool", [NETC_F64] = "f64",
  };
  return (unsigned)dtype < sizeof names / sizeof names[0] ? names[dtype] : NULL;
}

bool loops_is_text(const Source *source)
{
  static const char *const heads[] = {"program ", "constant ", "kernel ", "entry "};
  const char *p = source->text;
  while (*(p += strspn(p, " \t\r\n")) == '#')
    p += strcspn(p, "\n");
  for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
    if (!strncmp(p, heads[i], strlen(heads[i])))
      return true;
  return false;
}
