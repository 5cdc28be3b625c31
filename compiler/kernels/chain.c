// Chains: neighbours in the list of kernels run as one parallel loop over blocks of an index that
// all of them have; what only they read lies in a block's private memory.
//
//   before   h[b, i] = ..x..;  g[b, j] = sum(i) h[b, i]*w[i, j];  y[b] = max(j) g[b, j]
//   after    for blocks of b: h, g and y of the block; h and g are local
//
// Legal where each kernel reads what the chain has made at its own point of the shared index only,
// and does not reduce over it. A kernel may have the shared index merged with others or split: its
// free slot then has `scale` points for each of the shared index, neighbours of each other. Updates
// in place, reductions in blocks, tensors made in parts and sums over members are never in a chain,
// though a sum over the shared index may add up blocks (chain_sum.c), and the ends of a scan's steps
// end it. What stands between the kernels of a chain goes before it if it reads nothing of the
// chain, else behind it, and fills of what is local go into it.

#include "kernels/chain.h"

#include "base/divisor.h"

// -- the shared index -----------------------------------------------------------------------------

// floor(e/t) == floor(slot/scale) at all points of the kernel: t; 0: for no t.
static int64_t index_scale(const Kernels *kernels, const Kernel *kernel, const Expr *e, int slot,
                           int64_t scale)
{
  Graph *graph = kernels->graph;
  int64_t factor;
  if (e->kind == EXPR_INDEX)
    return e->slot == slot ? scale : 0;
  if (e->kind == EXPR_QUOTIENT && expr_is_number(e->operands[1])) {
    int64_t whole = index_scale(kernels, kernel, e->operands[0], slot, scale);
    return whole % e->operands[1]->integer ? 0 : whole / e->operands[1]->integer;
  }
  if (e->kind != EXPR_AFFINE || !expr_coefficient(e, slot, &factor) || factor < 1 ||
      factor > INT32_MAX)
    return 0;
  const Expr *term = expr_binary(graph, EXPR_MULTIPLY, expr_integer(graph, TYPE_INDEX, factor),
                                 expr_index(graph, slot));
  const Expr *rest = expr_binary(graph, EXPR_SUBTRACT, e, term);
  Interval range = expr_interval(graph, &kernel->space, NULL, 0, rest);
  return range.low >= 0 && range.high < factor ? factor * scale : 0;
}

// The other way round: the scale of the slot for which index_scale gives `wanted`; 0: none.
static int64_t slot_scale(const Expr *e, int slot, int64_t wanted)
{
  int64_t factor;
  if (e->kind == EXPR_INDEX)
    return e->slot == slot ? wanted : 0;
  if (e->kind == EXPR_QUOTIENT && expr_is_number(e->operands[1]))
    return slot_scale(e->operands[0], slot, wanted * e->operands[1]->integer);
  bool moves = e->kind == EXPR_AFFINE && expr_coefficient(e, slot, &factor) && factor > 0;
  return moves && wanted % factor == 0 ? wanted / factor : 0;
}

// Has the slot exactly the points of the shared index, `scale` for each?
static bool covers(const Links *links, const Link *link)
{
  Graph *graph = links->kernels->graph;
  const Expr *scale = expr_integer(graph, TYPE_INDEX, link->scale);
  return link->kernel->space.indices[link->slot].extent ==
         expr_binary(graph, EXPR_MULTIPLY, links->extent, scale);
}

// The scale of a dimension in all stores of the link that make the tensor; 0: there is none.
static int64_t stored_scale(const Kernels *kernels, const Link *link, const Tensor *tensor, int d)
{
  int64_t scale = -1;
  for (int i = 0; i < link->kernel->stores.count; i++) {
    const Store *store = &link->kernel->stores.items[i];
    if (store->tensor != tensor)
      continue;
    int64_t one = index_scale(kernels, link->kernel, store->indices[d], link->slot, link->scale);
    scale = scale < 0 || scale == one ? one : 0;
  }
  return scale;
}

