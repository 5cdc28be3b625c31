// Expressions: equal ones are one pointer, whatever way they were written; walks, substitution,
// copies.

#include "graph_case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

// Both formulas have one body.
static void expect_equal(const char *inputs, const char *left, const char *right)
{
  char text[1024];
  snprintf(text, sizeof text,
           "graph f(%s) -> a {\n  a: f32[4]; a[i] = %s\n  b: f32[4]; b[i] = %s\n}\n", inputs, left,
           right);
  GraphCase c = graph_case(text);
  cr_expect(graph_case_body(&c, "a") == graph_case_body(&c, "b"), "%s and %s differ:\n%s", left,
            right, graph_case_text(&c, c.graph));
  graph_case_end(&c);
}

Test(graph_expressions, equal_indices_are_one)
{
  const char *x = "x: f32[4096]";
  expect_equal(x, "x[(i*6 + 5)/2]", "x[3*i + 2]");
  expect_equal(x, "x[(i*6 + 7) % 3]", "x[1]");
  expect_equal(x, "x[((i + 4)/2)/2]", "x[i/4 + 1]");
  expect_equal(x, "x[(4*i + 10) % 6]", "x[2*((2*i + 5) % 3)]");
  expect_equal(x, "x[(i % 12) % 4]", "x[i % 4]");
  expect_equal(x, "x[(i + 3)*(i + 2)]", "x[i*i + 5*i + 6]");
  expect_equal(x, "if 3*i + 1 == 4 then 1 else 0", "if i == 1 then 1 else 0");
  expect_equal(x, "if 2*i < 5 then 1 else 0", "if i <= 2 then 1 else 0");
  expect_equal(x, "if not (i < 2) then 1 else 0", "if i > 1 then 1 else 0");
  expect_equal(x, "if not (i == 2 or i > 3) then 1 else 0",
               "if not (2 == i or i >= 4) then 1 else 0");
  expect_equal(x, "if 2*i == 5 then x[i] else 0", "0*1");
}

Test(graph_expressions, indices_of_symbols)
{
  GraphCase c = graph_case("graph f(x: f32[B, T], y: f32[B*T, 2]) -> a {\n"
                           "  a: f32[B, T]; a[b, t] = y[b*T + t, 0] + x[(b*T + T - 1)/T, t]\n"
                           "  b: f32[B, T]; b[b, t] = y[t + T*b, 0] + x[b, t]\n}\n");
  const Expr *a = graph_case_body(&c, "a"), *b = graph_case_body(&c, "b");
  cr_expect(a->operands[0] == b->operands[0]);
  const Formula *formula = graph_case_formula(&c, "a");
  // (T - 1)/T is 0 because T is at least 1: the bounds know it, the constructors do not.
  cr_expect(expr_settle(c.graph, formula, NULL, 0, a) == b);
  graph_case_end(&c);
}

Test(graph_expressions, folding_hides_no_nan)
{
  const char *x = "x: f32[4]";
  expect_equal(x, "x[i] + 0", "x[i]");
  expect_equal(x, "-(-x[i])*1/1", "x[i]");
  expect_equal(x, "x[i] - -x[i]", "x[i] + x[i]");
  expect_equal(x, "exp(0)*x[i]^1", "x[i]");
  expect_equal(x, "f32(3)/2", "1.5");
  GraphCase c = graph_case("graph f(x: f32[4]) -> a {\n  a: f32[4]; a[i] = 0*x[i]\n}\n");
  cr_expect(graph_case_body(&c, "a")->kind == EXPR_MULTIPLY);
  graph_case_end(&c);
}

Test(graph_expressions, integers_wrap_and_saturate)
{
  GraphCase c = graph_case("graph f(x: f32[1]) -> a {\n"
                           "  a: i32[5]; a[i] = 2147483647 + 1\n"
                           "  b: i32[1]; b[i] = i32(3e9)\n"
                           "  c: u8[1]; c[i] = u8(-2.5)\n"
                           "  d: i32[1]; d[i] = quotient(-7, 2)\n}\n");
  cr_expect(graph_case_body(&c, "a")->integer == INT32_MIN);
  cr_expect(graph_case_body(&c, "b")->integer == INT32_MAX);
  cr_expect(graph_case_body(&c, "c")->integer == 0);
  cr_expect(graph_case_body(&c, "d")->integer == -4);
  graph_case_end(&c);
}

