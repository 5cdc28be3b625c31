// Extents as the runtime and the calls of kernels know them: of one symbol, whole or divided.
//
//   (2*H + 3)/4    constant 3, factor 2, symbol H, divisor 4
//
// Sums, multiples and quotients of such extents are of this form as long as nothing that is divided
// is multiplied. It is what strides and pools make of a size.

#include "loops/lower.h"
#include "loops/pipeline.h"

#include <string.h>

static int symbol_position(const Graph *graph, const char *name)
{
  int position = 0;
  while (strcmp(graph->symbols.items[position].name, name))
    position++;
  return position;
}

// constant + coefficient*atom
static bool affine_extent(const Graph *graph, const Expr *e, NetcExtent *extent)
{
  int64_t coefficient = e->coefficients[0], scaled;
  if (e->operand_count != 1 || !lower_one_symbol(graph, e->operands[0], extent) ||
      (extent->divisor && coefficient != 1))
    return false;
  int64_t divisor = extent->divisor ? extent->divisor : 1;
  return !__builtin_mul_overflow(extent->factor, coefficient, &extent->factor) &&
         !__builtin_mul_overflow(extent->constant, coefficient, &extent->constant) &&
         !__builtin_mul_overflow(e->integer, divisor, &scaled) &&
         !__builtin_add_overflow(extent->constant, scaled, &extent->constant);
}

static bool divided_extent(const Graph *graph, const Expr *e, NetcExtent *extent)
{
  const Expr *by = e->operands[1];
  if (by->kind != EXPR_NUMBER || by->integer < 1 ||
      !lower_one_symbol(graph, e->operands[0], extent))
    return false;
  int64_t divisor = extent->divisor ? extent->divisor : 1;
  return !__builtin_mul_overflow(divisor, by->integer, &extent->divisor);
}

bool lower_one_symbol(const Graph *graph, const Expr *e, NetcExtent *extent)
{
  *extent = (NetcExtent){.symbol = -1};
  switch (e->kind) {
  case EXPR_NUMBER:
    extent->constant = e->integer;
    return true;
  case EXPR_SYMBOL:
    extent->factor = 1;
    extent->symbol = symbol_position(graph, e->symbol);
    return true;
  case EXPR_AFFINE:
    return affine_extent(graph, e, extent);
  case EXPR_QUOTIENT:
    return divided_extent(graph, e, extent);
  default:
    return false;
  }
}

// -- the least sizes ------------------------------------------------------------------------------

// (constant + factor*s)/divisor >= 1 where s >= (divisor - constant)/factor, rounded up.
static int64_t least_of(const Graph *graph, const Expr *e, int symbol, int64_t least)
{
  NetcExtent extent;
  if (!lower_one_symbol(graph, e, &extent) || extent.symbol != symbol || extent.factor < 1)
    return least;
  int64_t missing = (extent.divisor ? extent.divisor : 1) - extent.constant;
  int64_t own = missing > 0 ? (missing - 1) / extent.factor + 1 : 1;
  return own > least ? own : least;
}

static int64_t least_in(const Graph *graph, const Region *region, int symbol, int64_t least)
{
  for (const Node *node = region->first; node; node = node->next) {
    for (int d = 0; d < node->shape.rank; d++)
      least = least_of(graph, node->shape.extents[d], symbol, least);
    for (int i = 0; node->formula && i < node->formula->index_count; i++)
      least = least_of(graph, node->formula->indices[i].extent, symbol, least);
    if (node->form == FORM_SCAN)
      least = least_in(graph, &node->scan->body, symbol,
                       least_of(graph, node->scan->extent, symbol, least));
  }
  return least;
}

int64_t lower_least(const Graph *graph, int symbol)
{
  return least_in(graph, &graph->body, symbol, 1);
}

// -- what is not of this form ---------------------------------------------------------------------

static bool has_extents(const Graph *graph, const Node *node)
{
  NetcExtent extent;
  for (int d = 0; d < node->shape.rank; d++)
    if (!lower_one_symbol(graph, node->shape.extents[d], &extent))
      return false;
  return true;
}

static const Node *find_scan(const Graph *graph, const Region *region)
{
  NetcExtent extent;
  const Node *found = NULL;
  for (const Node *node = region->first; node && !found; node = node->next)
    if (node->form == FORM_SCAN)
      found = lower_one_symbol(graph, node->scan->extent, &extent)
                  ? find_scan(graph, &node->scan->body)
                  : node;
  return found;
}

const Node *find_unknown_extent(const Graph *graph)
{
  for (int i = 0; i < graph->inputs.count; i++)
    if (!has_extents(graph, graph->inputs.items[i]))
      return graph->inputs.items[i];
  for (int i = 0; i < graph->outputs.count; i++)
    if (!has_extents(graph, graph->outputs.items[i].node))
      return graph->outputs.items[i].node;
  return find_scan(graph, &graph->body);
}
