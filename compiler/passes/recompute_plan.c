// Which values to keep from the forward part to the backward part, and which to make again.
//
// A model of the run: values in the order in which kernels make them, early ones up to the last
// output, late ones after it. What is dropped dies with its last early reader; a late reader finds
// it made again just before, with all that this needs and that was not kept. The model counts the
// bytes alive at each moment, and the cycles of what is made again.
//
// The best set is not to be had (it is a pebble game); two rules give candidates:
//   - what costs more for each byte than a threshold is kept: maps go before products;
//   - what is made again together is a segment. Where a segment outgrows a size, its next value is
//     kept: Chen et al. 2016, algorithm 3.
// Of all pairs of threshold and size the cheapest that fit are improved: values come back, the
// dearest for their bytes first, as long as the bytes stay below (Jain et al. 2020 solve the same
// by integer programming).

#include "passes/recompute.h"

#include <stdlib.h>
#include <string.h>

enum {
  THRESHOLDS = 12,
  SIZES = 20,
  IMPROVED = 4,          // candidates
  SHRUNK = 6,            // candidates
  MOST_WORK = 40000000,  // steps of the model in one improvement
  TINY = 20000,          // a part of all bytes: such values are kept
};

typedef ListOf(int) Places;

typedef struct Value {
  NodeCost cost;
  Places operands;  // values that it is made of
  bool is_value;    // has memory or a reader's place of its own
  bool early;
  bool fixed;  // kept, whatever it costs
  bool has_late_use;
  double remaking;              // cycles with all that is never kept
  int event, last;              // of the model
  int again_event, again_last;  // -1: it is not made again
} Value;

typedef struct Choice {
  bool *dropped;
  int64_t bytes;
  double cycles;
} Choice;

struct Recomputation {
  Arena *arena;
  Graph *graph;
  Value *values;  // by place in the body
  int count;
  Places order;     // of values, as they are made
  int64_t *change;  // bytes, by event of the model
  int edges;        // of the model: what one run of it costs
  Choice *choices;  // candidates, all
  int choice_count;
};

// -- the values -----------------------------------------------------------------------------------

typedef struct Search {
  Recomputation *r;
  Arena *scratch;
  Places direct;    // operands of one node
  int *seen, mark;  // by place: the last node whose operand it was found to be
} Search;

static void find_operand(Node *operand, void *context)
{
  Search *search = context;
  if (operand->region == &search->r->graph->body)
    list_add(search->scratch, &search->direct, (int)operand->mark);
}

static void add_operand(Search *search, Value *value, int place)
{
  if (search->seen[place] != search->mark && search->r->values[place].is_value)
    list_add(search->r->arena, &value->operands, place);
  search->seen[place] = search->mark;
}

// Values that a node is made of; what has no memory stands for what it reads.
static void find_operands(Search *search, const Node *node)
{
  Value *values = search->r->values, *value = &values[node->mark];
  search->direct.count = 0;
  search->mark = (int)node->mark + 1;
  node_operands(search->r->graph, node, find_operand, search);
  for (int i = 0; i < search->direct.count; i++) {
    int place = search->direct.items[i];
    add_operand(search, value, place);
    for (int j = 0; !values[place].is_value && j < values[place].operands.count; j++)
      add_operand(search, value, values[place].operands.items[j]);
  }
}

static void find_values(Recomputation *r, const NodeCost *costs, Arena *scratch)
{
  for (Node *n = r->graph->body.first; n; n = n->next)
    n->mark = (uint32_t)r->count++;
  r->values = arena_array(r->arena, Value, r->count);
  Search search = {.r = r, .scratch = scratch, .seen = arena_array(scratch, int, r->count)};
  for (Node *n = r->graph->body.first; n; n = n->next) {
    Value *value = &r->values[n->mark];
    *value = (Value){.cost = costs[n->mark], .is_value = costs[n->mark].made >= 0};
    find_operands(&search, n);
    r->edges += value->operands.count + 1;
    if (value->is_value)
      list_add(r->arena, &r->order, (int)n->mark);
  }
}

