// The rules of formulas: indices, types, and that every read stays inside its tensor.

#include "graph/verify.h"

#include <string.h>

static const char *expr_as_text(const Verifier *v, const Expr *e)
{
  Text text = {.arena = v->arena};
  expr_print(v->graph, v->node->formula, e, &text);
  return text_get(&text);
}

// -- indices --------------------------------------------------------------------------------------

static void check_indices(Verifier *v, const Formula *formula)
{
  if (formula->index_count > MAX_INDICES || formula->free_count > formula->index_count ||
      formula->free_count < 0) {
    verify_fail(v, "has %d indices, %d of them free, expected at most %d", formula->index_count,
                formula->free_count, MAX_INDICES);
    return;
  }
  for (int i = 0; i < formula->index_count; i++) {
    const Expr *extent = formula->indices[i].extent;
    if (!extent || extent->type != TYPE_INDEX || extent->index_mask || extent->node_mask)
      verify_fail(v, "the extent of index %d is no expression of constants and symbols", i);
    else if (!expr_belongs(v->graph, extent))
      verify_fail(v, "the extent of index %d was made in another graph", i);
    else if (extent->kind == EXPR_NUMBER &&
             (extent->integer < 1 || extent->integer > LARGEST_EXTENT))
      verify_fail(v, "index %d runs over %lld, expected 1 to %d", i, (long long)extent->integer,
                  LARGEST_EXTENT);
  }
}

// The free indices of each dimension multiply to its extent.
static void check_merged(Verifier *v, const Node *node)
{
  const Formula *formula = node->formula;
  int slot = 0;
  for (int d = 0; d < node->shape.rank; d++) {
    const Expr *product = expr_integer(v->graph, TYPE_INDEX, 1);
    for (int i = 0; i < formula->merged[d] && slot < formula->free_count; i++, slot++)
      product = expr_binary(v->graph, EXPR_MULTIPLY, product, formula->indices[slot].extent);
    if (formula->merged[d] < 1)
      verify_fail(v, "dimension %d has no index", d);
    else if (formula->merged[d] > 1 && node->form == FORM_DRAW)
      verify_fail(v, "dimension %d of a draw has %d indices, expected one", d, formula->merged[d]);
    else if (product != node->shape.extents[d])
      verify_fail(v, "the indices of dimension %d run over %s, expected %s", d,
                  expr_as_text(v, product), expr_as_text(v, node->shape.extents[d]));
  }
  if (slot != formula->free_count)
    verify_fail(v, "%d free indices for its dimensions, expected %d", formula->free_count, slot);
}

static void check_slots(Verifier *v, const Expr *e, int slot_count, const char *what)
{
  if (e->index_mask >> slot_count)
    verify_fail(v, "%s uses an index beyond the first %d", what, slot_count);
}

// -- types ----------------------------------------------------------------------------------------

static void expect_type(Verifier *v, const Expr *e, int operand, bool ok, const char *expected)
{
  if (!ok)
    verify_fail(v, "operand %d of %s is %s, expected %s", operand, expr_as_text(v, e),
                type_name(e->operands[operand]->type), expected);
}

static void check_read(Verifier *v, const Expr *e)
{
  const Node *node = e->node;
  int rank = node->shape.rank;
  if (!verify_is_visible(v, node) || node->form == FORM_SCAN) {
    verify_fail(v, "reads %s, which is no value before it", node->name);
    return;
  }
  if (e->operand_count != rank + e->has_fallback) {
    verify_fail(v, "reads %s with %d indices, expected %d", node->name,
                e->operand_count - e->has_fallback, rank);
    return;
  }
  for (int d = 0; d < rank; d++)
    expect_type(v, e, d, e->operands[d]->type == TYPE_INDEX, "index");
  if (e->has_fallback)
    expect_type(v, e, rank, e->operands[rank]->type == node->type, type_name(node->type));
}

static void check_call(Verifier *v, const Expr *e)
{
  const Function *function = e->function;
  if (graph_function(v->graph, function->name) != function)
    verify_fail(v, "calls %s, which is no function of the graph", function->name);
  if (e->operand_count != function->parameter_count)
    verify_fail(v, "calls %s with %d arguments, expected %d", function->name, e->operand_count,
                function->parameter_count);
}

