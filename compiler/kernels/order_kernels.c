// The order of kernels, and which updates may be stored in place.
//
//   before   g = ..w..;  w' = w - lr*g  (in place);  dx = ..w..
//   after    dx = ..w..;  g = ..w..;  w' = w - lr*g
//
// A stable depth-first topological sort over two kinds of edges: producer before consumer, and
// reader of an old value before the kernel that overwrites it. A cycle means that somebody needs
// both values: the new one then waits in the workspace and a copy at the end moves it over. A loop
// is one unit among the kernels around it; its own kernels are sorted in the same way. Kernels that
// compute something again come just before their first reader.

#include "kernels/fuse.h"

#include <assert.h>

// An in-place store, and the kernel that has it.
typedef struct Write {
  Kernel *kernel;
  Store *store;
} Write;

typedef struct Edge {
  int before;   // unit
  Write write;  // that asks for this order; no store: a value is read
} Edge;
typedef ListOf(Edge) Edges;
typedef ListOf(Kernel *) KernelList;
typedef ListOf(const Node *) NodeList;

// What each kernel reads, by its place in the list. Every write that gives way adds a kernel at the
// end and changes no other's reads, so they are looked for once.
typedef struct Reads {
  ListOf(NodeList) kernels;
  Arena *arena;
} Reads;

typedef enum State { UNSEEN, ON_PATH, DONE } State;

// A unit is a kernel, or, above all of them, a loop.
typedef struct Order {
  Kernels *kernels;
  const Reads *reads;
  Arena *scratch;
  int kernel_count;
  KernelList *producers;  // by tensor
  KernelList *readers;    // by tensor
  Edges *edges;           // by unit, to others of the same loop
  State *states;          // by unit
  Edge *path;             // the units on the path, each with the edge that led to it
  int path_length;
  Kernel **by_position;
  Kernel **sorted;  // those emitted
  int sorted_count;
} Order;

// An element may be overwritten by the kernel that reads it only at that very element, after the
// read.
typedef struct InPlace {
  const Kernels *kernels;
  const Store *store;
  bool in_body, legal;
} InPlace;

static void check_in_place(const Expr *e, void *context)
{
  InPlace *c = context;
  if (e->kind != EXPR_READ || tensor_of(c->kernels, e->node) != c->store->tensor->before)
    return;
  c->legal &= !c->in_body;
  for (int d = 0; d < e->node->shape.rank; d++)
    c->legal &= e->operands[d] == c->store->indices[d];
}

static bool can_store_in_place(Kernels *kernels, const Kernel *kernel, const Store *store)
{
  InPlace c = {.kernels = kernels, .store = store, .legal = true};
  for (int i = 0; i < kernel->stores.count; i++)
    expr_walk_reads(kernels->graph, kernel->stores.items[i].value, check_in_place, &c);
  if (kernel->space.body) {
    c.in_body = true;
    expr_walk_reads(kernels->graph, kernel->space.body, check_in_place, &c);
    for (int i = 0; i < kernel->space.condition_count; i++)
      expr_walk_reads(kernels->graph, kernel->space.conditions[i], check_in_place, &c);
  }
  return c.legal;
}

// Sends an update through the workspace: kernel -> waiting tensor -> a copy at the end.
static void store_beside(Kernels *kernels, Write write)
{
  Tensor *home = write.store->tensor;
  Tensor *waiting = tensor_add(kernels, TENSOR_WORKSPACE, home->name, home->type, home->shape);
  waiting->loop = write.kernel->loop;
  // An update's value may be read by its name; a carry's, or a copy of another tensor, gets one.
  Node *node = home->kind == TENSOR_VARIABLE ? home->node : NULL;
  Origin origin = write.kernel->origin;
  if (!node) {
    node = node_for_reads(kernels, home->name, home->type, home->shape, origin);
  } else {
    home->node = NULL;
  }
  waiting->node = node;
  tensor_set(kernels, node, waiting);
  write.store->tensor = waiting;
  Kernel *copy = kernel_add(kernels, write.kernel->loop, home->name, origin);
  copy->space = *formula_over(kernels->graph, home->shape);
  Store back = {.tensor = home};
  for (int d = 0; d < home->shape.rank; d++)
    back.indices[d] = expr_index(kernels->graph, d);
  back.value = expr_read(kernels->graph, node, back.indices, NULL);
  list_add(kernels->arena, &copy->stores, back);
}

// -- edges ----------------------------------------------------------------------------------------

// What holds the kernel among the units of `level`.
static int unit_of(const Order *o, const Kernel *kernel, const KernelLoop *level)
{
  if (kernel->loop == level)
    return kernel->position;
  const KernelLoop *loop = kernel->loop;
  while (loop->outer != level)
    loop = loop->outer;
  return o->kernel_count + loop->position;
}

static void add_edge(Order *o, const Kernel *kernel, const Kernel *before, Write write)
{
  const KernelLoop *level = loop_around(kernel->loop, before->loop);
  int from = unit_of(o, kernel, level), to = unit_of(o, before, level);
  if (from != to)
    list_add(o->scratch, &o->edges[from], ((Edge){to, write}));
}

static void note_read(const Expr *e, void *context)
{
  Reads *reads = context;
  list_add(reads->arena, &reads->kernels.items[reads->kernels.count - 1], e->node);
}

