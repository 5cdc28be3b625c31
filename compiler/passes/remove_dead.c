// What reaches no output and no update goes.
//
//   before   a[i] = exp(x[i]);  b[i] = x[i] + 1;  y[i] = a[i]*2          output y
//   after    a[i] = exp(x[i]);  y[i] = a[i]*2
//
// One backward walk: when a node is reached, all that read it were. Inputs are the graph's signature and
// stay. A scan's body is cleaned by its own results: the values carried on and the yields.

#include "passes/passes.h"

static void mark_live(Node *node, void *context)
{
  (void)context;
  node->mark = 1;
}

static void clear_marks(Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    node->mark = 0;
    if (node->form == FORM_SCAN)
      clear_marks(&node->scan->body);
  }
}

static bool clean_region(Graph *graph, Region *region);

static bool clean_scan(Graph *graph, Scan *scan)
{
  for (int i = 0; i < scan->carry_count; i++)
    mark_live(scan->carries[i].next, NULL);
  for (int i = 0; i < scan->yield_count; i++)
    mark_live(scan->yields[i], NULL);
  return clean_region(graph, &scan->body);
}

static bool clean_region(Graph *graph, Region *region)
{
  bool changed = false;
  for (Node *node = region->last, *before; node; node = before) {
    before = node->prev;
    if (!node->mark && node->form != FORM_INPUT) {
      graph_unlink(graph, node);
      changed = true;
      continue;
    }
    if (node->form == FORM_SCAN)
      changed |= clean_scan(graph, node->scan);
    node_operands(graph, node, mark_live, NULL);
  }
  return changed;
}

bool remove_dead(Graph *graph, Arena *scratch)
{
  (void)scratch;
  clear_marks(&graph->body);
  for (int i = 0; i < graph->outputs.count; i++)
    mark_live(graph->outputs.items[i].node, NULL);
  for (int i = 0; i < graph->updates.count; i++)
    mark_live(graph->updates.items[i].value, NULL);
  return clean_region(graph, &graph->body);
}
