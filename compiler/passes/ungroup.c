// Merged indices become their factors, and views disappear into their readers.
//
//   before   y[b, (c, h, w)] = x[b, c, h, w];  z[b, o] = sum(i) y[b, i]*k[o, i]
//   after    z[b, o] = sum(c, h, w) x[b, c, h, w]*k[o, c*64 + h*8 + w]
//
//   before   dx[p] = if arg[p/2] == p % 2 then dy[p/2] else 0
//   after    dx[(p, u)] = if arg[p] == u then dy[p] else 0
//
// A map that only reads another tensor elsewhere is a view: its readers read that tensor
// themselves, at indices that the merged dimensions' quotients and remainders give. An index of
// which such quotients are taken is then split into its digits, free ones as a merged dimension,
// and the quotients are gone. A view whose reader would be left with quotients is kept. The cost is
// linear: no formula grows by more than its views' indices.

#include "passes/conditions.h"
#include "passes/indices.h"
#include "passes/passes.h"
#include "passes/reductions.h"

// -- views ----------------------------------------------------------------------------------------

static bool is_view(const Node *node)
{
  if (node->form != FORM_MAP || node->formula->body->kind != EXPR_READ)
    return false;
  const Expr *read = node->formula->body;
  if (read->has_fallback || read->type != node->type)
    return false;
  for (int d = 0; d < read->node->shape.rank; d++)
    if (read->operands[d]->node_mask)
      return false;
  return true;
}

// The free indices of a view, from the indices it is read at: the digits of each merged dimension.
static const Expr *read_through(Graph *graph, const Node *view, const Expr *const *indices)
{
  const Formula *formula = view->formula;
  const Expr *slots[MAX_INDICES] = {NULL};
  int first = 0;
  for (int d = 0; d < view->shape.rank; first += formula->merged[d++]) {
    const Expr *rest = indices[d];
    for (int i = first + formula->merged[d]; i-- > first;) {
      const Expr *extent = formula->indices[i].extent;
      slots[i] = i == first ? rest : expr_binary(graph, EXPR_REMAINDER, rest, extent);
      if (i > first)
        rest = expr_binary(graph, EXPR_QUOTIENT, rest, extent);
    }
  }
  return expr_substitute(graph, formula->body, slots, MAX_INDICES);
}

// A kept view is marked.
static bool is_forwarded(const Expr *e)
{
  return e->kind == EXPR_READ && !e->has_fallback && is_view(e->node) && !e->node->mark;
}

static const Expr *forward_view(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  if (!is_forwarded(e))
    return e;
  return read_through(graph, e->node, e->operands);
}

// -- views that are kept --------------------------------------------------------------------------

// Where a view merges dimensions and meets a larger parameter there, copying the view costs less
// than walking through the parameter in another order. Prediction may lay out its own copy of the
// parameter, but not reorder what is one index of it: that matters once it is beyond the caches.
enum { FAR_WEIGHTS = 1 << 20 };

typedef struct WeightSearch {
  const Graph *graph;
  const Formula *formula;
  uint32_t slots;  // of the view's merged dimensions
  int64_t least, largest;
} WeightSearch;

static void find_weight(const Expr *e, void *context)
{
  WeightSearch *search = context;
  if (e->kind != EXPR_READ || e->node->form != FORM_VARIABLE)
    return;
  int64_t count = shape_capacity(search->graph, e->node->shape);
  for (int d = 0; d < e->node->shape.rank; d++)
    if ((e->operands[d]->index_mask & search->slots) && count > search->largest)
      search->largest = count;
}

static void mark_kept(const Expr *e, void *context)
{
  WeightSearch *search = context;
  if (e->kind != EXPR_READ || !is_view(e->node))
    return;
  search->slots = 0;
  search->largest = 0;
  for (int d = 0; d < e->node->shape.rank; d++)
    if (e->node->formula->merged[d] > 1)
      search->slots |= e->operands[d]->index_mask;
  if (search->slots)
    expr_walk((Graph *)search->graph, search->formula->body, find_weight, search);
  e->node->mark |= search->largest >= search->least &&
                   search->largest > shape_capacity(search->graph, e->node->shape);
}

static void mark_region(Graph *graph, Region *region)
{
  for (Node *node = region->first; node; node = node->next)
    node->mark = 0;
  for (Node *node = region->first; node; node = node->next) {
    WeightSearch search = {
        .graph = graph, .formula = node->formula, .least = graph->updates.count ? 0 : FAR_WEIGHTS};
    if (node->form == FORM_REDUCE)
      expr_walk(graph, node->formula->body, mark_kept, &search);
  }
}

// -- splitting ------------------------------------------------------------------------------------

static void count_quotient(const Expr *e, void *context)
{
  *(int *)context +=
      e->type == TYPE_INDEX && (e->kind == EXPR_QUOTIENT || e->kind == EXPR_REMAINDER);
}

static int count_quotients(Graph *graph, const Formula *formula)
{
  int count = 0;
  for (int i = 0; i < formula->condition_count; i++)
    expr_walk(graph, formula->conditions[i], count_quotient, &count);
  expr_walk(graph, formula->body, count_quotient, &count);
  return count;
}

typedef struct SplitSearch {
  Graph *graph;
  const Formula *formula;
  int slot;
  const Expr *divisor;
} SplitSearch;

