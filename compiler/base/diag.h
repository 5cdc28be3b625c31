// Diagnostics: collected, sorted by place, each said once, printed with the source line and a
// caret.
//
//   diag_error(d, E0301, call->span, "%s is %s in %s and %s in %s", dim, m, left, n, right);
//   diag_note(d, op->span, "both are %s in the signature of %s", dim, op->name);
//   diag_help(d, "pad: 2 gives 28");
//
//   lenet5.net:6:8: error: C is 6 in x: [64, 6, 14, 14] and 8 in k: [16, 8, 5, 5] [E0301]
//     6 |     |> conv2d(k)
//       |        ^~~~~~
#pragma once

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Source {
  const char *name;  // as shown: `lenet5.net`, `<stdin>`, `library/conv.net`
  const char *text;  // terminated; may hold no NUL
  size_t length;
  const size_t *line_starts;  // byte offset of each line, by line - 1
  int line_count;
} Source;

// A stretch of a source by byte offsets. Without a source it is a place outside any file.
typedef struct Span {
  const Source *source;
  uint32_t start, end;
} Span;

// One row per code: number, short title, explanation, wrong example, right example.
typedef enum DiagCode {
#define CODE(number, title, explanation, wrong, right) number,
#include "base/codes.def"
#undef CODE
  DIAG_CODE_COUNT,
} DiagCode;

typedef struct Diag Diag;

Diag *diag_create(Arena *arena);
// After this many errors the rest are counted only (default 20).
void diag_set_limit(Diag *diag, int max_errors);

void diag_error(Diag *diag, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warning(Diag *diag, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// What is no fault, but perhaps not meant: a note of its own, which is never an error. Its code is
// that of a warning.
void diag_remark(Diag *diag, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// These belong to the diagnostic reported last. A label marks a further place on its picture (its
// own place too: `^~~~ this is [B, 16]`); a fix is a replacement that is certainly right, for `netc
// fix`.
void diag_label(Diag *diag, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_note(Diag *diag, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_help(Diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));
void diag_fix(Diag *diag, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));
// A help "did you mean `name`?" and its fix, which a person has to choose.
void diag_suggest(Diag *diag, Span at, const char *name);
// `source` with all its fixes that are certainly right; where two overlap, the first. Gives how
// many.
int diag_apply_fixes(const Diag *diag, const Source *source, Text *out);

// A warning has the words of its title as its name: `nothing-to-train`.
typedef enum WarningChoice {
  WARNING_SAID,
  WARNING_OFF,
  WARNING_IS_ERROR,
  WARNING_ON,  // as it would be had it never been turned off
} WarningChoice;
// `-Wno-nothing-to-train`, `-Werror=nothing-to-train`; a null name stands for all. False if there
// is none of that name.
bool diag_choose(Diag *diag, const char *name, WarningChoice choice);
// A name of a warning; null from `position` on where there are no more.
const char *diag_warning_name(int position, char *name, size_t size);

int diag_error_count(const Diag *diag);
int diag_warning_count(const Diag *diag);
// Prints all, sorted by source and place; equal ones once. Colour by escape codes only if asked.
void diag_print(const Diag *diag, FILE *stream, bool color);
void diag_print_json(const Diag *diag,
                     FILE *stream);  // one object a line, conventions of the README
// What a code stands for: the row of codes.def.
typedef struct DiagText {
  const char *number, *title, *explanation, *wrong, *right;
} DiagText;
const DiagText *diag_text(DiagCode code);
// `netc explain E0301`: false if there is no such code.
bool diag_explain(const char *code, FILE *stream);

Source *source_create(Arena *arena, const char *name, const char *text, size_t length);
// Line and column of an offset, both from 1; the column counts characters, tabs as one.
void source_locate(const Source *source, uint32_t offset, int *line, int *column);