static Made made_by(const Kernels *kernels, const Link *link, const Tensor *tensor)
{
  Made made = {.dimension = -1};
  for (int d = 0; d < tensor->shape.rank && made.dimension < 0; d++) {
    made.scale = stored_scale(kernels, link, tensor, d);
    made.dimension = made.scale > 0 ? d : -1;
  }
  return made;
}

static Link link_of(Kernel *kernel)
{
  int summed = chain_summed_slot(kernel);
  return (Link){.kernel = kernel,
                .slot = summed >= 0 ? summed : kernel->schedule.parallel,
                .scale = chain_grain(kernel) / kernel->chain->block};
}

bool chain_allows_read(const Kernels *kernels, Kernel *reader, const Expr *read, Kernel *maker)
{
  Link from = link_of(maker), to = link_of(reader);
  Made made = made_by(kernels, &from, tensor_of(kernels, read->node));
  return made.dimension >= 0 && index_scale(kernels, reader, read->operands[made.dimension],
                                            to.slot, to.scale) == made.scale;
}

// -- growing --------------------------------------------------------------------------------------

typedef struct Fit {
  const Links *links;
  Link link;  // slot -1: no read has said which yet
  bool legal;
} Fit;

static void find_slot(Fit *fit, const Expr *index, int64_t wanted)
{
  const Kernel *kernel = fit->link.kernel;
  for (int s = 0; s < kernel->space.index_count && fit->link.slot < 0; s++) {
    int64_t scale = slot_scale(index, s, wanted);
    if (scale > 0 && index_scale(fit->links->kernels, kernel, index, s, scale) == wanted) {
      fit->link.slot = s;
      fit->link.scale = scale;
    }
  }
}

static void fit_read(const Expr *read, void *context)
{
  Fit *fit = context;
  const Tensor *tensor = tensor_of(fit->links->kernels, read->node);
  const Made *made = &fit->links->made[tensor->position];
  if (made->is_late)
    fit->legal = false;
  if (!fit->legal || !made->link)
    return;
  fit->link.reads |= (uint32_t)1 << (made->link - 1);
  if (made->dimension >= 0 && fit->link.slot < 0)
    find_slot(fit, read->operands[made->dimension], made->scale);
  fit->legal = made->dimension >= 0 && fit->link.slot >= 0 &&
               index_scale(fit->links->kernels, fit->link.kernel, read->operands[made->dimension],
                           fit->link.slot, fit->link.scale) == made->scale;
}

static bool is_bystander(const Kernel *kernel)
{
  return kernel->is_prepared || kernel->fills;
}

static bool can_be_linked(const Kernels *kernels, const Kernel *kernel)
{
  Member member;
  return !is_bystander(kernel) && kernel->space.free_count > 0 &&
         !(kernel->root && find_member(kernels->graph, &kernel->space, &member));
}

static bool can_make_parts(const Kernel *kernel)
{
  for (int s = kernel->space.free_count; s < kernel->space.index_count; s++)
    if (kernel->schedule.block[s])
      return false;
  for (int i = 0; i < kernel->stores.count; i++)
    if (kernel->stores.items[i].tensor->before || kernel->stores.items[i].tensor->has_parts ||
        kernel->stores.items[i].tensor->kind == TENSOR_VARIABLE)
      return false;
  return true;
}

static void note_reader(const Expr *read, void *context)
{
  Links *links = context;
  Made *made = &links->made[tensor_of(links->kernels, read->node)->position];
  made->readers |= (uint32_t)1 << (links->count - 1);
}

static void add_link(Links *links, Link link)
{
  links->items[links->count++] = link;
  if (link.reads)
    kernel_visit_reads(links->kernels, link.kernel, note_reader, links);
  for (int i = 0; i < link.kernel->stores.count; i++) {
    const Tensor *tensor = link.kernel->stores.items[i].tensor;
    Made *made = &links->made[tensor->position];
    if (link_sums(&link)) {
      *made = (Made){.is_late = true};
    } else {
      *made = made_by(links->kernels, &link, tensor);
      made->link = links->count;
    }
  }
}

