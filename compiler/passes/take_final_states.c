// The last of the states that a scan stacks is the one that it ends with.
//
//   before   scan x over t carry h { h = ..; yield y = h };  z[b, d] = y[b, T - 1, d]
//   after    z[b, d] = h[b, d], where h is the state after the last step
//
// Where nothing else reads y, remove_dead lets go of it: a net that asks for the last step alone
// does not store the others. A reversed scan ends with step 0. Legal where the yield is what is
// carried on, and the read is not outside of y; a read without a fallback never is.

#include "passes/passes.h"

// The carry that has the yield's value after each step; -1: none has.
static int carry_of(const Scan *scan, int yield)
{
  for (int i = 0; i < scan->carry_count; i++)
    if (scan->carries[i].next == scan->yields[yield])
      return i;
  return -1;
}

// The state at the end, made beside the stacked one unless it is there.
static Node *final_state(Graph *graph, Node *stacked, int carry)
{
  Node *scan = stacked->projection.scan;
  const Node *next = scan->scan->carries[carry].next;
  int result = scan->scan->yield_count + carry;
  for (Node *node = scan->next; node; node = node->next)
    if (node->form == FORM_PROJECTION && node->projection.scan == scan &&
        node->projection.result == result)
      return node;
  return graph_add_projection(graph, scan, result, next->name, next, next->shape);
}

static const Expr *take(Graph *graph, const Expr *e, void *context)
{
  bool *changed = context;
  if (e->kind != EXPR_READ || e->has_fallback || e->node->form != FORM_PROJECTION)
    return e;
  const Scan *scan = e->node->projection.scan->scan;
  int yield = e->node->projection.result;
  if (scan->lengths || yield >= scan->yield_count)
    return e;
  int axis = scan->yield_axis[yield], carry = carry_of(scan, yield);
  const Expr *one = expr_integer(graph, TYPE_INDEX, 1);
  const Expr *last = scan->reverse ? expr_integer(graph, TYPE_INDEX, 0)
                                   : expr_binary(graph, EXPR_SUBTRACT, scan->extent, one);
  if (carry < 0 || e->operands[axis] != last)
    return e;
  const Expr *indices[MAX_RANK];
  for (int d = 0, count = 0; d < e->node->shape.rank; d++)
    if (d != axis)
      indices[count++] = e->operands[d];
  *changed = true;
  return expr_read(graph, final_state(graph, e->node, carry), indices, NULL);
}

bool take_final_states(Graph *graph, Arena *scratch)
{
  (void)scratch;
  bool changed = false;
  for (Node *node = graph->body.first; node; node = node->next)
    if (node->formula)
      formula_rewrite(graph, node->formula, take, &changed);
  return changed;
}
