// Bounds: what is proved, and as important, what is not.

#include "graph_case.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *verify_text(const char *body)
{
  static char message[512];
  char text[1024];
  snprintf(
      text, sizeof text,
      "graph f(x: f32[8, 8], y: f32[B, T], z: f32[B*T], l: i32[B] in T, m: i32[B] in 8, k: i32[B], "
      "n: i32[B] in T + 1) -> out {\n  %s\n}\n",
      body);
  Arena *arena = arena_create();
  Names *names = names_create(arena);
  Diag *diag = diag_create(arena);
  const Graph *graph =
      graph_parse(arena, names, diag, source_create(arena, "test", text, strlen(text)));
  message[0] = 0;
  if (!graph) {
    FILE *stream = fmemopen(message, sizeof message, "w");
    diag_print(diag, stream, false);
    fclose(stream);
  }
  arena_destroy(arena);
  return message;
}

static void expect_inside(const char *body)
{
  const char *message = verify_text(body);
  cr_expect(!*message, "%s\n%s", body, message);
}

static void expect_outside(const char *body)
{
  const char *message = verify_text(body);
  cr_expect(strstr(message, "can leave"), "%s\nwas taken as proved, or: %s", body, message);
}

Test(graph_bounds, affine)
{
  expect_inside("out: f32[4, 3]; out[i, j] = x[i*2 + 1, j + 5]");
  expect_outside("out: f32[4, 4]; out[i, j] = x[i*2 + 1, j + 5]");
  expect_outside("out: f32[4]; out[i] = x[i*2 - 1, 0]");
  expect_inside("out: f32[8, 8]; out[i, j] = x[7 - i, j]");
  expect_outside("out: f32[8, 8]; out[i, j] = x[8 - i, j]");
}

Test(graph_bounds, symbols)
{
  expect_inside("out: f32[B, T]; out[b, t] = y[b, T - 1 - t]");
  expect_outside("out: f32[B, T]; out[b, t] = y[b, T - t]");
  expect_outside("out: f32[B, T]; out[b, t] = y[b, t + 1]");
  expect_inside("out: f32[B, T]; out[b, t] = y[B - 1 - b, 0]");
  expect_outside("out: f32[B]; out[b] = y[b, 1]");
  expect_inside("out: f32[B, T]; out[b, t] = z[b*T + t]");
  expect_outside("out: f32[B, T]; out[b, t] = z[b*T + t + 1]");
  expect_inside("out: f32[B, T]; out[b, t] = z[(B - 1 - b)*T + (T - 1 - t)]");
}

Test(graph_bounds, quotients)
{
  expect_inside("out: f32[16]; out[i] = x[i/2, i % 8]");
  expect_outside("out: f32[17]; out[i] = x[i/2, 0]");
  expect_inside("out: f32[16]; out[i] = x[(i*3 + 2)/7, 7 - i % 8]");
  expect_inside("out: f32[5]; out[i] = x[i - i/2*2, i - i % 3]");
  expect_outside("out: f32[9]; out[i] = x[i % 9, 0]");
}

Test(graph_bounds, guards)
{
  expect_inside("out: f32[9]; out[i] = if i >= 1 then x[i - 1, 0] else 0");
  expect_outside("out: f32[9]; out[i] = if i >= 1 then 0 else x[i - 1, 0]");
  expect_inside("out: f32[9]; out[i] = if i == 0 or i == 20 then 0 else x[i - 1, 0]");
  expect_inside("out: f32[9]; out[i] = if i < 2 and i >= 1 then x[i*7 - 7, 0] else 0");
  expect_inside("out: f32[9, 9]; out[i, j] = if i + j <= 7 then x[i, j] else 0");
  expect_outside("out: f32[9, 9]; out[i, j] = if i + j <= 8 then x[i, j] else 0");
  expect_inside("out: f32[B, T]; out[b, t] = if t + 1 < T then y[b, t + 1] else 0");
  expect_inside("out: f32[4]; out[i] = if i*2 + 1 == 3 then x[i + 6, 0] else 0");
}