typedef struct Made {
  int made, place;
} Made;

static int by_time(const void *a, const void *b)
{
  const Made *x = a, *y = b;
  return x->made != y->made ? (x->made > y->made) - (x->made < y->made)
                            : (x->place > y->place) - (x->place < y->place);
}

static void sort_values(Recomputation *r, Arena *scratch)
{
  Made *made = arena_array(scratch, Made, r->order.count);
  for (int i = 0; i < r->order.count; i++)
    made[i] = (Made){r->values[r->order.items[i]].cost.made, r->order.items[i]};
  qsort(made, (size_t)r->order.count, sizeof *made, by_time);
  for (int i = 0; i < r->order.count; i++)
    r->order.items[i] = made[i].place;
}

// The time of the last output.
static int find_turn(const Recomputation *r)
{
  int turn = -1;
  for (int i = 0; i < r->graph->outputs.count; i++) {
    const Value *value = &r->values[r->graph->outputs.items[i].node->mark];
    turn = value->cost.made > turn ? value->cost.made : turn;
    for (int j = 0; j < value->operands.count; j++) {
      int made = r->values[value->operands.items[j]].cost.made;
      turn = made > turn ? made : turn;
    }
  }
  return turn;
}

// What has no memory is early if something early reads it.
static void find_early(Recomputation *r, Arena *scratch)
{
  int turn = find_turn(r);
  for (Node *n = r->graph->body.last; n; n = n->prev) {
    Value *value = &r->values[n->mark];
    value->early |= value->is_value && value->cost.made <= turn;
    Search search = {.r = r, .scratch = scratch};
    if (value->early)
      node_operands(r->graph, n, find_operand, &search);
    for (int i = 0; i < search.direct.count; i++)
      r->values[search.direct.items[i]].early |= !r->values[search.direct.items[i]].is_value;
  }
}

// A scan's results stay, and what late scans read; so does what is too small to count.
static void find_uses(Recomputation *r)
{
  int64_t all = 0;
  for (int i = 0; i < r->order.count; i++)
    all += r->values[r->order.items[i]].cost.bytes;
  for (int i = 0; i < r->order.count; i++) {
    Value *value = &r->values[r->order.items[i]];
    value->fixed |= !value->cost.can_again || value->cost.bytes <= all / TINY;
    value->remaking = value->cost.cycles;
    for (int j = 0; j < value->operands.count; j++) {
      Value *operand = &r->values[value->operands.items[j]];
      operand->has_late_use |= !value->early;
      operand->fixed |= !value->early && !value->cost.can_again;
    }
  }
}

static void find_remaking(Recomputation *r)
{
  for (int i = 0; i < r->order.count; i++) {
    Value *value = &r->values[r->order.items[i]];
    for (int j = 0; value->early && j < value->operands.count; j++) {
      const Value *operand = &r->values[value->operands.items[j]];
      if (!operand->has_late_use && !operand->fixed)
        value->remaking += operand->remaking;
    }
  }
}

// -- the model ------------------------------------------------------------------------------------

typedef struct Model {
  Recomputation *r;
  const bool *dropped;
  int clock;
  double cycles;
} Model;

// Does a late reader get it from what was made again?
static bool from_again(const Model *m, int place)
{
  return m->r->values[place].early && m->dropped[place];
}

static void read_late(Model *m, const Value *reader)
{
  for (int i = 0; i < reader->operands.count; i++) {
    Value *operand = &m->r->values[reader->operands.items[i]];
    if (from_again(m, reader->operands.items[i]))
      operand->again_last = m->clock;
    else
      operand->last = m->clock;
  }
}

static void make_again(Model *m, int place)
{
  Value *value = &m->r->values[place];
  if (value->again_event >= 0)
    return;
  for (int i = 0; i < value->operands.count; i++)
    if (from_again(m, value->operands.items[i]))
      make_again(m, value->operands.items[i]);
  read_late(m, value);
  value->again_event = value->again_last = m->clock++;
  m->cycles += value->cost.cycles;
}