Test(graph_expressions, substitution_is_simultaneous)
{
  GraphCase c = graph_case("graph f(x: f32[9, 9]) -> a {\n  a: f32[3, 3]; a[i, j] = x[i + 1, 2*j]\n"
                           "  b: f32[3, 3]; b[i, j] = x[j + 1, 2*i]\n}\n");
  const Expr *slots[2] = {expr_index(c.graph, 1), expr_index(c.graph, 0)};
  const Expr *swapped = expr_substitute(c.graph, graph_case_body(&c, "a"), slots, 2);
  cr_expect(swapped == graph_case_body(&c, "b"));
  int64_t coefficient;
  cr_expect(expr_coefficient(swapped->operands[1], 0, &coefficient) && coefficient == 2);
  cr_expect(!expr_coefficient(swapped, 0, &coefficient));
  graph_case_end(&c);
}

typedef struct Count {
  int visits;
} Count;

static void count_visit(const Expr *e, void *context)
{
  (void)e;
  ((Count *)context)->visits++;
}

Test(graph_expressions, walks_visit_shared_parts_once)
{
  GraphCase c =
      graph_case("graph f(x: f32[4]) -> a {\n  a: f32[4]; a[i] = (x[i] + 1)*(x[i] + 1)\n}\n");
  Count count = {0};
  expr_walk(c.graph, graph_case_body(&c, "a"), count_visit, &count);
  cr_expect(count.visits == 5, "%d visits: i, x[i], 1, +, *", count.visits);
  graph_case_end(&c);
}

static void count_read(const Expr *e, void *context)
{
  cr_expect(e->kind == EXPR_READ);
  ((Count *)context)->visits++;
}

Test(graph_expressions, walks_over_reads_see_those_inside_others)
{
  GraphCase c = graph_case("graph f(x: f32[4], n: i32[4]) -> a {\n"
                           "  a: f32[4]; a[i] = (x[n[i]] ?? 0) + x[i]*x[i] + f32(i)\n}\n");
  Count count = {0};
  expr_walk_reads(c.graph, graph_case_body(&c, "a"), count_read, &count);
  cr_expect(count.visits == 3, "%d visits: n[i], x[n[i]], x[i]", count.visits);
  graph_case_end(&c);
}

static const Expr *negate_reads(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  cr_expect(e->kind != EXPR_AFFINE, "what stands for an index is visited");
  return e->kind == EXPR_READ ? expr_unary(graph, EXPR_NEGATE, e) : e;
}

Test(graph_expressions, rewrites_at_a_point_leave_what_stands_there)
{
  GraphCase c = graph_case("graph f(x: f32[9]) -> a {\n  a: f32[4]; a[i] = x[i]*2\n"
                           "  b: f32[4]; b[i] = -x[2*i + 1]*2\n}\n");
  const Expr *index = expr_index(c.graph, 0);
  int64_t factor = 2;
  const Expr *slots[1] = {expr_affine(c.graph, 1, 1, &index, &factor)};
  const Expr *made =
      expr_rewrite_at(c.graph, graph_case_body(&c, "a"), slots, 1, negate_reads, NULL);
  cr_expect(made == graph_case_body(&c, "b"));
  graph_case_end(&c);
}

