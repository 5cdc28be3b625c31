// The evaluator against loops written out by hand, and against what the language says.

#include "graph_case.h"

#include "random.h"

#include <criterion/criterion.h>
#include <math.h>

static void fill(double *values, int count, unsigned seed)
{
  for (int i = 0; i < count; i++)
    values[i] = (double)netc_random_uniform(seed, 0, 0, (uint64_t)i, 0) - 0.5;
}

// x: [2, 3, 7], k: [4, 3, 3], stride 2, pad 1: y[b, o, i] of the padded convolution.
static double convolution(const double *x, const double *k, int b, int o, int i)
{
  double sum = 0;
  for (int c = 0; c < 3; c++)
    for (int r = 0; r < 3; r++) {
      int at = i * 2 + r - 1;
      if (at >= 0 && at < 7)
        sum += x[(b * 3 + c) * 7 + at] * k[(o * 3 + c) * 3 + r];
    }
  return sum;
}

static const char convolution_text[] =
    "graph f(x: f32[B, 3, 7], k: f32[4, 3, 3]) -> y, s {\n  capacity = (B: 5)\n"
    "  y: f32[B, 4, 4]; y[b, o, i] = sum(c, r) x[b, c, i*2 + r - 1]*k[o, c, r]\n"
    "  dx: f32[B, 3, 7]; dx[b, c, p] = sum(o, i, r if i*2 + r - 1 == p) y[b, o, i]*k[o, c, r]\n"
    "  s: f32 = sum(b, o, i) y[b, o, i]^2\n  t: f32 = sum(b, c, p) dx[b, c, p]*x[b, c, p]\n}\n";

Test(graph_evaluate, padded_convolution_and_its_adjoint)
{
  GraphCase c = graph_case(convolution_text);
  double x[2 * 3 * 7], k[4 * 3 * 3];
  fill(x, 42, 1);
  fill(k, 36, 2);
  evaluation_set_symbol(c.run, "B", 2);
  evaluation_set_input(c.run, "x", x);
  evaluation_set_input(c.run, "k", k);
  double expected[32];
  for (int i = 0; i < 32; i++)
    expected[i] = convolution(x, k, i / 16, i / 4 % 4, i % 4);
  graph_case_expect(&c, "y", 32, expected);
  const double s = *graph_case_run(&c, "s");
  graph_case_expect(&c, "t", 1, &s);  // <A'Ax, x> = <Ax, Ax>
  graph_case_end(&c);
}

Test(graph_evaluate, scales_bound_values)
{
  GraphCase c = graph_case(convolution_text);
  double x[2 * 3 * 7], k[4 * 3 * 3], positive[32];
  fill(x, 42, 1);
  fill(k, 36, 2);
  evaluation_set_symbol(c.run, "B", 2);
  evaluation_set_input(c.run, "x", x);
  evaluation_set_input(c.run, "k", k);
  evaluation_run(c.run, true);
  const double *scales = evaluation_result(c.run, graph_find(c.graph, name_intern(c.names, "y")));
  for (int i = 0; i < 42; i++)
    x[i] = fabs(x[i]);
  for (int i = 0; i < 36; i++)
    k[i] = fabs(k[i]);
  for (int i = 0; i < 32; i++) {
    positive[i] = convolution(x, k, i / 16, i / 4 % 4, i % 4);
    cr_expect(scales[i] > positive[i] && scales[i] < 3 * positive[i]);
  }
  graph_case_end(&c);
}

Test(graph_evaluate, pooling_takes_the_first_of_equals)
{
  GraphCase c = graph_case("graph f(x: f32[2, 5]) -> y {\n"
                           "  y: f32[2, 3]; y[c, i] = max(r < 3) x[c, i*2 + r - 1]\n"
                           "  a: i32[2, 3]; a[c, i] = argmax(r < 3) x[c, i*2 + r - 1]\n"
                           "  b: i32 = argmax(c, i) x[c, i]\n  m: i32 = argmin(c, i) x[c, i]\n"
                           "  e: f32[2]; e[c] = max(i if x[c, i] > 3 else -7) x[c, i]\n}\n");
  const double x[10] = {1, 3, 3, 2, -5, 0, 4, 4, 4, 4};
  evaluation_set_input(c.run, "x", x);
  graph_case_expect(&c, "y", 6, (double[]){3, 3, 2, 4, 4, 4});
  graph_case_expect(&c, "a", 6, (double[]){2, 0, 0, 2, 0, 0});
  graph_case_expect(&c, "b", 1, (double[]){6});
  graph_case_expect(&c, "m", 1, (double[]){4});
  graph_case_expect(&c, "e", 2, (double[]){-7, 4});
  graph_case_end(&c);
}

