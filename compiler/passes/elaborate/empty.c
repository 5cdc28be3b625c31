// Whether a reduction can be over nothing.
//
//   max(r < 3) x[2*i + r - 1]     conditions 0 <= 2*i + r - 1 and 2*i + r - 1 < H
//
// Conditions that share no reduced index are looked at apart. For each group all points are tried
// where that is cheap; else one constant for its reduced indices that always holds is looked for.

#include "passes/elaborate/elaborate.h"

#include "passes/conditions.h"

enum { MAX_POINTS = 1 << 22, MAX_CANDIDATES = 16 };

typedef struct Group {
  uint32_t reduced, free;
  const Expr *conditions[MAX_INDICES * 4];
  int count;
} Group;

static int64_t floored(int64_t a, int64_t b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// The value of an index expression or condition at a point; false if it depends on more than the
// point.
static bool value_at(const Expr *e, const int64_t *point, int64_t *value)
{
  int64_t a = 0, b = 0;
  switch (e->kind) {
  case EXPR_NUMBER:
    return *value = e->integer, true;
  case EXPR_INDEX:
    return *value = point[e->slot], true;
  case EXPR_AFFINE:
    *value = e->integer;
    for (int i = 0; i < e->operand_count; i++) {
      if (!value_at(e->operands[i], point, &a))
        return false;
      *value += e->coefficients[i] * a;
    }
    return true;
  case EXPR_NOT:
    return value_at(e->operands[0], point, &a) && (*value = !a, true);
  default:
    break;
  }
  if (e->operand_count != 2 || !value_at(e->operands[0], point, &a) ||
      !value_at(e->operands[1], point, &b))
    return false;
  switch (e->kind) {
  case EXPR_PRODUCT:
    return *value = a * b, true;
  case EXPR_QUOTIENT:
    return b >= 1 && (*value = floored(a, b), true);
  case EXPR_REMAINDER:
    return b >= 1 && (*value = a - b * floored(a, b), true);
  case EXPR_EQUAL:
    return *value = a == b, true;
  case EXPR_NOT_EQUAL:
    return *value = a != b, true;
  case EXPR_LESS:
    return *value = a < b, true;
  case EXPR_LESS_EQUAL:
    return *value = a <= b, true;
  case EXPR_AND:
    return *value = a && b, true;
  case EXPR_OR:
    return *value = a || b, true;
  case EXPR_MAXIMUM:
    return *value = a > b ? a : b, true;
  case EXPR_MINIMUM:
    return *value = a < b ? a : b, true;
  default:
    return false;
  }
}

// The points of a set of slots; -1 if too many or not constant.
static int64_t points_of(const Formula *formula, uint32_t slots)
{
  int64_t points = 1;
  for (int i = 0; i < formula->index_count; i++) {
    if (!(slots >> i & 1))
      continue;
    const Expr *extent = formula->indices[i].extent;
    if (!expr_is_number(extent) || extent->integer > MAX_POINTS ||
        (points *= extent->integer) > MAX_POINTS)
      return -1;
  }
  return points;
}

static void set_point(const Formula *formula, uint32_t slots, int64_t number, int64_t *point)
{
  for (int i = 0; i < formula->index_count; i++)
    if (slots >> i & 1) {
      point[i] = number % formula->indices[i].extent->integer;
      number /= formula->indices[i].extent->integer;
    }
}

static bool all_hold(const Group *group, const int64_t *point, bool *is_known)
{
  int64_t value;
  for (int i = 0; i < group->count; i++) {
    *is_known = value_at(group->conditions[i], point, &value);
    if (!*is_known || !value)
      return false;
  }
  return true;
}

static bool holds_by_trial(const Formula *formula, const Group *group)
{
  int64_t outer = points_of(formula, group->free), inner = points_of(formula, group->reduced);
  int64_t point[MAX_INDICES] = {0};
  if (outer < 0 || inner < 0 || outer * inner > MAX_POINTS)
    return false;
  for (int64_t i = 0; i < outer; i++) {
    bool found = false, is_known = true;
    set_point(formula, group->free, i, point);
    for (int64_t k = 0; k < inner && !found && is_known; k++) {
      set_point(formula, group->reduced, k, point);
      found = all_hold(group, point, &is_known);
    }
    if (!found)
      return false;
  }
  return true;
}

static bool holds_with(Graph *graph, const Formula *formula, const Group *group, int64_t candidate)
{
  const Expr *slots[MAX_INDICES] = {0};
  const Expr *number = expr_integer(graph, TYPE_INDEX, candidate);
  for (int i = 0; i < formula->index_count; i++) {
    if (!(group->reduced >> i & 1))
      continue;
    const Expr *extent = formula->indices[i].extent;
    if (expr_is_number(extent) ? candidate >= extent->integer : candidate > 0)
      return false;
    slots[i] = number;
  }
  for (int i = 0; i < group->count; i++) {
    const Expr *condition =
        expr_substitute(graph, group->conditions[i], slots, formula->index_count);
    if (condition_truth(graph, formula, NULL, 0, condition) != TRUTH_ALWAYS)
      return false;
  }
  return true;
}

static bool holds_by_proof(Graph *graph, const Formula *formula, const Group *group)
{
  for (int64_t candidate = 0; candidate < MAX_CANDIDATES; candidate++)
    if (holds_with(graph, formula, group, candidate))
      return true;
  return false;
}

// The conditions that are joined to `seed` by common reduced indices.
static Group group_of(const Formula *formula, int seed, uint32_t free_slots)
{
  Group group = {.reduced = formula->conditions[seed]->index_mask & ~free_slots};
  for (bool grows = true; grows;) {
    grows = false;
    for (int i = 0; i < formula->condition_count; i++) {
      uint32_t mask = formula->conditions[i]->index_mask & ~free_slots;
      if ((mask & group.reduced) && (mask & ~group.reduced)) {
        group.reduced |= mask;
        grows = true;
      }
    }
  }
  for (int i = 0; i < formula->condition_count; i++) {
    uint32_t mask = formula->conditions[i]->index_mask;
    bool belongs = i == seed || (mask & group.reduced);
    if (!belongs || group.count == MAX_INDICES * 4)
      continue;
    group.conditions[group.count++] = formula->conditions[i];
    group.free |= mask & free_slots;
  }
  return group;
}

bool is_never_empty(Graph *graph, const Formula *formula)
{
  uint32_t free_slots = (1u << formula->free_count) - 1;
  if (formula->condition_count > MAX_INDICES * 4)
    return false;
  for (int i = 0; i < formula->condition_count; i++) {
    Group group = group_of(formula, i, free_slots);
    if (!holds_by_trial(formula, &group) && !holds_by_proof(graph, formula, &group))
      return false;
  }
  return true;
}