// A kernel that reads nothing of the chain may have the shared index where it likes.
static void find_free_slot(Fit *fit)
{
  const Formula *space = &fit->link.kernel->space;
  int64_t extent;
  for (int s = 0; s < space->free_count && fit->link.slot < 0; s++) {
    if (!expr_capacity(fit->links->kernels->graph, space->indices[s].extent, &extent) ||
        extent % fit->links->points)
      continue;
    fit->link.slot = s;
    fit->link.scale = extent / fit->links->points;
    if (!covers(fit->links, &fit->link))
      fit->link.slot = -1;
  }
}

static bool extend(Links *links, Kernel *kernel)
{
  Fit fit = {.links = links, .link = {.kernel = kernel, .slot = -1}, .legal = true};
  if (links->count == MAX_CHAIN || !can_be_linked(links->kernels, kernel))
    return false;
  kernel_visit_reads(links->kernels, kernel, fit_read, &fit);
  if (fit.legal && fit.link.slot < 0)
    find_free_slot(&fit);
  if (!fit.legal || fit.link.slot < 0 || !covers(links, &fit.link) ||
      !(link_sums(&fit.link) ? chain_can_sum(kernel) : can_make_parts(kernel)))
    return false;
  add_link(links, fit.link);
  return true;
}

static void forget_stores(Links *links, const Kernel *kernel)
{
  for (int s = 0; s < kernel->stores.count; s++)
    links->made[kernel->stores.items[s].tensor->position] = (Made){0};
}

static void clear_made(Links *links)
{
  for (int i = 0; i < links->count; i++)
    forget_stores(links, links->items[i].kernel);
  for (int i = 0; i < links->late_count; i++)
    forget_stores(links, links->late[i]);
  links->count = links->late_count = 0;
}

static void find_chained(const Expr *read, void *context)
{
  Fit *fit = context;
  const Made *made = &fit->links->made[tensor_of(fit->links->kernels, read->node)->position];
  fit->legal &= !made->link && !made->is_late;
}

// A kernel that is not in the chain, but stands among its kernels: false if that cannot be.
static bool pass_over(Links *links, Kernel *kernel)
{
  Fit fit = {.links = links, .legal = true};
  kernel_visit_reads(links->kernels, kernel, find_chained, &fit);
  if (fit.legal && !kernel_overwrites(kernel))
    return true;
  if (links->late_count == MAX_LATE)
    return false;
  links->late[links->late_count++] = kernel;
  for (int s = 0; s < kernel->stores.count; s++)
    links->made[kernel->stores.items[s].tensor->position].is_late = true;
  return true;
}

// All that can run with `first` where point u of the shared index is `scale` points of its slot.
static void grow(Links *links, Kernel *first, int slot, int64_t scale)
{
  Graph *graph = links->kernels->graph;
  clear_made(links);
  Link link = {.kernel = first, .slot = slot, .scale = scale};
  const Expr *number = expr_integer(graph, TYPE_INDEX, scale);
  links->extent = expr_binary(graph, EXPR_QUOTIENT, first->space.indices[slot].extent, number);
  if (!covers(links, &link) || !expr_capacity(graph, links->extent, &links->points) ||
      links->points < 2)
    return;
  add_link(links, link);
  for (Kernel *kernel = first->next; kernel; kernel = kernel->next)
    if (kernel->loop != first->loop || kernel->chain ||
        (!is_bystander(kernel) && !extend(links, kernel) && !pass_over(links, kernel)))
      break;
}

// -- the pass -------------------------------------------------------------------------------------

static Kernel *maker_of(const Links *links, const Tensor *tensor)
{
  return links->items[links->made[tensor->position].link - 1].kernel;
}

static bool runs_in(const Kernel *kernel, const Chain *chain)
{
  return kernel->fills && kernel->fills->chain == chain;
}