// Of the kernels that were added since the last time.
static void collect_reads(Reads *reads, Kernels *kernels)
{
  int position = 0;
  for (const Kernel *k = kernels->first; k; k = k->next) {
    if (position++ < reads->kernels.count)
      continue;
    list_add(reads->arena, &reads->kernels, (NodeList){0});
    kernel_visit_reads(kernels, k, note_read, reads);
  }
}

static void add_read_edges(Order *o, Kernel *kernel)
{
  const NodeList *nodes = &o->reads->kernels.items[kernel->position];
  for (int i = 0; i < nodes->count; i++) {
    int tensor = tensor_of(o->kernels, nodes->items[i])->position;
    list_add(o->scratch, &o->readers[tensor], kernel);
    for (int p = 0; p < o->producers[tensor].count; p++)
      add_edge(o, kernel, o->producers[tensor].items[p], (Write){0});
  }
}

// A kernel that overwrites a value comes after what made that value, and after all its readers.
static void add_write_edges(Order *o, Kernel *kernel, Store *store)
{
  int before = store->tensor->before->position;
  const KernelList *readers = &o->readers[before], *producers = &o->producers[before];
  Write write = {kernel, store};
  for (int i = 0; i < readers->count; i++)
    if (readers->items[i] != kernel)
      add_edge(o, kernel, readers->items[i], write);
  for (int i = 0; i < producers->count; i++)
    add_edge(o, kernel, producers->items[i], (Write){0});
}

static void collect_edges(Order *o)
{
  int tensors = o->kernels->tensors.count, loops = o->kernels->loops.count;
  for (Kernel *k = o->kernels->first; k; k = k->next)
    k->position = o->kernel_count++;
  o->by_position = arena_array(o->scratch, Kernel *, o->kernel_count);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    o->by_position[k->position] = k;
  int units = o->kernel_count + loops;
  o->producers = arena_array(o->scratch, KernelList, tensors);
  o->readers = arena_array(o->scratch, KernelList, tensors);
  o->edges = arena_array(o->scratch, Edges, units);
  o->states = arena_array(o->scratch, State, units);
  o->path = arena_array(o->scratch, Edge, units);
  o->sorted = arena_array(o->scratch, Kernel *, o->kernel_count);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++)
      list_add(o->scratch, &o->producers[k->stores.items[i].tensor->position], k);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    add_read_edges(o, k);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++)
      if (k->stores.items[i].tensor->before)
        add_write_edges(o, k, &k->stores.items[i]);
}

// -- sorting --------------------------------------------------------------------------------------

// The path closes over `edge`: some in-place store on the cycle must give way.
static Write write_on_cycle(const Order *o, const Edge *edge)
{
  Write write = edge->write;
  for (int i = o->path_length - 1; !write.store && o->path[i].before != edge->before; i--)
    write = o->path[i].write;
  assert(write.store && "values alone never form a cycle");
  return write;
}

static Write sort_level(Order *o, KernelLoop *level);

// Emits a unit after all it must follow. Returns a write that must give way, if any.
static Write visit(Order *o, Edge to)
{
  o->states[to.before] = ON_PATH;
  o->path[o->path_length++] = to;
  const Edges *edges = &o->edges[to.before];
  Write write = {0};
  for (int i = 0; i < edges->count && !write.store; i++) {
    const Edge *edge = &edges->items[i];
    if (o->states[edge->before] == ON_PATH)
      write = write_on_cycle(o, edge);
    else if (o->states[edge->before] == UNSEEN)
      write = visit(o, *edge);
  }
  if (write.store)
    return write;
  o->states[to.before] = DONE;
  o->path_length--;
  if (to.before >= o->kernel_count)
    return sort_level(o, o->kernels->loops.items[to.before - o->kernel_count]);
  o->sorted[o->sorted_count++] = o->by_position[to.before];
  return write;
}

static Write sort_units(Order *o, KernelLoop *level, bool again)
{
  Write write = {0};
  for (Kernel *k = o->kernels->first; k && !write.store; k = k->next) {
    if (k->again != again || loop_around(k->loop, level) != level)
      continue;
    int unit = unit_of(o, k, level);
    if (o->states[unit] == UNSEEN)
      write = visit(o, (Edge){unit, {0}});
  }
  return write;
}

// What is computed again comes when it is asked for, not by its place; the rest of it at the end.
static Write sort_level(Order *o, KernelLoop *level)
{
  Write write = sort_units(o, level, false);
  return write.store ? write : sort_units(o, level, true);
}

static void relink(Order *o)
{
  Kernels *kernels = o->kernels;
  kernels->first = kernels->last = NULL;
  for (int i = 0; i < o->sorted_count; i++) {
    Kernel *kernel = o->sorted[i];
    kernel->position = i;
    kernel->prev = kernels->last;
    kernel->next = NULL;
    *(kernels->last ? &kernels->last->next : &kernels->first) = kernel;
    kernels->last = kernel;
  }
}

void order_kernels(Kernels *kernels, Arena *scratch)
{
  for (Kernel *k = kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++) {
      Store *store = &k->stores.items[i];
      if (store->tensor->before && !can_store_in_place(kernels, k, store))
        store_beside(kernels, (Write){k, store});
    }
  Reads reads = {.arena = scratch};
  Arena *round = arena_create();
  for (bool sorted = false; !sorted; arena_reset(round)) {
    Order order = {.kernels = kernels, .reads = &reads, .scratch = round};
    collect_reads(&reads, kernels);
    collect_edges(&order);
    Write write = sort_level(&order, NULL);
    sorted = !write.store;
    if (sorted)
      relink(&order);
    else
      store_beside(kernels, write);
  }
  arena_destroy(round);
}
