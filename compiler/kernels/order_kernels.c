// The order of kernels, and which updates may be stored in place.
//
//   before   g = ..w..;  w' = w - lr*g  (in place);  dx = ..w..
//   after    dx = ..w..;  g = ..w..;  w' = w - lr*g
//
// A stable depth-first topological sort over two kinds of edges: producer before consumer, and
// reader of a variable's old value before its writer. A cycle means that somebody needs both
// values: the new one then waits in the workspace and a copy at the end moves it over.

#include "kernels/fuse.h"

#include <assert.h>

typedef struct Edge {
  Kernel *before;
  Store *store;  // the in-place store that asks for this order; null: a value is read
} Edge;
typedef ListOf(Edge) Edges;

typedef enum State { UNSEEN, ON_PATH, DONE } State;

typedef struct Order {
  Kernels *kernels;
  Arena *scratch;
  Kernel **producers;  // by tensor
  Edges *readers;      // by tensor; `before` is the reader
  Edges *edges;        // by kernel
  State *states;       // by kernel
  Edge *path;          // the kernels on the path, each with the edge that led to it
  int path_length;
  Kernel **sorted;  // those emitted
  int sorted_count;
  Kernel *current;  // whose reads are visited
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
    expr_walk(kernels->graph, kernel->stores.items[i].value, check_in_place, &c);
  if (kernel->space.body) {
    c.in_body = true;
    expr_walk(kernels->graph, kernel->space.body, check_in_place, &c);
  }
  return c.legal;
}

// Sends an update through the workspace: kernel -> waiting tensor -> a copy at the end.
static void store_beside(Kernels *kernels, Origin origin, Store *store)
{
  Tensor *variable = store->tensor;
  Tensor *waiting =
      tensor_add(kernels, TENSOR_WORKSPACE, variable->name, variable->type, variable->shape);
  Node *node = variable->node;
  if (!node) {  // a copy of another tensor: the value gets a name of its own
    node = graph_add(kernels->graph, FORM_MAP, variable->name, variable->type, variable->shape,
                     origin);
    graph_unlink(kernels->graph, node);  // a name for reads, no part of the graph
    node->mark = kernels->node_count++;
  }
  waiting->node = node;
  tensor_set(kernels, node, waiting);
  store->tensor = waiting;
  Kernel *copy = kernel_add(kernels, NULL, variable->name, origin);
  copy->space = *formula_over(kernels->graph, variable->shape);
  Store back = {.tensor = variable};
  for (int d = 0; d < variable->shape.rank; d++)
    back.indices[d] = expr_index(kernels->graph, d);
  back.value = expr_read(kernels->graph, node, back.indices, NULL);
  list_add(kernels->arena, &copy->stores, back);
  variable->node = NULL;
}

static void note_read(const Expr *e, void *context)
{
  Order *o = context;
  int tensor = tensor_of(o->kernels, e->node)->position;
  list_add(o->scratch, &o->readers[tensor], ((Edge){.before = o->current}));
  if (o->producers[tensor] && o->producers[tensor] != o->current)
    list_add(o->scratch, &o->edges[o->current->position], ((Edge){.before = o->producers[tensor]}));
}

static void collect_edges(Order *o)
{
  int count = 0, tensors = o->kernels->tensors.count;
  for (Kernel *k = o->kernels->first; k; k = k->next)
    k->position = count++;
  o->producers = arena_array(o->scratch, Kernel *, tensors);
  o->readers = arena_array(o->scratch, Edges, tensors);
  o->edges = arena_array(o->scratch, Edges, count);
  o->states = arena_array(o->scratch, State, count);
  o->path = arena_array(o->scratch, Edge, count);
  o->sorted = arena_array(o->scratch, Kernel *, count);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++)
      o->producers[k->stores.items[i].tensor->position] = k;
  for (o->current = o->kernels->first; o->current; o->current = o->current->next)
    kernel_visit_reads(o->kernels, o->current, note_read, o);
  for (Kernel *k = o->kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++) {
      Store *store = &k->stores.items[i];
      if (!store->tensor->before)
        continue;
      const Edges *readers = &o->readers[store->tensor->before->position];
      for (int r = 0; r < readers->count; r++)
        if (readers->items[r].before != k)
          list_add(o->scratch, &o->edges[k->position],
                   ((Edge){.before = readers->items[r].before, .store = store}));
    }
}

// The path closes over `edge`: some in-place store on the cycle must give way.
static Store *store_on_cycle(const Order *o, const Edge *edge)
{
  Store *store = edge->store;
  for (int i = o->path_length - 1; !store && o->path[i].before != edge->before; i--)
    store = o->path[i].store;
  assert(store && "values alone never form a cycle");
  return store;
}

// Emits a kernel after all it must follow. Returns a store that must give way, else null.
static Store *visit(Order *o, Edge to)
{
  Kernel *kernel = to.before;
  o->states[kernel->position] = ON_PATH;
  o->path[o->path_length++] = to;
  const Edges *edges = &o->edges[kernel->position];
  for (int i = 0; i < edges->count; i++) {
    const Edge *edge = &edges->items[i];
    State state = o->states[edge->before->position];
    Store *store = state == ON_PATH  ? store_on_cycle(o, edge)
                   : state == UNSEEN ? visit(o, *edge)
                                     : NULL;
    if (store)
      return store;
  }
  o->states[kernel->position] = DONE;
  o->path_length--;
  o->sorted[o->sorted_count++] = kernel;
  return NULL;
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

// Sorts, or returns the store that must give way first.
static Store *sort_kernels(Order *o)
{
  collect_edges(o);
  for (Kernel *k = o->kernels->first; k; k = k->next) {
    Store *store = o->states[k->position] == UNSEEN ? visit(o, (Edge){.before = k}) : NULL;
    if (store)
      return store;
  }
  relink(o);
  return NULL;
}

void order_kernels(Kernels *kernels, Arena *scratch)
{
  for (Kernel *k = kernels->first; k; k = k->next)
    for (int i = 0; i < k->stores.count; i++) {
      Store *store = &k->stores.items[i];
      if (store->tensor->before && store->tensor->node && !can_store_in_place(kernels, k, store))
        store_beside(kernels, k->origin, store);
    }
  for (;;) {
    Order order = {.kernels = kernels, .scratch = scratch};
    Store *store = sort_kernels(&order);
    if (!store)
      return;
    store_beside(kernels, (Origin){.layers = ""}, store);
  }
}
