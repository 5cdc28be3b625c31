// The matrix as SVG: a row a true class, a column a predicted one, shaded by the share of the row.
// To the right the share of a class that was found (recall), below the share of a prediction that
// is right (precision). Cells shrink with the number of classes; numbers and names stand where they
// can be read.

#include "confusion.h"

#include "svg.h"

#include <inttypes.h>
#include <string.h>

enum {
  LARGEST_CELL = 44,
  MATRIX = 1000,
  NAMED_CELL = 9,
  MOST_NAME = 24,
  LEVELS = 20,
  GAP = 8,
  WORD = 52,
  STRIP = 10
};
enum { TITLE = 44, MARGIN = 20, LEAST_WIDTH = 480 };

typedef struct Drawing {
  const NetcConfusion *confusion;
  const NetcSession *session;
  NetcText svg;
  double cell, left, top, end_x, end_y, font;
  double strip;  // the width of recall, the height of precision
  bool named;    // rows and columns bear names
  bool upright;  // those of columns are short enough to stand as they are read
} Drawing;

static int64_t count_at(const Drawing *d, int64_t row, int64_t column)
{
  return d->confusion->counts[row * d->confusion->classes + column];
}

static int64_t sum_of(const Drawing *d, int64_t index, bool of_row)
{
  int64_t sum = 0;
  for (int64_t i = 0; i < d->confusion->classes; i++)
    sum += of_row ? count_at(d, index, i) : count_at(d, i, index);
  return sum;
}

static double share_of(int64_t part, int64_t whole)
{
  return whole > 0 ? (double)part / (double)whole : 0;
}

// The name of a class, cut after MOST_NAME characters.
static const char *name_of(const Drawing *d, int64_t index, char *to, size_t size)
{
  const char *name = netc_session_class(d->session, index);
  if (!name) {
    snprintf(to, size, "%" PRId64, index);
    return to;
  }
  size_t length = 0;
  for (int i = 0; i < MOST_NAME && name[length]; i++) {
    size_t bytes = netc_utf8_length((const unsigned char *)name + length);
    length += bytes ? bytes : 1;
  }
  snprintf(to, size, "%.*s%s", (int)length, name, name[length] ? "\xe2\x80\xa6" : "");
  return to;
}

static void plan(Drawing *d)
{
  int64_t classes = d->confusion->classes, longest = 1;
  char name[256];
  d->cell = (double)(MATRIX / classes);
  d->cell = d->cell > LARGEST_CELL ? LARGEST_CELL : d->cell < 1 ? 1 : d->cell;
  d->strip = d->cell < STRIP ? STRIP : d->cell;
  d->named = d->cell >= NAMED_CELL;
  d->font = d->cell > 13 ? 12 : d->cell - 1;
  for (int64_t i = 0; d->named && i < classes; i++) {
    int64_t length = (int64_t)strlen(name_of(d, i, name, sizeof name));
    longest = length > longest ? length : longest;
  }
  double names = d->named ? (double)longest * d->font * 0.6 : 0;
  d->upright = names <= d->cell - 4;
  names = names < WORD ? WORD : names;  // "precision" and "recall" stand there too
  d->left = MARGIN + 16 + names + GAP;
  d->top = TITLE + 24 + names + GAP;
  d->end_x = d->left + d->cell * (double)classes + GAP;
  d->end_y = d->top + d->cell * (double)classes + GAP;
}

// -- cells ----------------------------------------------------------------------------------------

static int level_of(double share)
{
  int level = (int)(share * LEVELS + 0.5);
  return share > 0 && level == 0 ? 1 : level;  // what happened once is seen
}

static void add_box(Drawing *d, double x, double y, double width, double height)
{
  netc_text_add(&d->svg, "M%g %gh%gv%gh-%gz", x, y, width, height, width);
}

// All squares of one shade are one path: a thousand classes are no million elements.
static void draw_shades(Drawing *d)
{
  int64_t classes = d->confusion->classes;
  for (int level = 1; level <= LEVELS; level++) {
    netc_text_add(&d->svg, "<path class=\"cell\" fill-opacity=\"%.2f\" d=\"",
                  (double)level / LEVELS);
    for (int64_t row = 0; row < classes; row++) {
      double y = d->top + (double)row * d->cell;
      int64_t whole = sum_of(d, row, true);
      for (int64_t column = 0; column < classes; column++)
        if (level_of(share_of(count_at(d, row, column), whole)) == level)
          add_box(d, d->left + (double)column * d->cell, y, d->cell, d->cell);
      if (level_of(share_of(count_at(d, row, row), whole)) == level)
        add_box(d, d->end_x, y, d->strip, d->cell);
    }
    for (int64_t column = 0; column < classes; column++)
      if (level_of(share_of(count_at(d, column, column), sum_of(d, column, false))) == level)
        add_box(d, d->left + (double)column * d->cell, d->end_y, d->cell, d->strip);
    netc_text_add(&d->svg, "\"/>\n");
  }
  double side = d->cell * (double)classes;
  netc_text_add(&d->svg, "<path class=\"grid\" fill=\"none\" d=\"");
  add_box(d, d->left, d->top, side, side);
  add_box(d, d->end_x, d->top, d->strip, side);
  add_box(d, d->left, d->end_y, side, d->strip);
  netc_text_add(&d->svg, "\"/>\n");
}

