// The search for a schedule: every slot as the vector slot, with every tile that fits the
// registers.
//
// What the cost model sees of a kernel is a handful of numbers: extents, which operands move along
// which slot and how, what copies would cost. Kernels that agree in them get the same schedule, so
// the numbers are the key of a table, and a search is made once for all equal kernels of a program.

#include "kernels/search.h"

#include "graph/map.h"

#include <math.h>
#include <string.h>

enum {
  MOST_COPIED = 32,
  MOST_MISSES = 16,  // lines that a core waits for at a time
  MANY_STORES = 8
};

#define NEARLY_HIDDEN 1.5   // times as long as memory, and what it moves hardly counts
#define ROW_SHARE     0.02  // of the time of memory, for each row that is read ahead apart
#define BURDENED      1.5   // so much more than the arithmetic, and another slot may move less
#define RELIEVED      0.6   // of the time with the loops of the first slot: worth it for certain

// What is known before the search. traffic: cycles that memory takes, 0 if all lies near.
// has_windows: tiles differ in what they read again. updates: what is overwritten in place beyond
// the last cache. copy_prices: by read and slot, the cycles of a copy that a vector along the slot
// would read; negative: none would help.
struct Problem {
  Kernels *kernels;
  const Kernel *kernel;
  const KernelAccess *access;
  int registers, lanes;
  double traffic;
  bool has_windows;
  int updates;
  uint32_t vector_slots;  // a bit for each slot that a vector may run along
  double *copy_prices;
};

// -- what a kernel allows -------------------------------------------------------------------------

int kernel_lanes(const Kernels *kernels, const Kernel *kernel)
{
  // 64-bit values are scalars of the step: they are never vectors.
  Type type = kernel->space.body ? kernel->space.body->type : kernel->stores.items[0].value->type;
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].value->type == TYPE_F64)
      return 1;
  return type == TYPE_F64 || type == TYPE_INDEX ? 1 : kernels->machine->vector_bytes / 4;
}

bool stores_allow_vector(Kernels *kernels, const Kernel *kernel, int slot)
{
  if (slot >= kernel->space.free_count)
    return !kernel->space.otherwise &&
           (kernel->space.reduction == REDUCTION_SUM || kernel->space.reduction == REDUCTION_MAX);
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    const Expr *address = tensor_address(kernels, store->tensor, store->indices, 0);
    const Expr *start;
    if (store->guard && expr_uses_index(store->guard, slot))
      return false;
    if (address_is_contiguous(kernels->graph, address, slot, kernels->machine->vector_bytes / 4,
                              &start))
      continue;
    int64_t stride;
    bool strided = expr_coefficient(address, slot, &stride) && stride > 0;
    if (store_keeps_layout(store, slot) && !strided)
      return false;
  }
  return true;
}

int preferred_dimension(const Tensor *tensor, Preference preference)
{
  int last = tensor->shape.rank - 1;
  switch (preference) {
  case PREFER_FIRST:
    return last >= 0 ? 0 : -1;
  case PREFER_SECOND:
    return last >= 1 ? 1 : last;
  case PREFER_LAST:
    return last;
  default:
    return -1;
  }
}

// May a vector run along this free slot under the preference? Along a reduced one it always may.
static bool is_preferred(const Kernel *kernel, int slot, Preference preference)
{
  if (preference == PREFER_NONE || slot >= kernel->space.free_count)
    return true;
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    int rank = store->tensor->shape.rank;
    if (!store->tensor->layout_is_fixed && moved_dimension(store->indices, rank, slot) !=
                                               preferred_dimension(store->tensor, preference))
      return false;
  }
  return true;
}

// -- copies ---------------------------------------------------------------------------------------

Tensor *tensor_find_copy(const Tensor *tensor, int dimension)
{
  Tensor *copy = tensor->copies;
  while (copy && copy->layout.strides[dimension] != 1)
    copy = copy->next_copy;
  return copy;
}

// A copy of it costs the run nothing.
static bool is_made_once(const Kernels *kernels, const Tensor *tensor)
{
  return is_prepared_kind(kernels->kind) &&
         (tensor->kind == TENSOR_VARIABLE || tensor->kind == TENSOR_PREPARED);
}