static void check_condition(Verifier *v, const Expr *e)
{
  if (e->kind == EXPR_SELECT) {
    expect_type(v, e, 0, e->operands[0]->type == TYPE_BOOL, "bool");
    expect_type(v, e, 1, e->operands[1]->type == e->type, type_name(e->type));
    expect_type(v, e, 2, e->operands[2]->type == e->type, type_name(e->type));
    return;
  }
  for (int i = 0; i < e->operand_count; i++)
    expect_type(v, e, i, e->operands[i]->type == TYPE_BOOL, "bool");
}

static void check_sizes(Verifier *v, const Expr *e)
{
  Terms terms;
  expr_terms(e, &terms);
  bool fits = terms.constant >> MOST_ELEMENTS_LOG2 == terms.constant >> 63;
  for (int i = 0; i < terms.count; i++)
    fits = fits && terms.coefficients[i] >> MOST_ELEMENTS_LOG2 == terms.coefficients[i] >> 63;
  if (!fits)
    verify_fail(v, "%s has a number beyond 2^%d", expr_as_text(v, e), MOST_ELEMENTS_LOG2);
}

static void check_integers(Verifier *v, const Expr *e)
{
  check_sizes(v, e);
  for (int i = 0; i < e->operand_count; i++)
    expect_type(v, e, i, e->operands[i]->type == e->type && !type_is_float(e->type),
                type_name(e->type));
  bool divides = e->kind == EXPR_QUOTIENT || e->kind == EXPR_REMAINDER;
  if (divides && e->operands[1]->kind == EXPR_NUMBER && e->operands[1]->integer < 1)
    verify_fail(v, "%s divides by less than 1", expr_as_text(v, e));
}

static void check_arithmetic(Verifier *v, const Expr *e)
{
  if (e->type == TYPE_BOOL || e->type == TYPE_U8)
    verify_fail(v, "%s computes in %s", expr_as_text(v, e), type_name(e->type));
  for (int i = 0; i < e->operand_count; i++)
    expect_type(v, e, i, e->operands[i]->type == e->type, type_name(e->type));
}

static void check_floats(Verifier *v, const Expr *e)
{
  Type type = e->kind == EXPR_FROM_BITS ? TYPE_I32 : e->operands[0]->type;
  expect_type(v, e, 0, e->kind == EXPR_FROM_BITS || type_is_float(type), "a float");
  if (e->kind == EXPR_FROM_BITS)
    expect_type(v, e, 0, e->operands[0]->type == TYPE_I32, "i32");
  if (e->kind == EXPR_POWER)
    expect_type(v, e, 1,
                e->operands[1]->kind == EXPR_NUMBER && !type_is_float(e->operands[1]->type),
                "a whole number");
  else
    for (int i = 1; i < e->operand_count; i++)
      expect_type(v, e, i, e->operands[i]->type == type, type_name(type));
}

static void check_both(Verifier *v, const Expr *e, Type type)
{
  for (int i = 0; i < 2; i++)
    expect_type(v, e, i, e->operands[i]->type == type, type_name(type));
}

static void check_operation(Verifier *v, const Expr *e)
{
  switch (e->kind) {
  case EXPR_AFFINE:
  case EXPR_PRODUCT:
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER:
    check_integers(v, e);
    break;
  case EXPR_NEGATE:
  case EXPR_ADD:
  case EXPR_SUBTRACT:
  case EXPR_MULTIPLY:
    check_arithmetic(v, e);
    break;
  case EXPR_MAXIMUM:
  case EXPR_MINIMUM:
    expect_type(v, e, 0, e->operands[0]->type == e->type, type_name(e->type));
    expect_type(v, e, 1, e->operands[1]->type == e->type, type_name(e->type));
    break;
  case EXPR_PAIR:
    check_both(v, e, TYPE_F32);
    break;
  case EXPR_DOT:
    check_both(v, e, TYPE_I32);
    break;
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
  case EXPR_LESS:
  case EXPR_LESS_EQUAL:
    expect_type(v, e, 1, e->operands[0]->type == e->operands[1]->type,
                type_name(e->operands[0]->type));
    break;
  case EXPR_NOT:
  case EXPR_AND:
  case EXPR_OR:
  case EXPR_SELECT:
    check_condition(v, e);
    break;
  default:
    check_floats(v, e);
  }
}