Test(graph_expressions, replacing_follows_chains)
{
  GraphCase c = graph_case("graph f(x: f32[4]) -> d {\n  a: f32[4]; a[i] = x[i]\n"
                           "  b: f32[4]; b[i] = a[i]\n  c: f32[4]; c[i] = b[i] + a[i]\n"
                           "  d: f32[4]; d[i] = c[i]*b[i]\n}\n");
  Node *x = graph_find(c.graph, name_intern(c.names, "x"));
  Node *a = graph_find(c.graph, name_intern(c.names, "a"));
  Node *b = graph_find(c.graph, name_intern(c.names, "b"));
  graph_replace(c.graph, b, a);
  graph_replace(c.graph, a, x);
  graph_resolve(c.graph);
  cr_expect_str_eq(graph_case_text(&c, c.graph), "graph f(x: f32[4]) -> d {\n"
                                                 "  c: f32[4]; c[i] = x[i] + x[i]\n"
                                                 "  d: f32[4]; d[i] = c[i]*x[i]\n}\n");
  cr_expect(!graph_verify(c.graph, c.arena, NULL));
  graph_case_end(&c);
}

Test(graph_expressions, copies_live_alone)
{
  GraphCase c =
      graph_case("fn g(x: f32) {\n  grad x = 2*x\n  return x*x\n}\n"
                 "graph f(x: f32[B, 4], n: i32[B] in 5) -> y {\n  capacity = (B: 8)\n"
                 "  param w: f32[4]\n  h: f32[B]; h[b] = sum(i if i < n[b]) g(x[b, i])*w[i]\n"
                 "  draw r: f32[B] ~ uniform(0, 1) key 3; r[i] = random(0)\n"
                 "  scan over t < 4, name: s, axes: [1]\n  carry k: f32[B] = h {\n"
                 "    z: f32[B]; z[b] = k[b]*r[b] + x[b, t]\n    k = z\n    yield z\n  }\n"
                 "  y: f32[B, 4] = project(s, 0)\n}\n");
  Arena *arena = arena_create();
  Graph *copy = graph_copy(arena, c.graph);
  const char *expected = graph_case_text(&c, c.graph);
  cr_expect_str_eq(graph_case_text(&c, copy), expected);
  cr_expect(!graph_verify(copy, arena, NULL));
  for (Node *node = copy->body.first; node; node = node->next)
    cr_expect(graph_find(c.graph, node->name) != node);
  arena_destroy(arena);
  graph_case_end(&c);
}

Test(graph_expressions, names_are_made_unique)
{
  GraphCase c = graph_case("graph f(x: f32[4]) -> y {\n  y: f32[4]; y[i] = x[i]\n}\n");
  Shape shape = {.rank = 0};
  const char *found[4];
  const char *wanted[4] = {"y", "y", "y_2", "z_7"};
  const char *expected[4] = {"y_2", "y_3", "y_4", "z_7"};
  for (int i = 0; i < 4; i++) {
    found[i] = graph_add(c.graph, FORM_SCALAR, wanted[i], TYPE_F64, shape, (Origin){0})->name;
    cr_expect_str_eq(found[i], expected[i]);
  }
  graph_case_end(&c);
}

Test(graph_expressions, what_a_text_names_is_filled_in)
{
  GraphCase from = graph_case("fn h(x: f32) {\n  grad x = 2*x\n  return x*x\n}\n"
                              "fn g(x: f32) {\n  grad x = h(x) + g(x)\n  return x*h(x)\n}\n"
                              "graph f(x: f32[2]) -> y {\n  constant k: f32[2] = [3, 4]\n"
                              "  y: f32[2]; y[i] = g(x[i])*k[i]\n}\n");
  GraphCase c = graph_case("graph f(x: f32[2]) -> y {\n  constant k: f32[2]\n"
                           "  y: f32[2]; y[i] = exp(x[i])*k[i]\n}\n");
  cr_expect_str_eq(graph_complete(c.graph, from.graph), "exp");
  Function *exp = c.graph->functions.items[0];
  exp->name = name_intern(c.names, "g");  // as if the text had called g
  exp->exact = NULL;
  cr_expect(!graph_complete(c.graph, from.graph));
  cr_expect(c.graph->functions.count == 2 && exp->derivatives[0]->operands[1]->function == exp);
  evaluation_set_input(c.run, "x", (double[]){2, 3});
  graph_case_expect(&c, "y", 2, (double[]){8 * 3, 27 * 4});
  graph_case_end(&from);
  graph_case_end(&c);
}
