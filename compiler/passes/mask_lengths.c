// A scan with lengths becomes a scan of all steps that chooses by element.
//
//   before   scan over t < 8, lengths: n  carry h = h0 { a = ..h..;  h = a;  yield a }
//   after    scan over t < 8              carry h = h0 { a = ..h..;
//              h' = if t < n[b] then a else h;  h = h';  y = if t < n[b] then a else 0;  yield y }
//
// Past the end of a row its state stays and its yield is 0 (language reference, scans); a reverse
// scan begins at the last step, so its state stays until the row begins.

#include "passes/passes.h"

// step < lengths[rows], over the first free indices of the formula.
static const Expr *is_within(Graph *graph, const Scan *scan)
{
  const Expr *rows[MAX_RANK];
  for (int d = 0; d < scan->lengths->shape.rank; d++)
    rows[d] = expr_index(graph, d);
  // As indices, of which it is known how far they go: a row of all steps needs no choice.
  const Expr *step = expr_read(graph, scan->step, NULL, NULL);
  const Expr *length = expr_read(graph, scan->lengths, rows, NULL);
  return expr_binary(graph, EXPR_LESS, expr_convert(graph, TYPE_INDEX, step),
                     expr_convert(graph, TYPE_INDEX, length));
}

// `value` where the row has not ended, else `held`, or 0 without one.
static Node *add_masked(Graph *graph, Scan *scan, Node *value, Node *held)
{
  Region *before = graph_insert_in(graph, &scan->body);
  Node *node = graph_add(graph, FORM_MAP, value->name, value->type, value->shape, value->origin);
  graph_insert_in(graph, before);
  node->formula = formula_over(graph, value->shape);
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < value->shape.rank; d++)
    indices[d] = expr_index(graph, d);
  const Expr *otherwise = held ? expr_read(graph, held, indices, NULL)
                               : expr_convert(graph, value->type, expr_number(graph, TYPE_F32, 0));
  node->formula->body =
      expr_select(graph, is_within(graph, scan), expr_read(graph, value, indices, NULL), otherwise);
  return node;
}

bool lengths_are_whole(const Scan *scan)
{
  const Node *lengths = scan->lengths;
  const Expr *e = lengths && lengths->form == FORM_MAP ? lengths->formula->body : NULL;
  while (e && e->kind == EXPR_CONVERT)
    e = e->operands[0];
  return e == scan->extent;
}

static bool mask_region(Graph *graph, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next) {
    if (node->form != FORM_SCAN)
      continue;
    Scan *scan = node->scan;
    changed |= mask_region(graph, &scan->body);
    if (!scan->lengths)
      continue;
    changed = true;
    if (lengths_are_whole(scan)) {
      scan->lengths = NULL;
      continue;
    }
    for (int i = 0; i < scan->yield_count; i++)
      scan->yields[i] = add_masked(graph, scan, scan->yields[i], NULL);
    for (int i = 0; i < scan->carry_count; i++) {
      Carry *carry = &scan->carries[i];
      carry->next = add_masked(graph, scan, carry->next, carry->carry);
    }
    scan->lengths = NULL;
  }
  return changed;
}

bool mask_lengths(Graph *graph, Arena *scratch)
{
  (void)scratch;
  return mask_region(graph, &graph->body);
}
