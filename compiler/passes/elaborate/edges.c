// Graphs as data: E directed edges over N nodes, two i32 tensors of the nodes at their ends.
//
//   y[i, f] = sum((j, e) in g[i]) w[e]*x[j, f]
//   ->  y[i, f] = sum(e if target[e] == i) w[e]*x[source[e], f]
//
// So a neighbourhood is a sum under a condition like any other; nothing after elaboration knows
// graphs.

#include "passes/elaborate/elaborate.h"

#include <string.h>

static Value graph_value(Elaborator *e, EdgeList edges)
{
  EdgeList *copy = arena_new(e->arena, EdgeList);
  *copy = edges;
  return (Value){.kind = VALUE_GRAPH, .edges = copy};
}

Shape edges_shape(const EdgeList *edges)
{
  return (Shape){.rank = 2, .extents = {edges->node_count, edges->edge_count}};
}

static Node *end_input(Frame *f, const AstParameter *p, const char *end, Shape shape,
                       const Expr *bound)
{
  Elaborator *e = f->e;
  const char *name = intern(e, "%s.%s", p->name, end);
  Node *node = graph_add(e->graph, FORM_INPUT, name, TYPE_I32, shape, (Origin){"", p->span});
  node->input.position = e->graph->inputs.count;
  node->input.bound = bound;
  list_add(e->graph->arena, &e->graph->inputs, node);
  return node;
}

// An input `g: graph[N, E]`: the sources and the targets of its edges.
Value graph_input(Frame *f, const AstParameter *p)
{
  const AstExprs *extents = &p->type->extents;
  if (extents->count != 2)
    return fail(f, E0302, p->type->span,
                "a graph has two sizes: graph[N, E], of nodes and of edges");
  EdgeList edges = {.node_count = evaluate_extent(f, extents->items[0]),
                    .edge_count = evaluate_extent(f, extents->items[1])};
  if (!edges.node_count || !edges.edge_count)
    return poison();
  Shape shape = {.rank = 1, .extents = {edges.edge_count}};
  edges.source = tensor_of_node(f->e, end_input(f, p, "source", shape, edges.node_count));
  edges.target = tensor_of_node(f->e, end_input(f, p, "target", shape, edges.node_count));
  return graph_value(f->e, edges);
}

// g.source, g.target
Value graph_field(Frame *f, const EdgeList *edges, const AstExpr *expr)
{
  if (strcmp(expr->field.name, "source") == 0)
    return tensor_value(f->e, edges->source);
  if (strcmp(expr->field.name, "target") == 0)
    return tensor_value(f->e, edges->target);
  report(f, E0208, expr->field.name_span, "a graph has no part %s", expr->field.name);
  diag_help(f->e->diag, "its edges e lead from g.source[e] to g.target[e]");
  report_end(f);
  return poison();
}

static const Expr *end_of(Frame *f, const Tensor *end, int slot)
{
  const Expr *edge = expr_index(f->e->graph, slot);
  return expr_convert(f->e->graph, TYPE_INDEX, index_tensor(f->e, end, &edge));
}

// (j, e) in g[i]: the edges e into node i, and the nodes j that they come from. `*condition` keeps
// to them.
bool add_neighbours(Frame *f, const AstRange *range, const Expr **condition)
{
  Elaborator *e = f->e;
  const AstExpr *bound = range->bound;
  if (bound->kind != AST_INDEXED || bound->indexed.indices.count != 1 || range->names.count > 2) {
    fail(f, E0401, range->span, "neighbours are written (j, e) in g[i]");
    return false;
  }
  Value g = evaluate_base(f, bound->indexed.base);
  if (g.kind == VALUE_POISON)
    return false;
  if (g.kind != VALUE_GRAPH) {
    fail(f, E0401, bound->span, "neighbours are those of a graph, this is %s",
         value_kind_text(e, g));
    return false;
  }
  const AstExpr *node = bound->indexed.indices.items[0];
  const Expr *index = as_index(f, evaluate_floors(f, node), node->span);
  int slot = index ? builder_add(f, f->builder, range->names.items[range->names.count - 1],
                                 g.edges->edge_count, range->span)
                   : -1;
  if (slot < 0)
    return false;
  bind_slot(f, slot);
  if (range->names.count == 2)
    scope_define(e, f->scope, range->names.items[0],
                 element_value(e, end_of(f, &g.edges->source, slot)), range->span);
  *condition = expr_binary(e->graph, EXPR_EQUAL, end_of(f, &g.edges->target, slot), index);
  return true;
}

// -- graphs from graphs ---------------------------------------------------------------------------

// The ends of E edges, then N loops: if e < E then end[e] else e - E.
// Written out where it is read, so that its range is plain there.
static Tensor looped_end(Frame *f, const EdgeList *edges, const Tensor *end)
{
  Graph *graph = f->e->graph;
  const Expr *e = expr_index(graph, 0);
  const Expr *count = expr_binary(graph, EXPR_ADD, edges->edge_count, edges->node_count);
  const Expr *loop =
      expr_convert(graph, TYPE_I32, expr_binary(graph, EXPR_SUBTRACT, e, edges->edge_count));
  const Expr *inside = expr_binary(graph, EXPR_LESS, e, edges->edge_count);
  Tensor t = {.type = TYPE_I32, .shape = {.rank = 1, .extents = {count}}};
  t.expr = expr_select(graph, inside, index_tensor(f->e, end, &e), loop);
  return t;
}

Value with_loops(Frame *f, const EdgeList *edges)
{
  EdgeList looped = {.node_count = edges->node_count};
  looped.edge_count = expr_binary(f->e->graph, EXPR_ADD, edges->edge_count, edges->node_count);
  looped.source = looped_end(f, edges, &edges->source);
  looped.target = looped_end(f, edges, &edges->target);
  return graph_value(f->e, looped);
}