Test(graph_evaluate, gather_and_fallback)
{
  GraphCase c =
      graph_case("graph f(table: f32[4, 2], token: i32[3] in 4, at: i32[3]) -> y {\n"
                 "  y: f32[3, 2]; y[b, d] = table[token[b], d]\n"
                 "  z: f32[3]; z[b] = table[at[b], 1] ?? -1\n"
                 "  w: f32[3]; w[b] = if at[b] >= 0 and at[b] < 4 then table[at[b], 0] else 9\n"
                 "  g: f32[4, 2]; g[v, d] = sum(b if token[b] == v) y[b, d]\n}\n");
  evaluation_set_input(c.run, "table", (double[]){1, 2, 3, 4, 5, 6, 7, 8});
  evaluation_set_input(c.run, "token", (double[]){3, 0, 3});
  evaluation_set_input(c.run, "at", (double[]){-1, 2, 4});
  graph_case_expect(&c, "y", 6, (double[]){7, 8, 1, 2, 7, 8});
  graph_case_expect(&c, "z", 3, (double[]){-1, 6, -1});
  graph_case_expect(&c, "w", 3, (double[]){9, 5, 9});
  graph_case_expect(&c, "g", 8, (double[]){1, 2, 0, 0, 0, 0, 14, 16});
  graph_case_end(&c);
}

Test(graph_evaluate, merged_indices_are_row_major)
{
  GraphCase c = graph_case("graph f(x: f32[2, 3]) -> y {\n"
                           "  y: f32[6]; y[(i, j)] = x[i, j] + 10*f32(i)\n"
                           "  z: f32[3, 2]; z[i, j] = y[(i*2 + j) % 6]\n}\n");
  evaluation_set_input(c.run, "x", (double[]){1, 2, 3, 4, 5, 6});
  graph_case_expect(&c, "y", 6, (double[]){1, 2, 3, 14, 15, 16});
  graph_case_expect(&c, "z", 6, (double[]){1, 2, 3, 14, 15, 16});
  graph_case_end(&c);
}

Test(graph_evaluate, only_the_branch_taken_counts)
{
  GraphCase c = graph_case("graph f(x: f32[3]) -> y {\n"
                           "  y: f32[3]; y[i] = if x[i] > 0 then log(x[i]) else x[i]\n"
                           "  s: f32 = sum(i) (if x[i] > 0 then 1/x[i] else 0)\n}\n");
  evaluation_set_input(c.run, "x", (double[]){1, -2, 0});
  graph_case_expect(&c, "y", 3, (double[]){0, -2, 0});
  graph_case_expect(&c, "s", 1, (double[]){1});
  graph_case_end(&c);
}

Test(graph_evaluate, other_reductions)
{
  GraphCase c =
      graph_case("graph f(x: f32[4], m: bool[4], n: i32[4]) -> a {\n"
                 "  a: f32 = prod(i) x[i]\n  b: bool = any(i) m[i]\n  c: bool = all(i) m[i]\n"
                 "  d: i32 = sum(i) n[i]\n  e: f32 = prod(i if i > 9) x[i]\n"
                 "  g: f32 = min(i) x[i]\n}\n");
  evaluation_set_input(c.run, "x", (double[]){2, -3, 0.5, 4});
  evaluation_set_input(c.run, "m", (double[]){1, 0, 1, 1});
  evaluation_set_input(c.run, "n", (double[]){2147483647, 1, 2, -5});
  graph_case_expect(&c, "a", 1, (double[]){-12});
  graph_case_expect(&c, "b", 1, (double[]){1});
  graph_case_expect(&c, "c", 1, (double[]){0});
  graph_case_expect(&c, "d", 1, (double[]){2147483645});
  graph_case_expect(&c, "e", 1, (double[]){1});
  graph_case_expect(&c, "g", 1, (double[]){-3});
  graph_case_end(&c);
}