// How many copies a run of the kernel costs: one, or a part of one that serves many steps.
static double copies_a_run(const Kernels *kernels, const Kernel *kernel, KernelLoop *made)
{
  const KernelLoop *level = loop_around(kernel->loop, made);
  return loop_steps(kernels, level) / loop_steps(kernels, kernel->loop);
}

double copy_price(const Kernels *kernels, const Kernel *kernel, const ReadAccess *read, int slot)
{
  int dimension = access_copy_dimension(read, slot);
  if (dimension < 0)
    return -1;
  if (tensor_find_copy(read->tensor, dimension) || is_made_once(kernels, read->tensor))
    return 0;
  return copy_cycles(read->tensor) * copies_a_run(kernels, kernel, read->tensor->loop);
}

static int copied_count(const KernelAccess *access)
{
  return access->count < MOST_COPIED ? access->count : MOST_COPIED;
}

// 0 if all lies near.
static double memory_cycles(const Machine *machine, double bytes)
{
  return bytes > (double)machine->l2_bytes ? far_cycles(machine, bytes) : 0;
}

static bool sums_products(const Kernel *kernel)
{
  return kernel->root && kernel->space.body->kind == EXPR_MULTIPLY;
}

static Problem state_problem(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                             Preference preference, Arena *scratch)
{
  int slots = kernel->space.index_count, reads = copied_count(access);
  Problem p = {.kernels = kernels,
               .kernel = kernel,
               .access = access,
               .registers = kernels->machine->vector_registers,
               .lanes = kernel_lanes(kernels, kernel),
               .traffic = memory_cycles(kernels->machine, kernel->bytes),
               .copy_prices = arena_array(scratch, double, reads *slots)};
  p.has_windows = p.traffic > 0 && sums_products(kernel) && !access->weaves &&
                  access->count < MOST_STREAMS && access_has_window(kernel, access);
  for (int i = 0; kernel->root && i < kernel->stores.count; i++) {
    const Tensor *tensor = kernel->stores.items[i].tensor;
    p.updates += tensor->before && tensor_is_beyond_caches(kernels, tensor);
  }
  for (int s = 0; p.lanes > 1 && s < slots; s++)
    if (stores_allow_vector(kernels, kernel, s) && is_preferred(kernel, s, preference))
      p.vector_slots |= 1u << s;
  for (int i = 0; i < reads; i++)
    for (int s = 0; s < slots; s++)
      p.copy_prices[i * slots + s] = access_wants_copy(&access->reads[i], s)
                                         ? copy_price(kernels, kernel, &access->reads[i], s)
                                         : -1;
  return p;
}

// -- the search -----------------------------------------------------------------------------------

typedef struct Search {
  const Problem *problem;
  const Kernel *kernel;
  const KernelAccess *access;
  uint32_t copied;  // operands that the candidates read from a copy
  double copy_cycles;
  Choice best;
  double cycles;
  Choice along[MAX_INDICES];  // the best with vectors along a slot
  double cycles_along[MAX_INDICES];
  Candidates *all;  // gets every one that needs no copies; null: nobody asks
  Arena *scratch;   // of those
} Search;

static int points_of(const Schedule *schedule)
{
  int points = schedule->vectors;
  for (int i = 0; i < schedule->tiled_count; i++)
    points *= schedule->tile[i];
  return points;
}

int registers_needed(const Kernel *kernel, const Schedule *schedule)
{
  int points = points_of(schedule), largest = schedule->vectors;
  bool has_positions = kernel->root && reduction_is_positional(&kernel->space);
  for (int i = 0; i < schedule->tiled_count; i++)
    largest = schedule->tile[i] > largest ? schedule->tile[i] : largest;
  return points * (has_positions ? 2 : 1) + points / largest + 1;
}

// A tile that updates more lines than a core waits for at a time computes nothing meanwhile.
static bool waits_for_updates(const Search *search, const Schedule *schedule)
{
  int lines = search->problem->updates * points_of(schedule) * schedule->lanes *
              (int)sizeof(float) / LINE_BYTES;
  return lines > MOST_MISSES;
}

