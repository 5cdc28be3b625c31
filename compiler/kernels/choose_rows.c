// How a batch of predictions runs: all rows at once, or row by row, or row by row up to a kernel
// and all at once from there.
//
//   before   16 pictures: conv1 | pool | conv2 | .. | conv9 | dense
//   after    for each picture: conv1 | pool | conv2; 16 pictures: .. | conv9 | dense
//
// Row by row, what lies between the kernels stays in the caches, where that of a whole batch goes
// through memory; and every thread has rows of its own, with nothing to wait for. All rows at once
// read each weight once, and have long loops. Convolutional nets begin with large pictures and few
// weights, and end with the contrary.
//
// There are kernels for one row and kernels for all of them. A run may change from the former to
// the latter where the same tensors are alive in both and have the same layout but for their rows.

#include "kernels/cost.h"
#include "kernels/kernels.h"

#include <math.h>
#include <string.h>

#define LEAST_GAIN 0.005  // of the cycles

enum { LAST_WEIGHTS_PARTS = 2 };  // weights beyond such a part of the last cache come from memory

// A place in a list, before `next`: what is alive there, and what stands before and after it.
typedef struct Place {
  Kernel *next;      // null: the end
  bool may_change;   // between chains, outside of loops, with whole tensors alive
  uint64_t alive;    // a hash of their names, whatever their order
  double before[2];  // cycles: on one core, on all
  double weights;    // bytes that the kernels before read of them
  int position;
} Place;

typedef struct Places {
  const Kernels *kernels;
  Place *items;
  int count;
  // By tensor, positions: of the first and last kernel that makes a part of it, of the last use.
  int *first_made, *last_made, *last_used;
  bool *overwritten;  // by tensor: another one lies in its bytes
} Places;

// -- places of a list -----------------------------------------------------------------------------

typedef struct Looking {
  Places *places;
  int position;
  double weights;
} Looking;

static void use(const Expr *read, void *context)
{
  Looking *l = context;
  const Tensor *tensor = tensor_of(l->places->kernels, read->node);
  l->places->last_used[tensor->position] = l->position;
  if (tensor_holds_weights(tensor))
    l->weights += (double)tensor_bytes(tensor);
}

static void make(Places *places, const Tensor *tensor, int position)
{
  int at = tensor->position;
  if (places->first_made[at] < 0)
    places->first_made[at] = position;
  places->last_made[at] = places->last_used[at] = position;
}

static void find_uses(Places *places, Arena *arena)
{
  int count = places->kernels->tensors.count;
  int **lists[] = {&places->first_made, &places->last_made, &places->last_used};
  for (int i = 0; i < 3; i++) {
    *lists[i] = arena_array(arena, int, count);
    memset(*lists[i], -1, (size_t)count * sizeof(int));
  }
  places->overwritten = arena_array(arena, bool, count);
  for (int i = 0; i < count; i++)
    if (places->kernels->tensors.items[i]->before)
      places->overwritten[places->kernels->tensors.items[i]->before->position] = true;
  Looking l = {.places = places};
  for (Kernel *k = places->kernels->first; k; k = k->next, l.position++) {
    double before = l.weights;
    kernel_visit_reads((Kernels *)places->kernels, k, use, &l);
    l.weights = k->is_prepared ? before : l.weights;
    places->items[l.position + 1].weights = l.weights;
    if (k->fills)
      make(places, k->fills, l.position);
    for (int i = 0; i < k->stores.count; i++)
      make(places, k->stores.items[i].tensor, l.position);
  }
}

// Can it be handed over, with its rows in one dimension and nothing in the same bytes?
static bool can_be_kept(const Places *places, const Tensor *tensor)
{
  if (tensor->output >= 0 || tensor->before || places->overwritten[tensor->position] ||
      tensor->loop || tensor->type == TYPE_INDEX)
    return false;
  int row = shape_rows(tensor->shape, places->kernels->graph->symbols.items[0].name);
  return row >= 0 && !tensor->layout.before[row] && !tensor->layout.after[row] &&
         !(tensor->layout.block && tensor->layout.blocked == row);
}