Test(graph_evaluate, numbers_of_all_types)
{
  GraphCase c = graph_case("graph f(x: f32[4]) -> a {\n"
                           "  a: u8[4]; a[i] = u8(x[i])\n  b: i32[4]; b[i] = i32(x[i])*1073741824\n"
                           "  c: i32[4]; c[i] = bits(x[i])\n  d: i32[4]; d[i] = exponent(x[i])\n"
                           "  e: f32[4]; e[i] = scalb(x[i], 3) + floor(x[i])\n"
                           "  g: f32[4]; g[i] = from_bits(bits(x[i])) - fma(x[i], 2, 1)\n"
                           "  h: i32[4]; h[i] = i32(i*2 + 1) + quotient(i32(x[i]), 2)\n}\n");
  evaluation_set_input(c.run, "x", (double[]){1, -2.5, 300, 0.75});
  graph_case_expect(&c, "a", 4, (double[]){1, 0, 255, 0});
  graph_case_expect(&c, "b", 4, (double[]){1073741824, -2147483648.0, 0, 0});
  graph_case_expect(&c, "c", 4, (double[]){0x3f800000, -1071644672, 0x43960000, 0x3f400000});
  graph_case_expect(&c, "d", 4, (double[]){0, 1, 8, -1});
  graph_case_expect(&c, "e", 4, (double[]){9, -23, 2700, 6});
  graph_case_expect(&c, "g", 4, (double[]){-2, 1.5, -301, -1.75});
  graph_case_expect(&c, "h", 4, (double[]){1, 2, 155, 7});
  graph_case_end(&c);
}

// h[t] = h[t - 1]/2 + x[t] over the steps that a row has.
static const char scan_text[] =
    "graph f(x: f32[B, T], n: i32[B] in T + 1, h0: f32[B]) -> y {\n  capacity = (B: 2, T: 3)\n"
    "  scan over t < T, name: s, %slengths: n, axes: [1]\n  carry h: f32[B] = h0 {\n"
    "    g: f32[B]; g[b] = h[b]/2 + x[b, t]\n    h = g\n    yield g\n  }\n"
    "  y: f32[B, T] = project(s, 0)\n  last: f32[B] = project(s, 1)\n}\n";

static GraphCase scan_case(const char *options)
{
  static const double x[6] = {1, 2, 3, 10, 20, 30}, n[2] = {3, 2}, h0[2] = {8, 4};
  char text[1024];
  snprintf(text, sizeof text, scan_text, options);
  GraphCase c = graph_case(text);
  evaluation_set_input(c.run, "x", x);
  evaluation_set_input(c.run, "n", n);
  evaluation_set_input(c.run, "h0", h0);
  return c;
}

Test(graph_evaluate, scans_stop_at_their_lengths)
{
  GraphCase c = scan_case("");
  graph_case_expect(&c, "y", 6, (double[]){5, 4.5, 5.25, 12, 26, 0});
  graph_case_expect(&c, "last", 2, (double[]){5.25, 26});
  graph_case_end(&c);
  c = scan_case("reverse: true, ");
  graph_case_expect(&c, "y", 6, (double[]){3.75, 5.5, 7, 21, 22, 0});
  graph_case_expect(&c, "last", 2, (double[]){3.75, 21});
  graph_case_end(&c);
}

Test(graph_evaluate, draws_do_not_depend_on_the_size_of_the_day)
{
  GraphCase c = graph_case("graph f(x: f32[B, T]) -> r {\n  capacity = (B: 4, T: 5)\n"
                           "  draw r: f32[B, T] ~ uniform(0, 2) key 9; r[b, t] = 2*random(1)\n}\n");
  static double x[20];
  evaluation_set_input(c.run, "x", x);
  evaluation_set_symbol(c.run, "B", 2);
  evaluation_set_symbol(c.run, "T", 3);
  evaluation_set_seed(c.run, 77, 5);
  const double *r = graph_case_run(&c, "r");
  for (int b = 0; b < 2; b++)
    for (int t = 0; t < 3; t++)
      cr_expect(r[b * 3 + t] ==
                2 * (double)netc_random_uniform(77, 5, 9, (uint64_t)(b * 5 + t), 1));
  graph_case_end(&c);
}

Test(graph_evaluate, variables_scalars_and_constants)
{
  GraphCase c = graph_case("graph f(x: f32[2] = 3) -> y {\n  param w: f32[2]\n  scalar lr: f64\n"
                           "  constant k: f32[2] = [0.5, -1]\n"
                           "  rate: f64 = lr*2\n  y: f32[2]; y[i] = w[i] - f32(rate)*k[i]*x[i]\n"
                           "  update w = y\n}\n");
  evaluation_set_variable(c.run, c.graph->updates.items[0].variable, (double[]){10, 20});
  evaluation_set_scalar(c.run, "lr", 0.1);
  graph_case_expect(&c, "y", 2, (double[]){9.7, 20.6});
  graph_case_end(&c);
}