// Where memory takes as long as the arithmetic, tiles of windows differ in what they read again; so
// do tiles of a product whose vectors run along what is summed, through all of both operands.
static double expected(const Search *search, const Schedule *schedule)
{
  const Kernel *kernel = search->kernel;
  const KernelAccess *access = search->access;
  double cycles = schedule_cycles(kernel, access, schedule, search->copied);
  double traffic = search->problem->traffic;
  if (traffic == 0)
    return cycles;
  double rows = traffic * ROW_SHARE * schedule_rows(kernel, access, schedule, search->copied);
  bool walks_both = schedule->vector >= kernel->space.free_count && sums_products(kernel);
  if (!search->problem->has_windows && !search->problem->updates && !walks_both)
    return fmax(cycles, traffic + rows);
  if (waits_for_updates(search, schedule))
    rows += cycles;
  if (cycles > traffic * NEARLY_HIDDEN && !walks_both)
    return cycles + (cycles + traffic) * SHADOW + rows;
  return rows + plain_nest_cycles(search->problem->kernels, kernel, access, schedule,
                                  search->copied, cycles);
}

static void consider(Search *search, const Schedule *schedule)
{
  if (registers_needed(search->kernel, schedule) > search->problem->registers)
    return;
  double cycles = expected(search, schedule);
  cycles += search->copy_cycles;
  if (search->all && !search->copied && isfinite(cycles))
    list_add(search->scratch, search->all, ((Candidate){*schedule, cycles, search->all->count}));
  if (cycles < search->cycles * 0.999) {
    search->cycles = cycles;
    search->best = (Choice){*schedule, search->copied};
  }
  int vector = schedule->vector;
  if (vector >= 0 && cycles < search->cycles_along[vector] * 0.999) {
    search->cycles_along[vector] = cycles;
    search->along[vector] = (Choice){*schedule, search->copied};
  }
}

static int64_t tile_limit(const Search *search, int slot)
{
  int64_t extent = search->access->extents[slot];
  return extent < LARGEST_TILE ? extent : LARGEST_TILE;
}

// Tries tiles over up to two free slots beside the vector slot, not along those where a point has
// other terms than the next. Of equals the first is taken: that
// with most points along the last index, whose points are neighbours in memory.
static void try_tiles(Search *search, Schedule schedule)
{
  schedule.tiled_count = 0;
  consider(search, &schedule);
  int free_count = search->kernel->space.free_count;
  uint32_t pinned = search->access->pinned;
  for (int a = free_count - 1; a >= 0; a--) {
    if (a == schedule.vector || (pinned >> a & 1))
      continue;
    for (int p = (int)tile_limit(search, a); p >= 2; p--) {
      schedule.tiled[0] = a;
      schedule.tile[0] = p;
      schedule.tiled_count = 1;
      consider(search, &schedule);
      for (int b = a - 1; b >= 0; b--) {
        if (b == schedule.vector || (pinned >> b & 1))
          continue;
        for (int q = 2; q <= tile_limit(search, b) && p * q <= LARGEST_TILE; q++) {
          schedule.tiled[1] = b;
          schedule.tile[1] = q;
          schedule.tiled_count = 2;
          consider(search, &schedule);
        }
      }
    }
  }
}

// A map that stores many elements for a point, as the transforms of Winograd's filtering do, has
// more numbers in flight than registers already.
int most_vectors(const Kernel *kernel, int slot)
{
  bool reduced = slot >= kernel->space.free_count;
  bool single = kernel->space.otherwise || (reduced && kernel->root == NULL) ||
                (!kernel->root && kernel->stores.count >= MANY_STORES);
  return single ? 1 : reduced ? 2 : 4;
}

// A map that gathers an operand walks as many streams as a vector has lanes, far apart. More of
// them share cache sets, and bring nothing: there is no latency to hide.
static bool gathers(const Search *search, int slot)
{
  for (int i = 0; i < search->access->count; i++) {
    const ReadAccess *read = &search->access->reads[i];
    if (access_moves(read, slot) && !read->contiguous[slot] &&
        !(i < MOST_COPIED && (search->copied >> i & 1)))
      return true;
  }
  return false;
}

