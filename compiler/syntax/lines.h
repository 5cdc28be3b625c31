// The lines that the formatter makes, and the columns they share.
//
//   data = idx("f")          data      = idx("f")
//   optimizer = adam(1)      optimizer = adam(1)
//
// Comments behind neighbouring lines begin in one column. A line may have a cell: a stretch from
// its start that is widened so that what follows it stands below what follows the cells of its
// neighbours.
#pragma once

#include "base/text.h"

typedef enum CellKind {
  CELL_NONE,
  CELL_SETTING,  // up to the `=` of a line in a train block
  CELL_STAGE,    // up to the second `|>` of a line of a broken pipe
} CellKind;

typedef struct Line {
  Text text;
  CellKind cell;
  size_t cell_end;       // bytes
  size_t comment_start;  // bytes, with the spaces before it; 0: none behind this line
  bool is_continuation;  // of the statement that began on an earlier line
  bool is_aligned;       // .. and below something of that line
} Line;

typedef struct Lines {
  Arena *arena;
  ListOf(Line) items;  // the last one is being written
} Lines;

Line *lines_begin(Lines *lines, int indent, bool is_continuation);
Line *lines_last(Lines *lines);             // null before the first
void lines_add_blank(Lines *lines);         // no second one, none at the start
int lines_column(const Line *line);         // characters so far
void lines_print(Lines *lines, Text *out);  // aligned; each ends with a line end
