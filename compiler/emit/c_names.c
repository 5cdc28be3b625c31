// Names of loops as C identifiers: what C does not allow becomes `_`, and what is taken gets a
// number.

#include "emit/c.h"
#include "loops/apply.h"

#include <ctype.h>
#include <string.h>

// Keywords, macros of the included headers and of gnu11, and what the file itself defines.
static const char *const reserved[] = {
    "asm",      "auto",     "bool",      "break",  "call",    "case",     "char",
    "const",    "continue", "default",   "do",     "double",  "else",     "enum",
    "extern",   "false",    "float",     "for",    "goto",    "if",       "inline",
    "int",      "linux",    "long",      "main",   "memcpy",  "register", "restrict",
    "return",   "short",    "signed",    "sizeof", "static",  "struct",   "switch",
    "true",     "typedef",  "typeof",    "union",  "unix",    "unsigned", "void",
    "volatile", "while",    "arguments", "first",  "signgam", "i386",     "math_errhandling",
    "fma",      "fmaf",     "sqrtf",     "floorf",
};

static bool is_reserved(const char *name)
{
  for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
    if (!strcmp(name, reserved[i]))
      return true;
  return loop_function1(name) || loop_function2(name);
}

// Macros are in capitals, types are `f32x8`, helpers `f32_max` or `netc_..`: all
// that could be one of those gets a prefix.
static bool is_plain(const char *name)
{
  size_t length = strlen(name);
  bool lower = islower((unsigned char)name[0]);
  if (!lower && length > 2)
    return false;
  if (!lower && !isupper((unsigned char)name[0]))
    return false;
  static const char *const prefixes[] = {"f32", "f64", "i32",   "u32", "i64",
                                         "u8",  "i8",  "netc_", "is"};
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
    if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
      return false;
  return !strstr(name, "__") && !(length > 2 && !strcmp(name + length - 2, "_t"));
}

CNames c_names(Arena *arena)
{
  return (CNames){names_create(arena), pointer_map(arena)};
}

const char *c_name(Arena *arena, CNames *scope, const char *wanted)
{
  char *name = arena_print(arena, "%.200s", wanted);
  for (char *p = name; *p; p++)
    if (!isalnum((unsigned char)*p))
      *p = '_';
  if (!is_plain(name) || is_reserved(name))
    name = arena_print(arena, "v_%s", name);
  const char *found = name_intern(scope->names, name);
  for (int i = 2; pointer_map_get(&scope->taken, found); i++)
    found = name_intern(scope->names, arena_print(arena, "%s_%d", name, i));
  pointer_map_set(&scope->taken, found, (void *)found);
  return found;
}
