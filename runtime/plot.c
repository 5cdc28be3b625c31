// Line plots: scales, ticks, legends.

#include "plot.h"

#include "svg.h"

#include <math.h>
#include <string.h>

enum {
  WIDTH = 760,
  HEIGHT = 300,  // of a panel
  LEFT = 64,
  RIGHT = 20,
  TOP = 40,
  BOTTOM = 44,
  X_TICKS = 10,
  Y_TICKS = 6,
  MOST_MARKS = 40,
  MARK = 3,  // radius
};
#define LOGARITHMIC_FROM 50.0

// One axis: values low .. high (or their logarithms) on pixels from .. to.
typedef struct Axis {
  double low, high, step, from, to;
  bool logarithmic;
} Axis;

double netc_tick_step(double range, int wanted)
{
  double rough = range / wanted, power = pow(10, floor(log10(rough))), share = rough / power;
  return power * (share <= 1.0001 ? 1 : share <= 2.0001 ? 2 : share <= 5.0001 ? 5 : 10);
}

static double place(const Axis *axis, double value)
{
  double at = axis->logarithmic ? log10(value) : value;
  return axis->from + (at - axis->low) / (axis->high - axis->low) * (axis->to - axis->from);
}

// -- ranges ---------------------------------------------------------------------------------------

static bool is_drawn(const NetcLine *line, int i)
{
  return isfinite(line->y[i * line->stride]) && isfinite(line->x[i * line->stride]);
}

static bool has_curve(const NetcPanel *panel)
{
  for (int l = 0; l < panel->line_count; l++)
    if (!panel->lines[l].pale && panel->lines[l].count > 1)
      return true;
  return false;
}

// The first steps are far above the rest: as soon as there are curves, the pale lines are cut off.
static void find_range(const NetcPanel *panel, double *low, double *high)
{
  bool all = !has_curve(panel);
  *low = INFINITY;
  *high = -INFINITY;
  for (int l = 0; l < panel->line_count; l++) {
    const NetcLine *line = &panel->lines[l];
    if (line->pale && !all)
      continue;
    for (int i = 0; i < line->count; i++) {
      if (!is_drawn(line, i))
        continue;
      *low = fmin(*low, (double)line->y[i * line->stride]);
      *high = fmax(*high, (double)line->y[i * line->stride]);
    }
  }
  if (*low > *high) {
    *low = 0;
    *high = 1;
  }
}

static Axis y_axis(const NetcPanel *panel, double top)
{
  Axis axis = {.from = top + HEIGHT - BOTTOM, .to = top + TOP};
  double low, high;
  find_range(panel, &low, &high);
  axis.logarithmic = low > 0 && high / low >= LOGARITHMIC_FROM;
  if (axis.logarithmic) {
    axis.low = log10(low) - 0.05;
    axis.high = log10(high) + 0.05;
    return axis;
  }
  double range = high - low > 1e-9 * fabs(high) ? high - low : fmax(fabs(high), 1e-3);
  axis.step = netc_tick_step(range, Y_TICKS);
  axis.low = floor(low / axis.step + 1e-9) * axis.step;
  axis.high = ceil(high / axis.step - 1e-9) * axis.step;
  if (axis.high <= axis.low)
    axis.high = axis.low + axis.step;
  return axis;
}

static Axis x_axis(const NetcPanel *panels, int count)
{
  Axis axis = {.from = LEFT, .to = WIDTH - RIGHT, .high = 1};
  for (int p = 0; p < count; p++)
    for (int l = 0; l < panels[p].line_count; l++) {
      const NetcLine *line = &panels[p].lines[l];
      for (int i = 0; i < line->count; i++)
        if (is_drawn(line, i))
          axis.high = fmax(axis.high, (double)line->x[i * line->stride]);
    }
  axis.step = fmax(1, netc_tick_step(axis.high, X_TICKS));
  return axis;
}

// -- drawing --------------------------------------------------------------------------------------

static void draw_y_tick(NetcText *svg, const Axis *axis, double value)
{
  char text[32];
  double y = place(axis, value);
  snprintf(text, sizeof text, "%.6g", fabs(value) < 1e-9 * axis->step ? 0 : value);
  netc_svg_line(svg, LEFT, y, WIDTH - RIGHT, y, "grid");
  netc_svg_label(svg, LEFT - 8, y + 4, "left", text);
}

// 1, 2 and 5 of each power of ten that is in the range.
static void draw_logarithmic_ticks(NetcText *svg, const Axis *axis)
{
  static const int digits[] = {1, 2, 5};
  bool few = axis->high - axis->low < 3;
  for (int power = (int)floor(axis->low); power <= (int)floor(axis->high); power++)
    for (int i = 0; i < (few ? 3 : 1); i++) {
      double value = digits[i] * pow(10, power);
      if (log10(value) >= axis->low && log10(value) <= axis->high)
        draw_y_tick(svg, axis, value);
    }
}