static void try_vector(Search *search, int slot, int lanes)
{
  Schedule schedule = {.vector = slot, .lanes = lanes, .vectors = 1, .parallel = -1};
  int most =
      !search->kernel->root && gathers(search, slot) ? 1 : most_vectors(search->kernel, slot);
  for (int v = 1; v <= most && (v == 1 || search->access->extents[slot] >= v * lanes); v++) {
    schedule.vectors = v;
    if (search->kernel->root)
      try_tiles(search, schedule);
    else
      consider(search, &schedule);
  }
}

// The same candidates once more, with copies of the operands that would be gathered.
static void try_copies(Search *search, int slot)
{
  int slots = search->kernel->space.index_count;
  for (int i = 0; i < copied_count(search->access); i++) {
    double price = search->problem->copy_prices[i * slots + slot];
    if (price < 0)
      continue;
    search->copied |= 1u << i;
    search->copy_cycles += price;
  }
  if (search->copied)
    try_vector(search, slot, search->problem->lanes);
  search->copied = 0;
  search->copy_cycles = 0;
}

// Expected cycles with the loops that the choice will have, and the copies that it wants.
static double nest_of(const Search *search, const Choice *choice)
{
  const Problem *problem = search->problem;
  int slots = search->kernel->space.index_count;
  double price = 0;
  for (int i = 0; i < copied_count(search->access); i++)
    if (choice->copied >> i & 1)
      price += problem->copy_prices[i * slots + choice->schedule.vector];
  return price + best_nest_cycles(problem->kernels, search->kernel, search->access,
                                  &choice->schedule, choice->copied);
}

// Tiles are compared by their arithmetic. Where what the loops around the best move between the
// caches takes clearly longer, it is another slot's turn, if its loops move clearly less.
static void turn(Search *search)
{
  int vector = search->best.schedule.vector;
  if (vector < 0 || !search->kernel->root || search->problem->traffic == 0 ||
      search->access->count >= MOST_STREAMS)
    return;
  double own = nest_of(search, &search->best), least = own * RELIEVED;
  if (own <= search->cycles * BURDENED)
    return;
  for (int s = 0; s < search->kernel->space.index_count; s++) {
    if (s == vector || search->cycles_along[s] >= least)
      continue;
    double cycles = nest_of(search, &search->along[s]);
    if (cycles >= least)
      continue;
    least = cycles;
    search->best = search->along[s];
  }
}

static Choice solve_problem(const Problem *problem, Candidates *all, Arena *scratch)
{
  const Kernel *kernel = problem->kernel;
  Search search = {.problem = problem,
                   .kernel = kernel,
                   .access = problem->access,
                   .cycles = INFINITY,
                   .all = all,
                   .scratch = scratch};
  Schedule scalar = {.vector = -1, .lanes = 1, .vectors = 1, .parallel = -1};
  for (int s = 0; s < MAX_INDICES; s++)
    search.cycles_along[s] = INFINITY;
  consider(&search, &scalar);
  if (kernel->root)
    try_tiles(&search, scalar);
  for (int slot = 0; slot < kernel->space.index_count; slot++)
    if (problem->vector_slots >> slot & 1) {
      try_vector(&search, slot, problem->lanes);
      if (kernel->root)
        try_copies(&search, slot);
    }
  if (!all)
    turn(&search);
  return search.best;
}

// -- the table ------------------------------------------------------------------------------------

typedef struct Entry Entry;
struct Entry {
  Entry *next;  // of the same hash
  const char *key;
  size_t length;
  Choice choice;
};

struct Choices {
  Arena *arena;
  PointerMap entries;  // by hash
  int count;
};

Choices *choices_create(Arena *arena)
{
  Choices *choices = arena_new(arena, Choices);
  *choices = (Choices){.arena = arena, .entries = pointer_map(arena)};
  return choices;
}

int choices_count(const Choices *choices)
{
  return choices->count;
}

static void add_integer(Text *key, int64_t value)
{
  text_add_bytes(key, (const char *)&value, sizeof value);
}