// Between its first part and its last no change is possible, nor after an output is begun.
static void add_life(Places *places, const Tensor *tensor)
{
  int at = tensor->position, first = places->first_made[at], last = places->last_used[at];
  uint64_t name = text_hash(tensor->name, strlen(tensor->name), 0);
  bool can_be = can_be_kept(places, tensor);
  if (tensor->output >= 0)
    last = places->count - 1;
  for (int p = first + 1; p <= last; p++) {
    places->items[p].alive += name;
    places->items[p].may_change &= can_be && p > places->last_made[at];
  }
}

static double cycles_on(const Kernels *kernels, const Kernel *kernel, int cores)
{
  return kernel->is_prepared ? 0 : kernel_run_cycles(kernels, kernel, cores);
}

static Places find_places(const Kernels *kernels, Arena *arena)
{
  Places places = {.kernels = kernels, .count = 1};
  for (const Kernel *k = kernels->first; k; k = k->next)
    places.count++;
  places.items = arena_array(arena, Place, places.count);
  Kernel *k = kernels->first;
  for (int p = 0; p < places.count; p++, k = k ? k->next : NULL) {
    Place *place = &places.items[p];
    bool in_loop = k && (k->loop || (k->prev && k->prev->loop));
    bool in_chain = k && k->chain && k->chain->first != k;
    place->next = k;
    place->position = p;
    place->may_change = p > 0 && k && !in_loop && !in_chain;
    if (!k)
      continue;
    place[1].before[0] = place->before[0] + cycles_on(kernels, k, 1);
    place[1].before[1] = place->before[1] + cycles_on(kernels, k, kernels->machine->cores);
  }
  find_uses(&places, arena);
  for (int i = 0; i < kernels->tensors.count; i++) {
    const Tensor *tensor = kernels->tensors.items[i];
    if (tensor->kind == TENSOR_WORKSPACE && places.first_made[tensor->position] >= 0)
      add_life(&places, tensor);
  }
  return places;
}

// -- a change from one list to the other ----------------------------------------------------------

static bool is_alive(const Places *places, const Tensor *tensor, int position)
{
  return tensor->kind == TENSOR_WORKSPACE && places->first_made[tensor->position] >= 0 &&
         places->first_made[tensor->position] < position &&
         places->last_used[tensor->position] >= position;
}

// The same elements at the same distances in each row, and rows that lie apart.
static bool same_rows(const Kernels *all, const Tensor *row, const Tensor *tensor)
{
  int rows = shape_rows(tensor->shape, all->graph->symbols.items[0].name);
  const Layout *a = &row->layout, *b = &tensor->layout;
  bool same = row->type == tensor->type && row->shape.rank == tensor->shape.rank &&
              a->origin == b->origin && a->fill == b->fill && a->block == b->block &&
              (!a->block || (a->blocked == b->blocked && a->block_stride == b->block_stride));
  for (int d = 0; d < tensor->shape.rank && same; d++)
    same = d == rows || (a->strides[d] == b->strides[d] && a->before[d] == b->before[d] &&
                         a->after[d] == b->after[d] && row->capacity[d] == tensor->capacity[d]);
  return same && a->count <= b->strides[rows];
}

static Tensor *find_alive(const Places *places, const char *name, int position)
{
  Tensor *found = NULL;
  for (int i = 0; i < places->kernels->tensors.count; i++) {
    Tensor *tensor = places->kernels->tensors.items[i];
    if (!is_alive(places, tensor, position) || strcmp(tensor->name, name))
      continue;
    if (found)
      return NULL;  // two of one name
    found = tensor;
  }
  return found;
}

// Fills in what is kept; false if the tensors or their layouts differ.
static bool can_change(const Places *one, const Place *from, const Places *all, const Place *to,
                       RowPlan *plan, Arena *arena)
{
  int wanted = 0;
  *plan = (RowPlan){.end = from->next, .rest = to->next};
  for (int i = 0; i < all->kernels->tensors.count; i++)
    wanted += is_alive(all, all->kernels->tensors.items[i], to->position);
  for (int i = 0; i < one->kernels->tensors.count; i++) {
    Tensor *row = one->kernels->tensors.items[i];
    if (!is_alive(one, row, from->position))
      continue;
    Tensor *tensor = find_alive(all, row->name, to->position);
    if (!tensor || !same_rows(all->kernels, row, tensor))
      return false;
    list_add(arena, &plan->kept, ((RowTensor){row, tensor}));
  }
  return plan->kept.count == wanted;
}