static void draw_axes(NetcText *svg, const Axis *x, const Axis *y)
{
  if (y->logarithmic)
    draw_logarithmic_ticks(svg, y);
  for (int i = 0; !y->logarithmic && i <= lround((y->high - y->low) / y->step); i++)
    draw_y_tick(svg, y, y->low + i * y->step);
  for (double value = 0; value <= x->high * (1 + 1e-9); value += x->step) {
    char text[32];
    double at = place(x, value);
    snprintf(text, sizeof text, "%.10g", value);
    netc_svg_line(svg, at, y->from, at, y->from + 5, "axis");
    netc_svg_label(svg, at, y->from + 18, "", text);
  }
  netc_svg_line(svg, LEFT, y->from, WIDTH - RIGHT, y->from, "axis");
}

static const char *pale_of(const NetcLine *line)
{
  return line->pale ? " pale" : "";
}

static void draw_line(NetcText *svg, const NetcLine *line, const Axis *x, const Axis *y)
{
  bool open = false, marks = !line->pale && line->count <= MOST_MARKS;
  for (int i = 0; i < line->count; i++) {
    bool drawn = is_drawn(line, i);
    if (drawn && !open)
      netc_text_add(svg, "<polyline class=\"%s%s\" points=\"", line->style, pale_of(line));
    if (drawn)
      netc_text_add(svg, "%s%.2f,%.2f", open ? " " : "",
                    place(x, (double)line->x[i * line->stride]),
                    place(y, (double)line->y[i * line->stride]));
    if (!drawn && open)
      netc_text_add(svg, "\"/>\n");
    open = drawn;
  }
  if (open)
    netc_text_add(svg, "\"/>\n");
  for (int i = 0; marks && i < line->count; i++)
    if (is_drawn(line, i))
      netc_text_add(svg, "<circle class=\"%s\" cx=\"%.2f\" cy=\"%.2f\" r=\"%d\"/>\n", line->style,
                    place(x, (double)line->x[i * line->stride]),
                    place(y, (double)line->y[i * line->stride]), MARK);
}

// From the right edge to the left, the last line first; an entry is as wide as its name may be.
static void draw_legend(NetcText *svg, const NetcPanel *panel, double top)
{
  double right = WIDTH - RIGHT;
  for (int l = panel->line_count - 1; l >= 0; l--) {
    const NetcLine *line = &panel->lines[l];
    if (line->count == 0)
      continue;
    double width = 7.0 * (double)strlen(line->name);
    netc_svg_label(svg, right - width, top + 24, "right", line->name);
    netc_text_add(svg, "<polyline class=\"%s%s\" points=\"%.2f,%.2f %.2f,%.2f\"/>\n", line->style,
                  pale_of(line), right - width - 26, top + 20, right - width - 6, top + 20);
    right -= width + 44;
  }
}

static void draw_panel(NetcText *svg, const NetcPanel *panel, const Axis *x, const char *x_name,
                       double top)
{
  char title[256];
  Axis y = y_axis(panel, top);
  snprintf(title, sizeof title, "%s%s", panel->title, y.logarithmic ? " (logarithmic)" : "");
  netc_svg_label(svg, LEFT, top + 24, "title", title);
  draw_legend(svg, panel, top);
  draw_axes(svg, x, &y);
  netc_svg_label(svg, (LEFT + WIDTH - RIGHT) / 2.0, y.from + 36, "", x_name);
  netc_text_add(svg,
                "<clipPath id=\"panel%.0f\"><rect x=\"%d\" y=\"%.2f\" width=\"%d\" "
                "height=\"%.2f\"/></clipPath>\n<g clip-path=\"url(#panel%.0f)\">\n",
                top, LEFT - MARK, y.to - MARK, WIDTH - RIGHT - LEFT + 2 * MARK,
                y.from - y.to + 2 * MARK, top);
  for (int l = 0; l < panel->line_count; l++)
    draw_line(svg, &panel->lines[l], x, &y);
  netc_text_add(svg, "</g>\n");
}

bool netc_plot_save(const char *path, const char *title, const char *x_name,
                    const NetcPanel *panels, int panel_count, NetcError *error)
{
  NetcText svg = {0};
  Axis x = x_axis(panels, panel_count);
  netc_svg_open(&svg, WIDTH, HEIGHT * panel_count, title);
  for (int p = 0; p < panel_count; p++)
    draw_panel(&svg, &panels[p], &x, x_name, (double)HEIGHT * p);
  return netc_svg_save(&svg, path, error);
}
