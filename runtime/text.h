// Small text work: messages, growing text, the nearest spelling.
#pragma once

#include "netc.h"

#include <stdarg.h>
#include <stdio.h>

// A growing, terminated text. Running out of memory sets `failed` and later additions do nothing.
typedef struct NetcText {
  char *data;
  size_t length, capacity;
  bool failed;
} NetcText;

void netc_text_add(NetcText *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void netc_text_add_bytes(NetcText *text, const char *bytes, size_t length);
void netc_text_free(NetcText *text);

bool netc_fail_list(NetcError *error, int status, const char *format, va_list arguments);
bool netc_fail_memory(NetcError *error, int64_t bytes, const char *purpose);

// `text` with control bytes written as \xNN, cut to `size` bytes: names from files go through it
// before they reach a terminal.
const char *netc_escape(char *to, size_t size, const char *text);
// Prints a message with the same care, but keeps line ends.
void netc_print_escaped(FILE *stream, const char *text);

// The candidate that is near enough to be meant, else null.
const char *netc_nearest(const char *word, const char *const *candidates, int count);

// A whole number or a finite number with nothing after it.
bool netc_parse_integer(const char *text, int64_t *value);
bool netc_parse_number(const char *text, double *value);
// "640 B", "12.3 MB"
const char *netc_format_bytes(char *to, size_t size, double bytes);
// "[64, 1, 28, 28]"
const char *netc_format_shape(char *to, size_t size, const int64_t *extents, int rank);

// The bytes of one valid UTF-8 character at `at` (RFC 3629: no surrogates, no overlong forms), else
// 0.
size_t netc_utf8_length(const unsigned char *at);

double netc_seconds(void);  // of a clock that never goes back