// -- which ----------------------------------------------------------------------------------------

typedef struct Choice {
  const Places *one, *all;
  int64_t rows;
  RowUse use;
} Choice;

// Of the kernels before a place, for one row after the other. Weights that the last cache does not
// keep from row to row come from memory again.
static double row_cycles(const Choice *c, const Place *place)
{
  const Machine *machine = c->one->kernels->machine;
  bool is_much = place->weights > (double)machine->l3_bytes / LAST_WEIGHTS_PARTS;
  return place->before[0] + (is_much ? memory_stall(machine, place->weights) : 0);
}

static double rest_cycles(const Places *all, const Place *to, bool is_shared)
{
  return all->items[all->count - 1].before[is_shared] - to->before[is_shared];
}

// On one core, or on all.
static double cycles_of(const Choice *c, const Place *from, const Place *to, bool is_shared)
{
  double rows = (double)c->rows, cores = c->one->kernels->machine->cores;
  double rounds = is_shared ? ceil(rows / fmin(cores, rows)) : rows;
  return row_cycles(c, from) * rounds + (is_shared ? REGION_CYCLES : 0) +
         rest_cycles(c->all, to, is_shared);
}

static bool is_allowed(const Choice *c, const Place *from, const Place *to)
{
  const Place *end = &c->all->items[c->all->count - 1];
  return c->use == ROWS_FIRST_HALF ||
         (cycles_of(c, from, to, false) < end->before[0] * (1 - LEAST_GAIN) &&
          (c->one->kernels->machine->cores == 1 || cycles_of(c, from, to, true) < end->before[1]));
}

// The less, the better: cycles; or, for tests, the distance from the middle.
static double badness(const Choice *c, const Place *from, const Place *to)
{
  return c->use == ROWS_FIRST_HALF ? fabs(from->position - 0.5 * c->one->count)
                                   : cycles_of(c, from, to, false);
}

static RowPlan search(const Choice *c, RowPlan best, Arena *arena)
{
  const Places *one = c->one, *all = c->all;
  const Place *ends[] = {&one->items[one->count - 1], &all->items[all->count - 1]};
  double least = INFINITY;
  if (c->use == ROWS_WHERE_THEY_PAY && is_allowed(c, ends[0], ends[1])) {
    best = (RowPlan){0};
    least = badness(c, ends[0], ends[1]);
  }
  for (int i = 1; i < one->count; i++)
    for (int j = 1; j < all->count; j++) {
      const Place *from = &one->items[i], *to = &all->items[j];
      RowPlan plan;
      if (!from->may_change || !to->may_change || from->alive != to->alive ||
          badness(c, from, to) >= least || !is_allowed(c, from, to) ||
          !can_change(one, from, all, to, &plan, arena))
        continue;
      best = plan;
      least = badness(c, from, to);
    }
  return best;
}

RowPlan choose_rows(const Kernels *all, const Kernels *one, int64_t rows, RowUse use, Arena *arena)
{
  RowPlan none = {.end = one->first, .rest = all->first};
  if (use == ROWS_NONE || use == ROWS_ALL)
    return use == ROWS_ALL ? (RowPlan){0} : none;
  Arena *scratch = arena_create();
  const Places of_one = find_places(one, scratch), of_all = find_places(all, scratch);
  RowPlan best = search(&(Choice){&of_one, &of_all, rows, use}, none, arena);
  arena_destroy(scratch);
  return best;
}

void keep_rest(Kernels *all, const RowPlan *plan, Arena *scratch)
{
  for (int i = 0; i < plan->kept.count; i++)
    plan->kept.items[i].all->is_given = true;
  for (Kernel *k = all->first, *next; k != plan->rest; k = next) {
    next = k->next;
    if (!k->is_prepared)
      kernel_unlink(all, k);
  }
  drop_unread(all, scratch);
  plan_memory(all, scratch);
}
