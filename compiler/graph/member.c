// Sums over members: a reduction under k == key, where k is a free index and data gives the key.
//
//   before   y[k, f] = sum(e if k == target[e]) w[e]*x[source[e], f]
//   after    y = 0;  for e { k = target[e];  for f { y[k, f] += w[e]*x[source[e], f] } }
//
// Every term belongs to one k, so one walk over the terms does what a test of every term for every
// k would: E*F steps instead of N*E*F. The terms of an element come in the same order, so the sum
// is the same. Legal for reductions that can be taken up from memory term by term: not for
// positions, nor where an empty domain has a value of its own.

#include "graph/graph.h"

static bool uses_reduced(const Formula *space, const Expr *e)
{
  for (int s = space->free_count; s < space->index_count; s++)
    if (expr_uses_index(e, s))
      return true;
  return false;
}

static const Expr *unconverted(const Expr *e)
{
  while (e->kind == EXPR_CONVERT)
    e = e->operands[0];
  return e;
}

// a == b, as k == key for a free index k that the key does not use.
static bool match_sides(Graph *graph, const Formula *space, const Expr *a, const Expr *b,
                        Member *member)
{
  const Expr *index = unconverted(a);
  if (index->kind != EXPR_INDEX || index->slot >= space->free_count ||
      expr_uses_index(b, index->slot) || !uses_reduced(space, b))
    return false;
  member->slot = index->slot;
  member->key = expr_convert(graph, TYPE_INDEX, b);
  return true;
}

// 0 == k - key, as conditions on indices are kept.
static bool match_difference(Graph *graph, const Formula *space, const Expr *e, Member *member)
{
  for (int s = 0; s < space->free_count; s++) {
    int64_t factor;
    if (!expr_uses_index(e, s) || !expr_coefficient(e, s, &factor) || (factor != 1 && factor != -1))
      continue;
    const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_integer(graph, TYPE_INDEX, factor),
                                   expr_index(graph, s));
    const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, e, term);
    if (expr_uses_index(rest, s) || !uses_reduced(space, rest))
      continue;
    member->slot = s;
    member->key = factor == 1 ? expr_unary(graph, EXPR_NEGATE, rest) : rest;
    return true;
  }
  return false;
}

bool find_member(Graph *graph, const Formula *space, Member *member)
{
  bool plain = space->reduction == REDUCTION_SUM || space->reduction == REDUCTION_PROD ||
               space->reduction == REDUCTION_MAX || space->reduction == REDUCTION_MIN;
  if (!plain || space->otherwise)
    return false;
  for (int i = 0; i < space->condition_count; i++) {
    const Expr *condition = space->conditions[i];
    member->condition = i;
    if (condition->kind != EXPR_EQUAL)
      continue;
    const Expr *a = condition->operands[0], *b = condition->operands[1];
    bool fits =
        expr_is_zero(b) && a->type == TYPE_INDEX
            ? match_difference(graph, space, a, member)
            : match_sides(graph, space, a, b, member) || match_sides(graph, space, b, a, member);
    if (fits)
      return true;
  }
  return false;
}
