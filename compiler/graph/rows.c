// Whether the rows of a batch know nothing of each other: then it may be run row by row.
//
// Every node has the first symbol in one dimension at most, as it stands; a formula runs over it
// with one free index, reads other nodes at that row and uses neither the index nor the symbol
// otherwise.

#include "graph/graph.h"
#include "graph/map.h"

#include <string.h>

typedef struct Rows {
  const char *symbol;
  int slot;           // of the formula that is looked at; NO_ROWS: it has none
  PointerMap looked;  // expressions
  bool apart;
} Rows;

static bool names_symbol(const Expr *e, const char *symbol)
{
  if (e->kind == EXPR_SYMBOL)
    return !strcmp(e->symbol, symbol);
  bool found = false;
  for (int i = 0; i < e->operand_count && !found; i++)
    found = names_symbol(e->operands[i], symbol);
  return found;
}

int shape_rows(Shape shape, const char *symbol)
{
  int found = NO_ROWS;
  for (int d = 0; d < shape.rank; d++) {
    if (!names_symbol(shape.extents[d], symbol))
      continue;
    if (shape.extents[d]->kind != EXPR_SYMBOL || found != NO_ROWS)
      return MIXED_ROWS;
    found = d;
  }
  return found;
}

static void look_at(Rows *r, const Expr *e)
{
  if (pointer_map_get(&r->looked, e))
    return;
  pointer_map_set(&r->looked, e, (void *)e);
  if ((e->kind == EXPR_INDEX && e->slot == r->slot) ||
      (e->kind == EXPR_SYMBOL && !strcmp(e->symbol, r->symbol)) || e->kind == EXPR_RANDOM)
    r->apart = false;
  int row = e->kind == EXPR_READ ? shape_rows(e->node->shape, r->symbol) : NO_ROWS;
  for (int i = 0; i < e->operand_count && r->apart; i++) {
    bool is_own = e->operands[i]->kind == EXPR_INDEX && e->operands[i]->slot == r->slot;
    if (i != row)
      look_at(r, e->operands[i]);
    else
      r->apart = is_own;
  }
}

// The one free index over the rows.
static int row_slot(const Formula *formula, const char *symbol)
{
  int found = NO_ROWS;
  for (int s = 0; s < formula->index_count; s++) {
    if (!names_symbol(formula->indices[s].extent, symbol))
      continue;
    if (formula->indices[s].extent->kind != EXPR_SYMBOL || s >= formula->free_count ||
        found != NO_ROWS)
      return MIXED_ROWS;
    found = s;
  }
  return found;
}

static void look_at_formula(Rows *r, const Formula *formula)
{
  Arena *scratch = arena_create();
  r->looked = pointer_map(scratch);
  r->slot = row_slot(formula, r->symbol);
  r->apart = r->slot != MIXED_ROWS;
  for (int i = 0; i < formula->condition_count && r->apart; i++)
    look_at(r, formula->conditions[i]);
  if (formula->otherwise && r->apart)
    look_at(r, formula->otherwise);
  if (r->apart)
    look_at(r, formula->body);
  arena_destroy(scratch);
}

static bool region_is_apart(const Region *region, const char *symbol)
{
  for (const Node *node = region->first; node; node = node->next) {
    Rows r = {.symbol = symbol, .apart = shape_rows(node->shape, symbol) != MIXED_ROWS};
    if (r.apart && node->formula)
      look_at_formula(&r, node->formula);
    if (r.apart && node->form == FORM_SCAN)
      r.apart = !names_symbol(node->scan->extent, symbol) && !node->scan->lengths &&
                region_is_apart(&node->scan->body, symbol);
    if (!r.apart)
      return false;
  }
  return true;
}

static bool promises_are_apart(const Node *input, const char *symbol)
{
  return (!input->input.bound || !names_symbol(input->input.bound, symbol)) &&
         (!input->input.fallback || !names_symbol(input->input.fallback, symbol));
}

bool graph_rows_are_apart(const Graph *graph)
{
  if (graph->symbols.count == 0 || graph->updates.count > 0)
    return false;
  const char *symbol = graph->symbols.items[0].name;
  bool has_rows = false;
  for (int i = 0; i < graph->inputs.count; i++) {
    int row = shape_rows(graph->inputs.items[i]->shape, symbol);
    if (row > 0 || row == MIXED_ROWS || !promises_are_apart(graph->inputs.items[i], symbol))
      return false;
    has_rows |= row == 0;
  }
  for (int i = 0; i < graph->outputs.count; i++)
    if (shape_rows(graph->outputs.items[i].node->shape, symbol) != 0)
      return false;
  return has_rows && region_is_apart(&graph->body, symbol);
}
