// Diagnostics: what each code means.

#include "base/diag.h"

#include <string.h>

static const DiagText codes[] = {
#define CODE(number, title, explanation, wrong, right) {#number, title, explanation, wrong, right},
#include "base/codes.def"
#undef CODE
};

static void print_indented(FILE *stream, const char *text)
{
  while (*text) {
    size_t length = strcspn(text, "\n");
    fprintf(stream, "  %.*s\n", (int)length, text);
    text += length + (text[length] == '\n');
  }
}

// Fills lines of at most 80 columns.
static void print_filled(FILE *stream, const char *text)
{
  int column = 0;
  while (*text) {
    int length = (int)strcspn(text, " ");
    if (column && column + 1 + length > 80) {
      fputc('\n', stream);
      column = 0;
    }
    column += fprintf(stream, "%s%.*s", column ? " " : "", length, text);
    text += length + (text[length] == ' ');
  }
  fputc('\n', stream);
}

const DiagText *diag_text(DiagCode code)
{
  return &codes[code];
}

bool diag_explain(const char *code, FILE *stream)
{
  for (int i = 0; i < DIAG_CODE_COUNT; i++) {
    if (strcmp(codes[i].number, code) != 0)
      continue;
    fprintf(stream, "%s: %s\n\n", code, codes[i].title);
    print_filled(stream, codes[i].explanation);
    if (*codes[i].wrong) {
      fputs("\nWrong:\n", stream);
      print_indented(stream, codes[i].wrong);
    }
    if (*codes[i].right) {
      fputs("\nRight:\n", stream);
      print_indented(stream, codes[i].right);
    }
    return true;
  }
  return false;
}