static bool is_late(const Links *links, const Kernel *kernel)
{
  for (int i = 0; i < links->late_count; i++)
    if (links->late[i] == kernel)
      return true;
  for (int i = 0; i < links->count; i++)
    if (links->items[i].kernel == kernel && link_sums(&links->items[i]))
      return true;
  return false;
}

// What stands between the links and does not run with them.
static void clear_between(Links *links, const Chain *chain)
{
  Kernel *behind = chain->last;
  for (Kernel *kernel = chain->first, *next; kernel != chain->last; kernel = next) {
    next = kernel->next;
    if (kernel->chain == chain || runs_in(kernel, chain))
      continue;
    if (is_late(links, kernel)) {
      kernel_move_behind(links->kernels, kernel, behind);
      behind = kernel;
    } else {
      kernel_move_before(links->kernels, kernel, chain->first);
    }
  }
}

// A halo is filled just before the rest of the tensor, when its buffer is nobody else's any more;
// the fill may have stood anywhere before. It goes where the chain has left no halo.
static void take_fills(Links *links, Chain *chain)
{
  for (Kernel *kernel = links->kernels->first, *next; kernel != chain->last; kernel = next) {
    next = kernel->next;
    if (!runs_in(kernel, chain))
      continue;
    kernel->chain = chain;
    if (tensor_has_halo(kernel->fills))
      kernel_move_before(links->kernels, kernel, maker_of(links, kernel->fills));
    else
      kernel_remove(links->kernels, kernel);
  }
  while (chain->first->prev && chain->first->prev->chain == chain)
    chain->first = chain->first->prev;
}

// Takes a link into the chain. What is local now lies otherwise than when the chain was tried, so
// its schedule is found anew.
static void join(Links *links, Chain *chain, const Link *link)
{
  Kernel *kernel = link->kernel;
  KernelParts *parts = parts_create(links->kernels, kernel, links->scratch);
  const KernelPart *part = parts_find(parts, link->slot, link->scale * chain->block,
                                      links_are_even(links, chain->block));
  if (link_sums(link)) {
    kernel = chain_add_sum(links->kernels, kernel, chain, part, links->scratch);
    pointer_map_set(&links->parts, link->kernel, NULL);
  } else {
    kernel->schedule = part->schedule;
    kernel->chain = chain;
  }
  chain->last = kernel;
}

bool links_have_sums(const Links *links, int count)
{
  for (int i = 0; i < count; i++)
    if (link_sums(&links->items[i]))
      return true;
  return false;
}

static void make_chain(Links *links, ChainGain gain)
{
  Chain *chain = arena_new(links->kernels->arena, Chain);
  int64_t blocks = ceiling(links->points, gain.block);
  *chain =
      (Chain){.first = links->items[0].kernel,
              .extent = links->extent,
              .block = gain.block,
              .run = links_have_sums(links, gain.count) ? chain_run(links->kernels, blocks) : 0};
  Packing packing = {.count = 0};
  for (int i = 0; i < gain.count; i++) {
    Kernel *kernel = links->items[i].kernel;
    for (int s = 0; s < kernel->stores.count; s++)
      if (links_is_local(links, gain.count, kernel->stores.items[s].tensor, gain.block))
        links_make_local(links, chain, &packing, kernel->stores.items[s].tensor);
  }
  for (int i = 0; i < packing.count; i++)
    list_add(links->kernels->arena, &chain->locals, packing.buffers[i]);
  for (int i = 0; i < gain.count; i++)
    join(links, chain, &links->items[i]);
  clear_between(links, chain);
  take_fills(links, chain);
}

typedef struct ReaderCount {
  const Links *links;
  const Kernel *kernel;
  const Kernel **counted;  // by tensor: the last that was
} ReaderCount;

static void count_reader(const Expr *read, void *context)
{
  ReaderCount *c = context;
  int tensor = tensor_of(c->links->kernels, read->node)->position;
  c->links->reader_counts[tensor] += c->counted[tensor] != c->kernel;
  c->counted[tensor] = c->kernel;
}

