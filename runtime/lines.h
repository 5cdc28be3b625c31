// Lines of a text file, plain or gzip. A byte order mark and CRLF are taken, zero bytes are not.
//
//   NetcLines *lines = netc_lines_open(path, error);
//   while (netc_lines_next(lines, &ended, error))
//     use(lines->line);
//   fine = ended;
#pragma once

#include "files.h"

typedef struct NetcLines {
  NetcStream stream;
  char *line;  // without its end, terminated; may be changed
  int64_t length, capacity;
  int64_t number;  // of the line, from 1
  int64_t buffered, used;
  char buffer[1 << 16];
} NetcLines;

// To be closed; null with the error set. `path` stays the caller's.
NetcLines *netc_lines_open(const char *path, NetcError *error);
// False at the end (*ended) or with the error set.
bool netc_lines_next(NetcLines *lines, bool *ended, NetcError *error);
// "file:line:column: .."; the column counts bytes, from 1.
bool netc_lines_fail(const NetcLines *lines, int64_t column, NetcError *error, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));
void netc_lines_close(NetcLines *lines);  // null is allowed

// The next word of a line from *at on, parted by spaces and tabs; null at the end. Cuts it off in
// place and moves *at behind it.
char *netc_line_word(char **at);
