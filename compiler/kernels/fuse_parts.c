// Parts: what an index decides by ranges is computed and stored range by range.
//
//   before   y[b, j] = if j < 64 then u[b, j] else v[b, j - 64]
//   after    y[b, j] = u[b, j] for j < 64, by the kernel that makes u
//            y[b, j + 64] = v[b, j] for j < 32, by the kernel that makes v
//
// So a concatenation costs nothing, nor does the gradient of a tensor that was read in slices: each
// part is a formula without the choice, over a shorter index, and may ride on another kernel. The
// ranges cover the index and do not overlap, so every element is still stored once.

#include "kernels/fuse.h"

#include <string.h>

enum {
  MAX_PARTS = 16,
  SHORTEST_PART = 8,  // on average: shorter ones are better chosen by element
};

// Where the ranges of a free slot begin; the last entry is its extent.
typedef struct Cuts {
  int slot, count;  // of ranges
  int64_t at[MAX_PARTS + 1];
} Cuts;

typedef struct CutSearch {
  const Formula *formula;
  Cuts cuts;
  bool possible;
} CutSearch;

static void add_cut(CutSearch *search, int64_t at)
{
  Cuts *cuts = &search->cuts;
  int place = 0;
  while (place <= cuts->count && cuts->at[place] < at)
    place++;
  if (place == 0 || place > cuts->count || cuts->at[place] == at)
    return;  // outside, or known
  if (cuts->count == MAX_PARTS) {
    search->possible = false;
    return;
  }
  memmove(&cuts->at[place + 1], &cuts->at[place],
          (size_t)(cuts->count + 1 - place) * sizeof *cuts->at);
  cuts->at[place] = at;
  cuts->count++;
}

// `0 <= j + c` and `0 <= c - j` cut the range of j; what compares other free indices stands in the
// way: then a part would still have to choose.
static void find_cut(const Expr *e, void *context)
{
  CutSearch *search = context;
  if (e->kind != EXPR_LESS_EQUAL || !expr_is_zero(e->operands[0]) ||
      e->operands[0]->type != TYPE_INDEX)
    return;
  const Expr *distance = e->operands[1];
  int64_t factor;
  if (distance->kind == EXPR_AFFINE && distance->operand_count == 1 &&
      expr_coefficient(distance, search->cuts.slot, &factor) && (factor == 1 || factor == -1)) {
    add_cut(search, factor == 1 ? -distance->integer : distance->integer + 1);
    return;
  }
  for (int s = 0; s < search->formula->free_count; s++)
    search->possible &= !expr_uses_index(e, s);
}

static bool find_cuts(Graph *graph, const Formula *formula, Cuts *cuts)
{
  int slot = 0;
  if (formula->body->kind == EXPR_PAIR)
    return false;  // words of weights are made once per load, which parts are not
  for (int d = 0; slot < formula->free_count; slot += formula->merged[d++]) {
    const Expr *extent = formula->indices[slot].extent;
    if (formula->merged[d] != 1 || extent->kind != EXPR_NUMBER)
      continue;
    CutSearch search = {.formula = formula, .possible = true};
    search.cuts = (Cuts){.slot = slot, .count = 1, .at = {0, extent->integer}};
    expr_walk(graph, formula->body, find_cut, &search);
    for (int i = 0; i < formula->condition_count; i++)
      if (expr_uses_index(formula->conditions[i], slot))
        search.possible = false;
    if (search.possible && search.cuts.count > 1 &&
        extent->integer >= (int64_t)search.cuts.count * SHORTEST_PART) {
      *cuts = search.cuts;
      return true;
    }
  }
  return false;
}

// The formula where the slot runs over the range alone, from 0 on.
static Part *part_of(Fusion *f, Node *node, const Formula *formula, const Cuts *cuts, int range)
{
  Graph *graph = f->graph;
  Formula *own = arena_new(f->kernels->arena, Formula);
  const Expr *slots[MAX_INDICES] = {NULL};
  int64_t start = cuts->at[range];
  *own = *formula;
  own->indices[cuts->slot].extent = expr_integer(graph, TYPE_INDEX, cuts->at[range + 1] - start);
  slots[cuts->slot] = expr_binary(graph, EXPR_ADD, expr_index(graph, cuts->slot),
                                  expr_integer(graph, TYPE_INDEX, start));
  own->conditions = arena_array(f->kernels->arena, const Expr *, own->condition_count);
  for (int i = 0; i < own->condition_count; i++)
    own->conditions[i] = formula->conditions[i];
  own->body = expr_substitute(graph, own->body, slots, own->index_count);
  own->body = expr_settle(graph, own, NULL, 0, own->body);
  Part *part = arena_new(f->scratch, Part);
  *part = (Part){.node = node, .formula = own, .slot = cuts->slot, .start = start};
  return part;
}

typedef struct Makers {
  const Fusion *fusion;
  bool all;  // what is read is made by kernels of the present loop
} Makers;

static void check_maker(const Expr *e, void *context)
{
  Makers *makers = context;
  const Fusion *f = makers->fusion;
  if (e->kind == EXPR_READ)
    makers->all &= f->uses[e->node->mark].kernel && f->uses[e->node->mark].kernel->loop == f->loop;
}

bool prefers_parts(Fusion *f, Node *node, const Formula *formula)
{
  Cuts cuts;
  Makers makers = {f, f->uses[node->mark].read_by_reduction};
  if (!makers.all || !find_cuts(f->graph, formula, &cuts))
    return false;
  expr_walk(f->graph, formula->body, check_maker, &makers);
  for (int i = 0; i < cuts.count; i++)
    makers.all &= part_of(f, node, formula, &cuts, i)->formula->body->kind != EXPR_NUMBER;
  return makers.all;
}

int costliest_part(Fusion *f, Node *node, const Formula *formula)
{
  Cuts cuts;
  int most = -1;
  if (!find_cuts(f->graph, formula, &cuts))
    return most;
  for (int i = 0; i < cuts.count; i++) {
    int cost = expr_cost(f->graph, part_of(f, node, formula, &cuts, i)->formula->body);
    most = cost > most ? cost : most;
  }
  return most;
}

bool fuse_in_parts(Fusion *f, Node *node, const Formula *formula)
{
  Cuts cuts;
  if (!find_cuts(f->graph, formula, &cuts))
    return false;
  Tensor *tensor = tensor_add(f->kernels, TENSOR_WORKSPACE, node->name, node->type, node->shape);
  tensor->node = node;
  tensor->loop = f->loop;
  tensor->has_parts = true;
  tensor_set(f->kernels, node, tensor);
  for (int i = 0; i < cuts.count; i++)
    fuse_part(f, part_of(f, node, formula, &cuts, i));
  return true;
}