// Numbers in their cells, white on dark shades; left out where they would not fit.
static void draw_number(Drawing *d, double x, double y, double share, const char *text)
{
  double fits = (d->cell - 4) / (0.6 * (double)strlen(text));
  double font = fits > d->font ? d->font : fits;
  if (font < 7)
    return;
  netc_text_add(&d->svg, "<text class=\"%s\" style=\"font-size:%.1fpx\" x=\"%.2f\" y=\"%.2f\">%s",
                share > 0.4 ? "on" : "off", font, x + d->cell / 2, y + d->cell / 2 + font * 0.36,
                text);
  netc_text_add(&d->svg, "</text>\n");
}

static void draw_share(Drawing *d, double x, double y, int64_t part, int64_t whole)
{
  char text[32];
  snprintf(text, sizeof text, "%.0f%%", 100 * share_of(part, whole));
  if (whole > 0)
    draw_number(d, x, y, share_of(part, whole), text);
}

static void draw_numbers(Drawing *d)
{
  for (int64_t row = 0; row < d->confusion->classes; row++) {
    double at = (double)row * d->cell;
    int64_t whole = sum_of(d, row, true);
    for (int64_t column = 0; column < d->confusion->classes; column++) {
      char text[32];
      int64_t count = count_at(d, row, column);
      snprintf(text, sizeof text, "%" PRId64, count);
      if (count > 0)
        draw_number(d, d->left + (double)column * d->cell, d->top + at, share_of(count, whole),
                    text);
    }
    draw_share(d, d->end_x, d->top + at, count_at(d, row, row), whole);
    draw_share(d, d->left + at, d->end_y, count_at(d, row, row), sum_of(d, row, false));
  }
}

// -- labels ---------------------------------------------------------------------------------------

static void draw_turned(Drawing *d, double x, double y, const char *classes, const char *text)
{
  netc_text_add(&d->svg, "<g transform=\"translate(%.2f %.2f) rotate(-90)\">", x, y);
  netc_svg_label(&d->svg, 0, 0, classes, text);
  netc_text_add(&d->svg, "</g>\n");
}

static void draw_names(Drawing *d)
{
  char name[256];
  double shift = d->cell / 2 + d->font * 0.36;
  netc_text_add(&d->svg, "<g style=\"font-size:%.1fpx\" class=\"inherit\">\n", d->font);
  for (int64_t i = 0; d->named && i < d->confusion->classes; i++) {
    double at = (double)i * d->cell + shift;
    name_of(d, i, name, sizeof name);
    netc_svg_label(&d->svg, d->left - GAP, d->top + at, "left", name);
    if (d->upright)
      netc_svg_label(&d->svg, d->left + at - d->font * 0.36, d->top - GAP, "", name);
    else
      draw_turned(d, d->left + at, d->top - GAP, "right", name);
  }
  netc_text_add(&d->svg, "</g>\n");
}

static void draw_titles(Drawing *d, const char *set)
{
  char text[512];
  int64_t right = 0, all = 0, classes = d->confusion->classes;
  double middle = d->cell * (double)classes / 2;
  for (int64_t i = 0; i < classes; i++) {
    right += count_at(d, i, i);
    all += sum_of(d, i, true);
  }
  snprintf(text, sizeof text, "%s, %s data: %" PRId64 " of %" PRId64 " right (%.1f %%)",
           d->session->model->name, set, right, all, 100 * share_of(right, all));
  netc_svg_label(&d->svg, MARGIN, 26, "title", text);
  netc_svg_label(&d->svg, d->left + middle, TITLE + 10, "", "predicted");
  draw_turned(d, MARGIN + 4, d->top + middle, "", "true class");
  draw_turned(d, d->end_x + d->strip / 2 + 4, d->top - GAP, "right", "recall");
  netc_svg_label(&d->svg, d->left - GAP, d->end_y + d->strip / 2 + 4, "left", "precision");
}

bool netc_confusion_draw(const NetcConfusion *confusion, const NetcSession *session,
                         const char *set, const char *path, NetcError *error)
{
  Drawing d = {.confusion = confusion, .session = session};
  plan(&d);
  double width = d.end_x + d.strip + MARGIN;
  netc_svg_open(&d.svg, width < LEAST_WIDTH ? LEAST_WIDTH : width, d.end_y + d.strip + MARGIN,
                "Confusion matrix");
  draw_shades(&d);
  draw_numbers(&d);
  draw_names(&d);
  draw_titles(&d, set);
  return netc_svg_save(&d.svg, path, error);
}
