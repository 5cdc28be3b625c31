// What is asked of a value is asked of the result that shows it too.
//
//   before   r[i] = if y[i] <= 0 then 0 else y[i];  g[i] = if y[i] <= 0 then 0 else d[i]
//   after    r[i] = if y[i] <= 0 then 0 else y[i];  g[i] = if r[i] <= 0 then 0 else d[i]
//
// A rectified value is at most 0 where the value was, NaN included; so with a positive slope below.
// A value under a limit is less than it where the value was. The gradients of both ask that. They
// need the result anyway, for what follows; the value itself need not be kept then, nor be stored
// at all, if only the result reads it. Legal always; the answers are the same bit by bit.

#include "passes/passes.h"

#include "graph/map.h"

typedef struct Asking {
  Graph *graph;
  PointerMap answers;  // conditions to the same of a result
  ExprKind kind;       // of the conditions that are looked for
  bool changed;
} Asking;

static bool is_positive(const Expr *e)
{
  return expr_is_number(e) && e->type == TYPE_F32 && e->number > 0;
}

// 0, or the value times a positive number.
static bool keeps_sign(const Expr *e, const Expr *value)
{
  return expr_is_zero(e) ||
         (e->kind == EXPR_MULTIPLY && ((is_positive(e->operands[0]) && e->operands[1] == value) ||
                                       (is_positive(e->operands[1]) && e->operands[0] == value)));
}

static bool asks_for_sign(const Expr *e)
{
  return e->kind == EXPR_LESS_EQUAL && e->operands[0]->type == TYPE_F32 &&
         expr_is_zero(e->operands[1]);
}

static void note_rectified(Asking *a, const Expr *body, const Expr *result)
{
  if (body->kind != EXPR_SELECT || !asks_for_sign(body->operands[0]))
    return;
  const Expr *condition = body->operands[0], *value = condition->operands[0];
  if (body->operands[2] == value && keeps_sign(body->operands[1], value))
    pointer_map_set(
        &a->answers, condition,
        (void *)expr_binary(a->graph, EXPR_LESS_EQUAL, result, expr_number(a->graph, TYPE_F32, 0)));
}

// minimum(limit, value): value < limit, and what is asked of the sign where the limit is above 0.
static void note_limited(Asking *a, const Expr *body, const Expr *result)
{
  for (int side = 0; side < 2 && body->kind == EXPR_MINIMUM; side++) {
    const Expr *limit = body->operands[side], *value = body->operands[1 - side];
    if (!is_positive(limit) || value->type != TYPE_F32)
      continue;
    pointer_map_set(&a->answers, expr_binary(a->graph, EXPR_LESS, value, limit),
                    (void *)expr_binary(a->graph, EXPR_LESS, result, limit));
    note_rectified(a, value, result);
  }
}

static const Expr *ask(Graph *graph, const Expr *e, void *context)
{
  Asking *a = context;
  (void)graph;
  const Expr *answer = e->kind == a->kind ? pointer_map_get(&a->answers, e) : NULL;
  a->changed |= answer != NULL;
  return answer ? answer : e;
}

// One free index a dimension: equal conditions of such maps speak of the same element.
static bool is_pointwise(const Node *node)
{
  for (int d = 0; d < node->shape.rank && node->form == FORM_MAP; d++)
    if (node->formula->merged[d] != 1)
      return false;
  return node->form == FORM_MAP && node->type == TYPE_F32;
}

// Limits first: the value under one may be a rectified one.
static const Expr *ask_in(Asking *a, const Expr *body)
{
  a->kind = EXPR_LESS;
  body = expr_rewrite(a->graph, body, ask, a);
  a->kind = EXPR_LESS_EQUAL;
  return expr_rewrite(a->graph, body, ask, a);
}

// A result does not ask another of what it shows itself.
static bool is_result(const Expr *body)
{
  return body->kind == EXPR_MINIMUM ||
         (body->kind == EXPR_SELECT && asks_for_sign(body->operands[0]) &&
          body->operands[2] == body->operands[0]->operands[0]);
}

static const Expr *result_of(Graph *graph, Node *node)
{
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < node->shape.rank; d++)
    indices[d] = expr_index(graph, d);
  return expr_read(graph, node, indices, NULL);
}

bool ask_results(Graph *graph, Arena *scratch)
{
  Asking a = {.graph = graph, .answers = pointer_map(scratch)};
  for (Node *node = graph->body.first; node; node = node->next) {
    if (!is_pointwise(node))
      continue;
    const Expr *body = node->formula->body, *result = result_of(graph, node);
    if (!is_result(body))
      node->formula->body = ask_in(&a, body);
    note_rectified(&a, body, result);
    note_limited(&a, body, result);
  }
  return a.changed;
}
