// Characters that are no part of the language but look like, or mean, one that is.
//
//   `с` (U+0441, Cyrillic) is meant as `c`;  `×` is meant as `*`;  `≤` as `<=`
//
// The letters are those of Cyrillic and Greek whose usual forms cannot be told from Latin ones
// (Unicode Technical Standard 39, confusables).

#include "syntax/tokens.h"

typedef struct Lookalike {
  long code;
  const char *meant, *name;
} Lookalike;

static const Lookalike lookalikes[] = {
    {0x0430, "a", "Cyrillic letter"},
    {0x0432, "b", "Cyrillic letter"},
    {0x0435, "e", "Cyrillic letter"},
    {0x043A, "k", "Cyrillic letter"},
    {0x043C, "m", "Cyrillic letter"},
    {0x043D, "h", "Cyrillic letter"},
    {0x043E, "o", "Cyrillic letter"},
    {0x0440, "p", "Cyrillic letter"},
    {0x0441, "c", "Cyrillic letter"},
    {0x0442, "t", "Cyrillic letter"},
    {0x0443, "y", "Cyrillic letter"},
    {0x0445, "x", "Cyrillic letter"},
    {0x0455, "s", "Cyrillic letter"},
    {0x0456, "i", "Cyrillic letter"},
    {0x0458, "j", "Cyrillic letter"},
    {0x04BB, "h", "Cyrillic letter"},
    {0x0501, "d", "Cyrillic letter"},
    {0x051B, "q", "Cyrillic letter"},
    {0x051D, "w", "Cyrillic letter"},
    {0x0405, "S", "Cyrillic letter"},
    {0x0406, "I", "Cyrillic letter"},
    {0x0408, "J", "Cyrillic letter"},
    {0x0410, "A", "Cyrillic letter"},
    {0x0412, "B", "Cyrillic letter"},
    {0x0415, "E", "Cyrillic letter"},
    {0x041A, "K", "Cyrillic letter"},
    {0x041C, "M", "Cyrillic letter"},
    {0x041D, "H", "Cyrillic letter"},
    {0x041E, "O", "Cyrillic letter"},
    {0x0420, "P", "Cyrillic letter"},
    {0x0421, "C", "Cyrillic letter"},
    {0x0422, "T", "Cyrillic letter"},
    {0x0425, "X", "Cyrillic letter"},
    {0x0391, "A", "Greek letter"},
    {0x0392, "B", "Greek letter"},
    {0x0395, "E", "Greek letter"},
    {0x0396, "Z", "Greek letter"},
    {0x0397, "H", "Greek letter"},
    {0x0399, "I", "Greek letter"},
    {0x039A, "K", "Greek letter"},
    {0x039C, "M", "Greek letter"},
    {0x039D, "N", "Greek letter"},
    {0x039F, "O", "Greek letter"},
    {0x03A1, "P", "Greek letter"},
    {0x03A4, "T", "Greek letter"},
    {0x03A5, "Y", "Greek letter"},
    {0x03A7, "X", "Greek letter"},
    {0x03B1, "a", "Greek letter"},
    {0x03BD, "v", "Greek letter"},
    {0x03BF, "o", "Greek letter"},
    {0x03C1, "p", "Greek letter"},
    {0x00D7, "*", "multiplication sign"},
    {0x00B7, "*", "middle dot"},
    {0x22C5, "*", "dot operator"},
    {0x00F7, "/", "division sign"},
    {0x2215, "/", "division slash"},
    {0x2212, "-", "minus sign"},
    {0x2013, "-", "dash"},
    {0x2014, "-", "dash"},
    {0x2264, "<=", "less-or-equal sign"},
    {0x2265, ">=", "greater-or-equal sign"},
    {0x2260, "!=", "not-equal sign"},
    {0x2192, "->", "arrow"},
    {0x201C, "\"", "quotation mark"},
    {0x201D, "\"", "quotation mark"},
    {0x2018, "\"", "quotation mark"},
    {0x2019, "\"", "quotation mark"},
    {0x00A0, " ", "no-break space"},
    {0x3000, " ", "wide space"},
    {0xFF08, "(", "wide parenthesis"},
    {0xFF09, ")", "wide parenthesis"},
    {0xFF0C, ",", "wide comma"},
    {0xFF1A, ":", "wide colon"},
    {0x2026, "..", "ellipsis"},
};

const char *lookalike(long code, const char **name)
{
  for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++)
    if (lookalikes[i].code == code) {
      *name = lookalikes[i].name;
      return lookalikes[i].meant;
    }
  return NULL;
}