static void make(Model *m, Value *value)
{
  for (int i = 0; !value->early && i < value->operands.count; i++)
    if (from_again(m, value->operands.items[i]))
      make_again(m, value->operands.items[i]);
  if (value->early)
    for (int i = 0; i < value->operands.count; i++)
      m->r->values[value->operands.items[i]].last = m->clock;
  else
    read_late(m, value);
  value->event = value->last = m->clock++;
}

static int64_t most_alive(const Model *m)
{
  Recomputation *r = m->r;
  memset(r->change, 0, ((size_t)m->clock + 1) * sizeof *r->change);
  for (int i = 0; i < r->order.count; i++) {
    const Value *value = &r->values[r->order.items[i]];
    r->change[value->event] += value->cost.bytes;
    r->change[value->last + 1] -= value->cost.bytes;
    if (value->again_event < 0)
      continue;
    r->change[value->again_event] += value->cost.bytes;
    r->change[value->again_last + 1] -= value->cost.bytes;
  }
  int64_t alive = 0, most = 0;
  for (int i = 0; i < m->clock; i++) {
    alive += r->change[i];
    most = alive > most ? alive : most;
  }
  return most;
}

static void run_model(Recomputation *r, Choice *choice)
{
  Model m = {.r = r, .dropped = choice->dropped};
  for (int i = 0; i < r->order.count; i++)
    r->values[r->order.items[i]].again_event = -1;
  for (int i = 0; i < r->order.count; i++)
    make(&m, &r->values[r->order.items[i]]);
  choice->bytes = most_alive(&m);
  choice->cycles = m.cycles;
}

// -- candidates -----------------------------------------------------------------------------------

static double density(const Value *value)
{
  return value->remaking / (double)value->cost.bytes;
}

static bool may_drop(const Value *value)
{
  return value->early && !value->fixed;
}

// Segments: what is made again together, as a forest.
typedef struct Segments {
  int *parent;     // by place
  int64_t *bytes;  // of a root
} Segments;

static int root_of(const Segments *s, int place)
{
  while (s->parent[place] != place)
    place = s->parent[place] = s->parent[s->parent[place]];
  return place;
}

// The bytes of the segments that a value would join, itself included.
static int64_t joined_bytes(const Recomputation *r, const Segments *s, const bool *dropped,
                            int place)
{
  const Value *value = &r->values[place];
  int roots[32], count = 0;
  int64_t bytes = value->cost.bytes;
  for (int i = 0; i < value->operands.count && count < 32; i++) {
    int operand = value->operands.items[i], known = 0;
    if (!dropped[operand])
      continue;
    int root = root_of(s, operand);
    while (known < count && roots[known] != root)
      known++;
    if (known == count) {
      roots[count++] = root;
      bytes += s->bytes[root];
    }
  }
  return bytes;
}

static void join(const Recomputation *r, Segments *s, const bool *dropped, int place)
{
  const Value *value = &r->values[place];
  s->bytes[place] = joined_bytes(r, s, dropped, place);
  for (int i = 0; i < value->operands.count; i++)
    if (dropped[value->operands.items[i]])
      s->parent[root_of(s, value->operands.items[i])] = place;
}

static void choose_segments(Recomputation *r, double threshold, int64_t size, Choice *choice,
                            Arena *scratch)
{
  Segments s = {arena_array(scratch, int, r->count), arena_array(scratch, int64_t, r->count)};
  choice->dropped = arena_array(r->arena, bool, r->count);
  for (int i = 0; i < r->order.count; i++) {
    int place = r->order.items[i];
    const Value *value = &r->values[place];
    s.parent[place] = place;
    if (!may_drop(value))
      continue;
    bool keeps = value->has_late_use &&
                 (density(value) > threshold || joined_bytes(r, &s, choice->dropped, place) > size);
    choice->dropped[place] = !keeps;
    if (!keeps)
      join(r, &s, choice->dropped, place);
  }
  run_model(r, choice);
}

