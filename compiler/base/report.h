// What a diagnostic holds until it is printed. Private to the files of diagnostics.
#pragma once

#include "base/diag.h"
#include "base/text.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT } Severity;

typedef struct Remark {
  Span at;
  const char *message;
  bool is_certain;  // a fix: no person needs to look at it
} Remark;

typedef struct Report {
  Severity severity;
  DiagCode code;
  Span at;
  const char *message;
  int source_order, order;  // sorting keys: of the source, of the report itself
  ListOf(Remark) labels, notes, helps, fixes;
} Report;

struct Diag {
  Arena *arena;
  int max_errors;
  int counts[SEVERITY_COUNT], unsaid_count;
  WarningChoice choices[DIAG_CODE_COUNT];
  ListOf(Report *) reports;
  ListOf(const Source *) sources;  // in the order they were first named
  Report *last;                    // null: the last report was over the limit, its notes go nowhere
};

// By source, in the order the sources were first named, and place.
Report **diag_sorted(const Diag *diag, Arena *arena);
const char *severity_name(Severity severity);  // "error"
// With its source line, marks, notes and helps.
void diag_draw(Text *out, const Report *report, bool color);

int source_line(const Source *source, uint32_t offset);  // from 1
// The end of a line without its line end; `start` is its first byte.
size_t source_line_end(const Source *source, size_t start);

// Appends one character as a terminal may show it, in that column; returns the columns it takes.
int add_shown_character(Text *out, const char *text, int length, long code, int column);
// Messages hold names and values out of files: nothing in them may reach the terminal unescaped.
const char *shown_text(Arena *arena, const char *text);