static void check_expr(const Expr *e, void *context)
{
  Verifier *v = context;
  switch (e->kind) {
  case EXPR_READ:
    check_read(v, e);
    break;
  case EXPR_CALL:
    check_call(v, e);
    break;
  case EXPR_RANDOM:
    if (v->node->form != FORM_DRAW)
      verify_fail(v, "holds a random number, expected one in draws only");
    break;
  case EXPR_FORMAL:
    verify_fail(v, "holds a formal parameter outside of a function");
    break;
  case EXPR_NUMBER:
  case EXPR_SYMBOL:
  case EXPR_INDEX:
  case EXPR_CONVERT:
  case EXPR_DETACH:
    break;
  default:
    check_operation(v, e);
  }
}

static void check_result_type(Verifier *v, const Node *node)
{
  const Formula *formula = node->formula;
  Type body = formula->body->type, expected = body;
  if (reduction_is_positional(formula))
    expected = TYPE_I32;
  if (node->type != expected)
    verify_fail(v, "is %s, expected %s by its formula", type_name(node->type), type_name(expected));
  bool logic = formula->reduction == REDUCTION_ANY || formula->reduction == REDUCTION_ALL;
  bool sums = formula->reduction == REDUCTION_SUM || formula->reduction == REDUCTION_PROD;
  if (logic && body != TYPE_BOOL)
    verify_fail(v, "%s of %s, expected bool", reduction_name(formula->reduction), type_name(body));
  if (sums && (body == TYPE_BOOL || body == TYPE_U8))
    verify_fail(v, "%s of %s, expected a float or i32", reduction_name(formula->reduction),
                type_name(body));
  if (formula->otherwise && formula->otherwise->type != expected)
    verify_fail(v, "the value of an empty domain is %s, expected %s",
                type_name(formula->otherwise->type), type_name(expected));
}

// -- reads ----------------------------------------------------------------------------------------

static void check_inside(const Expr *read, const Expr *const *conditions, int count, void *context)
{
  Verifier *v = context;
  if (read->has_fallback || v->message)
    return;
  for (int d = 0; d < read->node->shape.rank; d++) {
    const Expr *missing[2], *extent = read->node->shape.extents[d];
    int missing_count;
    if (index_safety(v->graph, v->node->formula, conditions, count, read->operands[d], extent,
                     missing, &missing_count) == READ_INSIDE)
      continue;
    verify_fail(v, "reads %s, whose index %d can leave 0 .. %s - 1: expected %s%s%s",
                expr_as_text(v, read), d, expr_as_text(v, extent), expr_as_text(v, missing[0]),
                missing_count > 1 ? " and " : "",
                missing_count > 1 ? expr_as_text(v, missing[1]) : "");
  }
}

// -- formulas -------------------------------------------------------------------------------------

static void check_form(Verifier *v, const Node *node)
{
  const Formula *formula = node->formula;
  bool reduces = formula->reduction != REDUCTION_NONE;
  if (reduces != (node->form == FORM_REDUCE))
    verify_fail(v, "is a %s with the reduction %s", form_name(node->form),
                reduction_name(formula->reduction));
  if (!reduces && (formula->index_count != formula->free_count || formula->condition_count ||
                   formula->otherwise))
    verify_fail(v, "is a %s with reduced indices or conditions", form_name(node->form));
  if (!formula->body)
    verify_fail(v, "has no body");
}

static void check_conditions(Verifier *v, const Formula *formula)
{
  for (int i = 0; i < formula->condition_count; i++) {
    if (formula->conditions[i]->type != TYPE_BOOL)
      verify_fail(v, "condition %d is %s, expected bool", i,
                  type_name(formula->conditions[i]->type));
    check_slots(v, formula->conditions[i], formula->index_count, "a condition");
  }
}

void verify_formula(Verifier *v, const Node *node)
{
  const Formula *formula = node->formula;
  check_form(v, node);
  check_indices(v, formula);
  if (v->message)
    return;
  check_merged(v, node);
  check_conditions(v, formula);
  check_slots(v, formula->body, formula->index_count, "the body");
  if (formula->otherwise)
    check_slots(v, formula->otherwise, formula->free_count, "the value of an empty domain");
  if (v->message)
    return;
  formula_walk(v->graph, formula, check_expr, v);
  if (!expr_belongs(v->graph, formula->body))
    verify_fail(v, "its body was made in another graph");
  check_result_type(v, node);
  if (!v->message)
    formula_reads(v->graph, formula, check_inside, v);
}