static int by_number(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// Thresholds that let equally many values through each.
static int find_thresholds(const Recomputation *r, double *thresholds, Arena *scratch)
{
  double *densities = arena_array(scratch, double, r->order.count + 1);
  int count = 0;
  for (int i = 0; i < r->order.count; i++) {
    const Value *value = &r->values[r->order.items[i]];
    if (may_drop(value) && value->has_late_use)
      densities[count++] = density(value);
  }
  qsort(densities, (size_t)count, sizeof *densities, by_number);
  for (int i = 0; i < THRESHOLDS && count; i++)
    thresholds[i] = densities[(int64_t)(count - 1) * (i + 1) / THRESHOLDS];
  return count ? THRESHOLDS : 0;
}

static void find_choices(Recomputation *r)
{
  Arena *scratch = arena_create();
  double thresholds[THRESHOLDS];
  int count = find_thresholds(r, thresholds, scratch);
  int64_t all = 0;
  for (int i = 0; i < r->order.count; i++)
    if (may_drop(&r->values[r->order.items[i]]))
      all += r->values[r->order.items[i]].cost.bytes;
  r->choices = arena_array(r->arena, Choice, 1 + THRESHOLDS * SIZES + SHRUNK);
  Choice *none = &r->choices[r->choice_count++];
  none->dropped = arena_array(r->arena, bool, r->count);
  for (int i = 0; i < r->order.count; i++) {
    const Value *value = &r->values[r->order.items[i]];
    none->dropped[r->order.items[i]] = may_drop(value) && !value->has_late_use;
  }
  run_model(r, none);
  for (int i = 0; i < count; i++)
    for (int64_t j = 0, size = all; j < SIZES && size > 0; j++, size -= size / 3 + 1) {
      choose_segments(r, thresholds[i], size, &r->choices[r->choice_count++], scratch);
      arena_reset(scratch);
    }
  arena_destroy(scratch);
}

// -- improvements ---------------------------------------------------------------------------------

static Choice copy_choice(Recomputation *r, const Choice *choice)
{
  Choice copy = *choice;
  copy.dropped = arena_array(r->arena, bool, r->count);
  memcpy(copy.dropped, choice->dropped, (size_t)r->count * sizeof *copy.dropped);
  return copy;
}

// By cycles that keeping it would save for each byte.
typedef struct Return {
  double worth;
  int place;
} Return;

static int by_worth(const void *a, const void *b)
{
  const Return *x = a, *y = b;
  return x->worth != y->worth ? (x->worth < y->worth) - (x->worth > y->worth)
                              : (x->place > y->place) - (x->place < y->place);
}

// Keeps what can be kept.
static void improve(Recomputation *r, Choice *choice, int64_t bytes)
{
  Arena *scratch = arena_create();
  Return *returns = arena_array(scratch, Return, r->order.count);
  int count = 0, tries = MOST_WORK / (r->edges + 1);
  for (int i = 0; i < r->order.count; i++) {
    const Value *value = &r->values[r->order.items[i]];
    if (choice->dropped[r->order.items[i]])
      returns[count++] = (Return){density(value), r->order.items[i]};
  }
  qsort(returns, (size_t)count, sizeof *returns, by_worth);
  for (int i = 0; i < count && tries > 0; i++, tries--) {
    Choice now = {.dropped = choice->dropped};
    now.dropped[returns[i].place] = false;
    run_model(r, &now);
    if (now.bytes <= bytes && now.cycles < choice->cycles)
      *choice = now;
    else
      now.dropped[returns[i].place] = true;
  }
  arena_destroy(scratch);
}

// Drops what can be dropped, what gives back most for its cycles first.
static void shrink(Recomputation *r, Choice *choice)
{
  Arena *scratch = arena_create();
  Return *drops = arena_array(scratch, Return, r->order.count);
  int count = 0, tries = MOST_WORK / (r->edges + 1);
  for (int i = 0; i < r->order.count; i++) {
    int place = r->order.items[i];
    if (may_drop(&r->values[place]) && r->values[place].has_late_use && !choice->dropped[place])
      drops[count++] = (Return){-density(&r->values[place]), place};
  }
  qsort(drops, (size_t)count, sizeof *drops, by_worth);
  for (int i = 0; i < count && tries > 0; i++, tries--) {
    Choice now = {.dropped = choice->dropped};
    now.dropped[drops[i].place] = true;
    run_model(r, &now);
    if (now.bytes <= choice->bytes)
      *choice = now;
    else
      now.dropped[drops[i].place] = false;
  }
  arena_destroy(scratch);
}

// The smallest candidates of the rules, made smaller still.
static void add_shrunk(Recomputation *r)
{
  int count = r->choice_count;
  for (int i = 0; i < SHRUNK; i++) {
    const Choice *least = NULL;
    for (int j = i; j < count; j += SHRUNK)
      if (!least || r->choices[j].bytes < least->bytes)
        least = &r->choices[j];
    if (!least)
      continue;
    Choice *shrunk = &r->choices[r->choice_count++];
    *shrunk = copy_choice(r, least);
    shrink(r, shrunk);
  }
}

// -- the choice -----------------------------------------------------------------------------------

// What has no memory is a part of its readers: it is made again where something that it reads is.
static bool is_dropped(const Recomputation *r, const bool *dropped, int place)
{
  const Value *value = &r->values[place];
  bool found = value->is_value && dropped[place];
  for (int i = 0; !value->is_value && value->cost.can_again && i < value->operands.count; i++)
    found |= dropped[value->operands.items[i]];
  return found && value->early;
}

static RecomputePlan plan_of(const Recomputation *r, const Choice *choice)
{
  RecomputePlan plan = {.late = arena_array(r->arena, bool, r->count),
                        .dropped = arena_array(r->arena, bool, r->count),
                        .bytes = choice->bytes,
                        .cycles = choice->cycles};
  for (int i = 0; i < r->count; i++) {
    plan.late[i] = !r->values[i].early;
    plan.dropped[i] = is_dropped(r, choice->dropped, i);
  }
  return plan;
}

// The next dearer one of those that fit; null: there is none.
static const Choice *next_choice(const Recomputation *r, const Choice *before, int64_t bytes)
{
  const Choice *next = NULL;
  for (const Choice *c = r->choices; c < r->choices + r->choice_count; c++) {
    bool after = !before || c->cycles > before->cycles;
    if (c->bytes <= bytes && after && (!next || c->cycles < next->cycles))
      next = c;
  }
  return next;
}

static const Choice *smallest(const Recomputation *r)
{
  const Choice *best = r->choices;
  for (int i = 1; i < r->choice_count; i++)
    if (r->choices[i].bytes < best->bytes)
      best = &r->choices[i];
  return best;
}

RecomputePlan recompute_plan(Recomputation *r, int64_t bytes)
{
  Choice best = {0};
  if (bytes < smallest(r)->bytes)
    bytes = smallest(r)->bytes;
  const Choice *next = next_choice(r, NULL, bytes);
  for (int i = 0; i < IMPROVED && next; i++, next = next_choice(r, next, bytes)) {
    Choice improved = copy_choice(r, next);
    improve(r, &improved, bytes);
    if (!best.dropped || improved.cycles < best.cycles)
      best = improved;
  }
  return plan_of(r, &best);
}

RecomputePlan recompute_nothing(Recomputation *r)
{
  return plan_of(r, &r->choices[0]);
}

Recomputation *recompute_begin(Arena *arena, Graph *graph, const NodeCost *costs)
{
  Recomputation *r = arena_new(arena, Recomputation);
  Arena *scratch = arena_create();
  *r = (Recomputation){.arena = arena, .graph = graph};
  find_values(r, costs, scratch);
  sort_values(r, scratch);
  find_early(r, scratch);
  find_uses(r);
  find_remaking(r);
  r->change = arena_array(arena, int64_t, 2 * r->order.count + 2);
  find_choices(r);
  add_shrunk(r);
  arena_destroy(scratch);
  return r;
}