Test(graph_bounds, computed)
{
  expect_inside("out: f32[B]; out[b] = y[b, l[b]]");
  expect_outside("out: f32[B]; out[b] = y[b, k[b]]");
  expect_outside("out: f32[B]; out[b] = y[b, n[b]]");
  expect_inside("out: f32[B, T]; out[b, t] = if t < n[b] then y[b, n[b] - 1 - t] else 0");
  expect_inside("out: f32[B]; out[b] = x[m[b], 7 - m[b]]");
  expect_inside("out: f32[B]; out[b] = x[maximum(0, minimum(k[b], 7)), 0]");
  expect_outside("out: f32[B]; out[b] = x[maximum(0, minimum(k[b], 8)), 0]");
  expect_outside("out: f32[B]; out[b] = x[minimum(k[b], 7), 0]");
  expect_inside("out: f32[B]; out[b] = y[b, maximum(0, minimum(k[b], T - 1))]");
  expect_inside("out: f32[B]; out[b] = if k[b] >= 0 and k[b] < 8 then x[k[b], 0] else 0");
  expect_inside("out: f32[B]; out[b] = x[index(k[b]) % 8, 0]");
  expect_inside("a: i32[B]; a[b] = argmax(j) x[0, j]\n  out: f32[B]; out[b] = x[a[b], 0]");
  expect_inside("a: i32[B]; a[b] = minimum(m[b] + 3, 7)\n  out: f32[B]; out[b] = x[a[b], 0]");
  expect_outside("a: i32[B]; a[b] = m[b] + 1\n  out: f32[B]; out[b] = x[a[b], 0]");
  expect_outside(
      "a: i32[B]; a[b] = 2147483647 + m[b]\n  out: f32[B]; out[b] = x[maximum(a[b], 0), 0]");
}

static void expect_conditions(const char *body, int count)
{
  char text[512];
  snprintf(text, sizeof text, "graph f(x: f32[8], k: f32[3]) -> out {\n  %s\n}\n", body);
  GraphCase c = graph_case(text);
  int found = graph_case_formula(&c, "out")->condition_count;
  cr_expect(found == count, "%s: %d conditions, expected %d", body, found, count);
  graph_case_end(&c);
}

Test(graph_bounds, domains_are_closed)
{
  expect_conditions("out: f32[6]; out[i] = sum(r) x[i + r]*k[r]", 0);
  expect_conditions("out: f32[8]; out[i] = sum(r) x[i + r - 1]*k[r]", 2);
  expect_conditions("out: f32[4]; out[i] = sum(r) x[i*2 + r - 1]*k[r]", 1);
  expect_conditions("out: f32[8]; out[i] = sum(r if i + r >= 3) x[i + r - 1]*k[r]", 2);
  expect_conditions("out: f32[8]; out[i] = sum(r) (x[i + r - 1] ?? 0)*k[r]", 0);
  expect_conditions("out: f32[8]; out[i] = sum(r) (if r == 1 then x[i + r - 1] else 1)*k[r]", 0);
}

Test(graph_bounds, intervals)
{
  GraphCase c = graph_case("graph f(x: f32[B, 50]) -> y {\n  capacity = (B: 8)\n"
                           "  y: f32[B, 10]; y[b, i] = x[b, i*3 + 2]\n}\n");
  const Formula *formula = graph_case_formula(&c, "y");
  const Expr *index = formula->body->operands[1];
  Interval found = expr_interval(c.graph, formula, NULL, 0, index);
  cr_expect(found.low == 2 && found.high == 29);
  const Expr *seven = expr_integer(c.graph, TYPE_INDEX, 7), *i = expr_index(c.graph, 1);
  const Expr *condition = expr_binary(c.graph, EXPR_LESS, i, seven);
  found = expr_interval(c.graph, formula, &condition, 1, index);
  cr_expect(found.low == 2 && found.high == 20);
  found = expr_interval(c.graph, formula, NULL, 0, expr_symbol(c.graph, "B"));
  cr_expect(found.low == 1 && found.high == 8);
  found = expr_interval(c.graph, formula, NULL, 0, expr_symbol(c.graph, "T"));
  cr_expect(found.low == 1 && found.high == INT64_MAX);
  graph_case_end(&c);
}
