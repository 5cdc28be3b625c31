// What is late in the graph reads values that are computed again, as the plan has it.
//
//   before   a[i] = exp(x[i]);  s = sum(i) a[i];  da[i] = ds*w[i];  dx[i] = da[i]*a[i]
//   after    a[i] = exp(x[i]);  s = sum(i) a[i];  da[i] = ds*w[i];
//            a.again[i] = exp(x[i]), again;  dx[i] = da[i]*a.again[i]
//
// So `a` need not lie in memory from the forward part to the backward part (Chen et al. 2016,
// "Training deep nets with sublinear memory cost"). Legal because formulas have no side effects and
// a draw is named by its key: the same draw comes again. The copy stands before its first reader
// and is marked `again`: kernels wait with it, and it is merged with nothing that was kept. What
// nobody reads any more goes.
// recompute_plan.c says what is worth it.

#include "passes/passes.h"
#include "passes/recompute.h"

typedef struct Entry {
  bool late, dropped;
  Node *again;
} Entry;

typedef struct Rewrite {
  Graph *graph;
  Arena *scratch;
  Entry *entries;  // by Node.mark, which is the place in the body
  int count;
} Rewrite;

typedef struct Operands {
  Arena *scratch;
  ListOf(Node *) nodes;
} Operands;

static void add_operand(Node *operand, void *context)
{
  Operands *operands = context;
  list_add(operands->scratch, &operands->nodes, operand);
}

static Operands operands_of(const Rewrite *r, const Node *node)
{
  Operands operands = {.scratch = r->scratch};
  node_operands(r->graph, node, add_operand, &operands);
  return operands;
}

static const Expr *read_again(Graph *graph, const Expr *e, void *context)
{
  const Rewrite *r = context;
  Node *again = e->kind == EXPR_READ ? r->entries[e->node->mark].again : NULL;
  if (!again)
    return e;
  return expr_read(graph, again, e->operands,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

static void make_again(Rewrite *r, Node *node, Node *before);

static void make_operands_again(Rewrite *r, const Node *node, Node *before)
{
  Operands operands = operands_of(r, node);
  for (int i = 0; i < operands.nodes.count; i++)
    if (r->entries[operands.nodes.items[i]->mark].dropped)
      make_again(r, operands.nodes.items[i], before);
}

static void make_again(Rewrite *r, Node *node, Node *before)
{
  Entry *entry = &r->entries[node->mark];
  if (entry->again)
    return;
  make_operands_again(r, node, before);
  Graph *graph = r->graph;
  const char *name = arena_print(r->scratch, "%s.again", node->name);
  Node *again =
      graph_add_before(graph, before, node->form, name, node->type, node->shape, node->origin);
  Formula *formula = formula_create(graph);
  *formula = *node->formula;
  formula->conditions = arena_array(graph->arena, const Expr *, formula->condition_count);
  for (int i = 0; i < formula->condition_count; i++)
    formula->conditions[i] = node->formula->conditions[i];
  formula_rewrite(graph, formula, read_again, r);
  again->formula = formula;
  again->again = true;
  if (node->form == FORM_DRAW)
    again->draw = node->draw;
  entry->again = again;
  again->mark = (uint32_t)r->count;  // of no entry of its own: nothing is made a third time
}

bool recompute(Graph *graph, const RecomputePlan *plan, Arena *scratch)
{
  Rewrite r = {.graph = graph, .scratch = scratch};
  for (Node *node = graph->body.first; node; node = node->next)
    node->mark = (uint32_t)r.count++;
  r.entries = arena_array(scratch, Entry, r.count + 1);
  for (int i = 0; i < r.count; i++)
    r.entries[i] = (Entry){.late = plan->late[i], .dropped = plan->dropped[i]};
  bool changed = false;
  for (Node *node = graph->body.first; node; node = node->next) {
    if (!node->formula || !r.entries[node->mark].late)
      continue;
    make_operands_again(&r, node, node);
    const Expr *before = node->formula->body;
    formula_rewrite(graph, node->formula, read_again, &r);
    changed |= node->formula->body != before;
  }
  if (changed)
    remove_dead(graph, scratch);  // what only late readers had
  return changed;
}