static bool divides(Graph *graph, const Expr *divisor, const Expr *extent)
{
  const Expr *quotient = expr_binary(graph, EXPR_QUOTIENT, extent, divisor);
  return !expr_is_one(quotient) && quotient->kind != EXPR_QUOTIENT &&
         expr_binary(graph, EXPR_MULTIPLY, quotient, divisor) == extent;
}

static bool is_larger(const Expr *a, const Expr *b)
{
  return !b || (a->kind == EXPR_NUMBER && b->kind == EXPR_NUMBER && a->integer > b->integer);
}

// i/c, i % c or (i + constant)/c where c divides the extent of i. The largest c first.
static void find_split(const Expr *e, void *context)
{
  SplitSearch *search = context;
  if ((e->kind != EXPR_QUOTIENT && e->kind != EXPR_REMAINDER) || e->type != TYPE_INDEX)
    return;
  const Expr *index = NULL, *sum = e->operands[0];
  for (int i = 0; i < term_count(sum); i++)
    if (term_atom(sum, i)->kind == EXPR_INDEX && term_coefficient(sum, i) == 1 &&
        term_count(sum) == 1)
      index = term_atom(sum, i);
  if (index &&
      divides(search->graph, e->operands[1], search->formula->indices[index->slot].extent) &&
      is_larger(e->operands[1], search->divisor)) {
    search->slot = index->slot;
    search->divisor = e->operands[1];
  }
}

static bool split_once(Graph *graph, Arena *scratch, Formula *formula)
{
  SplitSearch search = {.graph = graph, .formula = formula};
  for (int i = 0; i < formula->condition_count; i++)
    expr_walk(graph, formula->conditions[i], find_split, &search);
  expr_walk(graph, formula->body, find_split, &search);
  if (!search.divisor || formula->index_count == MAX_INDICES)
    return false;
  formula_split_index(graph, scratch, formula, search.slot, search.divisor, 0);
  formula_reduce_quotients(graph, formula);
  return true;
}

static bool split_indices(Graph *graph, Arena *scratch, Formula *formula)
{
  bool changed = false;
  if (reduction_is_positional(formula))
    return false;
  while (split_once(graph, scratch, formula))
    changed = true;
  return changed;
}

// -- names ----------------------------------------------------------------------------------------

// An index that stood for a merged dimension of a view, and the names of its factors there.
typedef struct Digits {
  const char *name;
  const Index *factors;
  int count;
} Digits;

typedef struct DigitSearch {
  Arena *scratch;
  const Formula *formula;
  ListOf(Digits) found;
} DigitSearch;

static void find_digits(const Expr *e, void *context)
{
  DigitSearch *search = context;
  if (!is_forwarded(e))
    return;
  const Formula *view = e->node->formula;
  for (int d = 0, first = 0; d < e->node->shape.rank; first += view->merged[d++])
    if (view->merged[d] > 1 && e->operands[d]->kind == EXPR_INDEX)
      list_add(search->scratch, &search->found,
               ((Digits){search->formula->indices[e->operands[d]->slot].name, view->indices + first,
                         view->merged[d]}));
}

static void name_digits(Graph *graph, Arena *scratch, Formula *formula, const Digits *digits)
{
  for (int slot = 0; slot + digits->count <= formula->index_count; slot++) {
    Index *own = formula->indices + slot;
    bool fits = own->name == digits->name;
    for (int i = 0; i < digits->count && fits; i++)
      fits = own[i].extent == digits->factors[i].extent;
    for (int i = 0; i < digits->count && fits; i++) {
      own[i].name = "";
      own[i].name = formula_fresh_name(graph, scratch, formula, digits->factors[i].name);
    }
  }
}

// -- the walk -------------------------------------------------------------------------------------

typedef struct ViewSearch {
  bool found;
} ViewSearch;

static void find_view(Node *operand, void *context)
{
  ((ViewSearch *)context)->found |= is_view(operand) && !operand->mark;
}

static bool ungroup_node(Graph *graph, Arena *scratch, Node *node)
{
  Formula *formula = node->formula, before = *formula;
  bool changed = split_indices(graph, scratch, formula);
  ViewSearch search = {false};
  node_operands(graph, node, find_view, &search);
  if (search.found) {
    Formula kept = *formula;
    DigitSearch digits = {.scratch = scratch, .formula = &kept};
    expr_walk(graph, formula->body, find_digits, &digits);
    int quotients = count_quotients(graph, formula);
    formula_rewrite(graph, formula, forward_view, NULL);
    formula_reduce_quotients(graph, formula);
    split_indices(graph, scratch, formula);
    if (count_quotients(graph, formula) > quotients)
      *formula = kept;
    else
      for (int i = 0; i < digits.found.count; i++)
        name_digits(graph, scratch, formula, &digits.found.items[i]);
  }
  return changed || formula->body != before.body;
}

static bool ungroup_region(Graph *graph, Arena *scratch, Region *region)
{
  bool changed = false;
  mark_region(graph, region);
  for (Node *node = region->first; node; node = node->next)
    if (node->form == FORM_SCAN)
      changed |= ungroup_region(graph, scratch, &node->scan->body);
    else if (node->form == FORM_MAP || node->form == FORM_REDUCE)
      changed |= ungroup_node(graph, scratch, node);
  return changed;
}

bool ungroup(Graph *graph, Arena *scratch)
{
  return ungroup_region(graph, scratch, &graph->body);
}