static void add_read(Text *key, const Problem *p, int read)
{
  const ReadAccess *access = &p->access->reads[read];
  int slots = p->kernel->space.index_count;
  uint32_t moves = 0, contiguous = 0;
  for (int s = 0; s < slots; s++) {
    moves |= (uint32_t)access_moves(access, s) << s;
    contiguous |= (uint32_t)access->contiguous[s] << s;
    add_integer(key, p->traffic > 0 ? access->steps[s] : 0);
  }
  const Layout *layout = &access->tensor->layout;
  add_integer(key, (int64_t)moves << 32 | contiguous);
  add_integer(key, p->traffic > 0 ? layout->block : 0);
  add_integer(key, p->traffic > 0 ? layout->block_stride : 0);
  if (read < copied_count(p->access))
    text_add_bytes(key, (const char *)(p->copy_prices + read * slots),
                   (size_t)slots * sizeof *p->copy_prices);
}

// All that the search and schedule_cycles read.
static Text problem_key(const Problem *p, Arena *scratch)
{
  const Formula *space = &p->kernel->space;
  Text key = {.arena = scratch};
  int64_t facts[] = {space->index_count,
                     space->free_count,
                     p->kernel->root != NULL,
                     space->otherwise != NULL,
                     p->kernel->stores.count,
                     kernel_is_plain(p->kernel),
                     p->registers,
                     p->lanes,
                     p->vector_slots,
                     p->access->operations,
                     p->access->latency,
                     p->access->guarded,
                     p->access->pinned,
                     p->has_windows,
                     p->updates,
                     sums_products(p->kernel),
                     reduction_is_positional(space),
                     p->access->count};
  text_add_bytes(&key, (const char *)facts, sizeof facts);
  text_add_bytes(&key, (const char *)&p->access->share, sizeof p->access->share);
  text_add_bytes(&key, (const char *)&p->traffic, sizeof p->traffic);
  for (int s = 0; s < space->index_count; s++) {
    add_integer(&key, p->access->extents[s]);
    add_integer(&key, p->access->scattered[s]);
    add_integer(&key, p->access->constant >> s & 1);
  }
  for (int i = 0; i < p->access->count; i++)
    add_read(&key, p, i);
  return key;
}

static Choice look_up(Choices *choices, const Problem *problem, Arena *scratch)
{
  Text key = problem_key(problem, scratch);
  const void *hash = (const void *)(uintptr_t)(text_hash(key.data, key.length, 0) | 1);
  Entry *first = pointer_map_get(&choices->entries, hash);
  for (const Entry *e = first; e; e = e->next)
    if (e->length == key.length && !memcmp(e->key, key.data, key.length))
      return e->choice;
  Entry *entry = arena_new(choices->arena, Entry);
  *entry = (Entry){.next = first,
                   .key = arena_copy_text(choices->arena, key.data, key.length),
                   .length = key.length,
                   .choice = solve_problem(problem, NULL, NULL)};
  pointer_map_set(&choices->entries, hash, entry);
  choices->count++;
  return entry->choice;
}

Choice search_schedule(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                       Preference preference, Arena *scratch)
{
  Problem problem = state_problem(kernels, kernel, access, preference, scratch);
  return look_up(kernels->choices, &problem, scratch);
}

const Problem *search_problem(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                              Arena *scratch)
{
  Problem *problem = arena_new(scratch, Problem);
  *problem = state_problem(kernels, kernel, access, PREFER_NONE, scratch);
  problem->traffic = 0;  // what the chain has touched is near
  for (int i = 0; i < copied_count(access) * kernel->space.index_count; i++)
    problem->copy_prices[i] = -1;
  return problem;
}

Choice search_part(const Problem *whole, const KernelAccess *access, int slot, Arena *scratch)
{
  Problem problem = *whole;
  problem.access = access;
  if (slot >= 0 && problem.lanes > 1 && access->extents[slot] % problem.lanes)
    problem.vector_slots &= ~(1u << slot);
  return look_up(problem.kernels->choices, &problem, scratch);
}

Candidates search_candidates(Kernels *kernels, const Kernel *kernel, const KernelAccess *access,
                             Arena *scratch)
{
  Candidates all = {0};
  Problem problem = state_problem(kernels, kernel, access, PREFER_NONE, scratch);
  solve_problem(&problem, &all, scratch);
  return all;
}
