// Ranges of floats: what is known, and as important, what is not.

#include "loops/range.h"

#include "graph_case.h"

#include <criterion/criterion.h>
#include <math.h>

static FloatRange range_of(const char *body)
{
  char text[512];
  snprintf(text, sizeof text, "graph f(x: f32[8], n: i32[8]) -> y {\n  y: f32[8]; y[i] = %s\n}\n",
           body);
  GraphCase c = graph_case(text);
  FloatRange range = float_range(graph_case_body(&c, "y"));
  graph_case_end(&c);
  return range;
}

static void expect_range(const char *body, double low, double high)
{
  FloatRange range = range_of(body);
  cr_expect(range.low <= low && low - range.low < 1e-4, "%s: from %g", body, range.low);
  cr_expect(range.high >= high && range.high - high < 1e-4, "%s: to %g", body, range.high);
}

static void expect_unknown(const char *body)
{
  FloatRange range = range_of(body);
  cr_expect(range.low == -INFINITY && range.high == INFINITY, "%s: %g .. %g", body, range.low,
            range.high);
}

#define BOUNDED "maximum(-2, minimum(4, x[i]))"

Test(loops_range, bounds)
{
  expect_range(BOUNDED, -2, 4);
  expect_range("maximum(" BOUNDED ", 1)", 1, 4);
  expect_range("7", 7, 7);
  expect_unknown("x[i]");
  expect_unknown("f32(n[i])");
  cr_expect(range_of("minimum(4, x[i])").high == 4);
  cr_expect(range_of("minimum(4, x[i])").low == -INFINITY);
}

Test(loops_range, sums_and_products)
{
  expect_range("3 - 2*" BOUNDED, -5, 7);
  expect_range("fma(" BOUNDED ", 0.5, 1)", 0, 3);
  expect_range(BOUNDED "*" BOUNDED, -8, 16);  // that both are the same is not seen
  expect_range("5*" BOUNDED " - 4*" BOUNDED, -2, 4);
  expect_unknown("2*x[i] - 2*x[i]");  // infinities
  expect_unknown(BOUNDED "*x[i]");
}

#define ROUNDED "(" BOUNDED " + 12582912 - 12582912)"

Test(loops_range, rounding_to_whole_numbers)
{
  expect_range(ROUNDED, -2.5, 4.5);
  expect_range(BOUNDED " - " ROUNDED, -0.5, 0.5);
  expect_range("fma(fma(" BOUNDED ", 1.5, 12582912) - 12582912, -0.5, 0.75*" BOUNDED ")", -0.25,
               0.25);
  // No more than f32 keeps: the sum is rounded to a multiple of 16.
  FloatRange far = range_of("(" BOUNDED " + 268435456) - 268435456");
  cr_expect(far.low <= -16 && far.high >= 16, "%g .. %g", far.low, far.high);
}
