// Line plots in panels one above the other, over one common x axis from 0.
#pragma once

#include "netc.h"

// Points (x[i*stride], y[i*stride]); a y that is not finite is a gap.
typedef struct NetcLine {
  const char *name;   // in the legend
  const char *style;  // classes of svg.h: "a", "b"
  bool pale;          // drawn below the others, which decide on the range where they can
  const float *x, *y;
  int count, stride;
} NetcLine;

enum { NETC_MAX_LINES = 4 };
typedef struct NetcPanel {
  const char *title;
  NetcLine lines[NETC_MAX_LINES];
  int line_count;
} NetcPanel;

// `x_name`: of whole numbers. An axis of positive values that span a factor of 50 is logarithmic,
// and says so.
bool netc_plot_save(const char *path, const char *title, const char *x_name,
                    const NetcPanel *panels, int panel_count, NetcError *error);

// A step between ticks: 1, 2 or 5 times a power of ten, of which about `wanted` lie in the range.
double netc_tick_step(double range, int wanted);