static void count_readers(Links *links)
{
  const Kernels *kernels = links->kernels;
  int count = kernels->tensors.count,
      kernel_count = kernels->last ? kernels->last->position + 1 : 0;
  ReaderCount c = {.links = links, .counted = arena_array(links->scratch, const Kernel *, count)};
  links->reader_counts = arena_array(links->scratch, int, count + kernel_count);
  links->made = arena_array(links->scratch, Made, count + kernel_count);
  for (int i = count; i < count + kernel_count; i++)
    links->reader_counts[i] = 1;  // the parts of a sum that a chain may add
  for (Kernel *kernel = kernels->first; kernel; kernel = kernel->next) {
    c.kernel = kernel;
    kernel_visit_reads(links->kernels, kernel, count_reader, &c);
  }
  for (int i = 0; i < count; i++)
    if (kernels->tensors.items[i]->before)
      links->reader_counts[kernels->tensors.items[i]->before->position] = 0;
}

// The scales that an index of a store or read gives the slot: x[n/8] says 8.
typedef struct Scales {
  int slot;
  int64_t items[8];
  int count;
} Scales;

static void note_scale(const Expr *e, void *context)
{
  Scales *scales = context;
  int64_t scale = e->kind == EXPR_QUOTIENT && expr_is_number(e->operands[1])
                      ? slot_scale(e, scales->slot, 1)
                      : 0;
  for (int i = 0; i < scales->count; i++)
    if (scales->items[i] == scale)
      return;
  if (scale > 1 && scales->count < 8)
    scales->items[scales->count++] = scale;
}

static Scales find_scales(const Kernels *kernels, const Kernel *kernel, int slot)
{
  Scales scales = {.slot = slot, .items = {1}, .count = 1};
  if (kernel->space.body)
    expr_walk(kernels->graph, kernel->space.body, note_scale, &scales);
  for (int i = 0; i < kernel->stores.count; i++) {
    const Store *store = &kernel->stores.items[i];
    expr_walk(kernels->graph, store->value, note_scale, &scales);
    for (int d = 0; d < store->tensor->shape.rank; d++)
      expr_walk(kernels->graph, store->indices[d], note_scale, &scales);
  }
  return scales;
}

// The best chain that begins with the kernel; true if it is made.
static bool chain_from(Links *links, Kernel *first)
{
  ChainGain best = {0};
  int best_slot = 0;
  int64_t best_scale = 0;
  for (int s = 0; s < first->space.free_count; s++) {
    Scales scales = find_scales(links->kernels, first, s);
    for (int i = 0; i < scales.count; i++) {
      grow(links, first, s, scales.items[i]);
      ChainGain gain = chain_gain(links);
      if (gain.cycles <= best.cycles)
        continue;
      best = gain;
      best_slot = s;
      best_scale = scales.items[i];
    }
  }
  if (best.cycles <= 0)
    return false;
  grow(links, first, best_slot, best_scale);
  make_chain(links, best);
  return true;
}

void form_chains(Kernels *kernels, Use choice, Arena *scratch)
{
  Links links = {
      .kernels = kernels, .scratch = scratch, .choice = choice, .parts = pointer_map(scratch)};
  if (choice == USE_NEVER)
    return;
  count_readers(&links);
  // Tiles are chosen anew, layouts stay.
  int count = kernels->tensors.count;
  bool *fixed = arena_array(scratch, bool, count);
  for (int i = 0; i < count; i++) {
    fixed[i] = kernels->tensors.items[i]->layout_is_fixed;
    kernels->tensors.items[i]->layout_is_fixed = true;
  }
  // What a chain has sent before it may begin another.
  for (Kernel *kernel = kernels->first, *before = NULL; kernel;) {
    if (kernel->chain || !can_be_linked(kernels, kernel) || !can_make_parts(kernel) ||
        !chain_from(&links, kernel))
      before = kernel;
    kernel = before ? before->next : kernels->first;
  }
  for (int i = 0; i < kernels->tensors.count; i++)
    kernels->tensors.items[i]->layout_is_fixed = i < count && fixed[i];
}
