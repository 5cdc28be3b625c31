// What reaches no output and no update goes.
//
//   before   a[i] = exp(x[i]);  b[i] = x[i] + 1;  y[i] = a[i]*2          output y
//   after    a[i] = exp(x[i]);  y[i] = a[i]*2
//
// One backward walk: when a node is reached, all that read it were. Inputs are the graph's
// signature and stay. A scan's body is cleaned by its own results: the values carried on, and the
// yields that are read.

#include "passes/passes.h"

#include "graph/map.h"

typedef struct Cleaner {
  Graph *graph;
  Arena *scratch;
  PointerMap results;  // of live scans: for each result, whether it is read
  bool changed;
} Cleaner;

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

static bool *used_results(Cleaner *cleaner, const Node *node)
{
  bool *used = pointer_map_get(&cleaner->results, node);
  if (!used) {
    used = arena_array(cleaner->scratch, bool, node->scan->yield_count + node->scan->carry_count);
    pointer_map_set(&cleaner->results, node, used);
  }
  return used;
}

static void clean_region(Cleaner *cleaner, Region *region);

// Numbers the results anew in `numbers` and drops the yields that are not read.
static void drop_yields(Cleaner *cleaner, Scan *scan, const bool *used, int *numbers)
{
  int kept = 0;
  for (int i = 0; i < scan->yield_count; i++) {
    numbers[i] = kept;
    if (!used[i])
      continue;
    scan->yields[kept] = scan->yields[i];
    scan->yield_axis[kept++] = scan->yield_axis[i];
  }
  for (int i = 0; i < scan->carry_count; i++)
    numbers[scan->yield_count + i] = kept + i;
  cleaner->changed |= kept != scan->yield_count;
  scan->yield_count = kept;
}

static void clean_scan(Cleaner *cleaner, Node *node)
{
  Scan *scan = node->scan;
  int *numbers = arena_array(cleaner->scratch, int, scan->yield_count + scan->carry_count);
  drop_yields(cleaner, scan, used_results(cleaner, node), numbers);
  pointer_map_set(&cleaner->results, node, numbers);  // from here on: what each result is called
  for (int i = 0; i < scan->carry_count; i++)
    mark_live(scan->carries[i].next, NULL);
  for (int i = 0; i < scan->yield_count; i++)
    mark_live(scan->yields[i], NULL);
  clean_region(cleaner, &scan->body);
}

static void clean_region(Cleaner *cleaner, Region *region)
{
  for (Node *node = region->last, *before; node; node = before) {
    before = node->prev;
    if (!node->mark && node->form != FORM_INPUT) {
      graph_unlink(cleaner->graph, node);
      cleaner->changed = true;
      continue;
    }
    if (node->form == FORM_PROJECTION)
      used_results(cleaner, node->projection.scan)[node->projection.result] = true;
    if (node->form == FORM_SCAN)
      clean_scan(cleaner, node);
    node_operands(cleaner->graph, node, mark_live, NULL);
  }
  for (Node *node = region->first; node; node = node->next)
    if (node->form == FORM_PROJECTION) {
      const int *numbers = pointer_map_get(&cleaner->results, node->projection.scan);
      node->projection.result = numbers[node->projection.result];
    }
}

bool remove_dead(Graph *graph, Arena *scratch)
{
  Cleaner cleaner = {graph, scratch, pointer_map(scratch), false};
  clear_marks(&graph->body);
  for (int i = 0; i < graph->outputs.count; i++)
    mark_live(graph->outputs.items[i].node, NULL);
  for (int i = 0; i < graph->updates.count; i++)
    mark_live(graph->updates.items[i].value, NULL);
  clean_region(&cleaner, &graph->body);
  return cleaner.changed;
}
