// A scan that keeps only each k-th state becomes a scan over segments of k steps.
//
//   before   scan over t < T, every: 4  carry h = h0 { a[b] = h[b] + x[b, t];  h = a;  yield a }
//   after    scan over t.segment < (T - 1)/4 + 1, recompute: true  carry h.start = h0 {
//              n = min(4, T - 4*t.segment);  x.part[t, b] = x[b, 4*t.segment + t] ?? 0
//              scan over t < 4, lengths: n  carry h = h.start { a[b] = h[b] + x.part[t, b]; .. }
//              h.start = the last h;  yield the stack of a
//            }
//            the stack of all steps: [t, b] is [t/4, t % 4, b] of the stack of stacks
//
// Where the gradient goes through it, differentiate keeps what the scan over segments carries, and
// computes what lies between anew (Chen et al. 2016): memory for T/k + k states instead of T, for
// one more run of the forward steps. Steps past the end, in a last segment that is not full, are
// cut off as those of short rows are. What the steps read at t becomes a part, so that its gradient
// is made segment by segment. Graphs without gradients keep no states: there `every` has no
// meaning.

#include "passes/passes.h"

#include "graph/map.h"

typedef struct Segments {
  Graph *graph;
  Arena *scratch;
  Node *node;   // of the scan, then of the scan over segments
  Scan *inner;  // its steps within a segment
  Scan *outer;
  Node *inner_node;
  const Expr *every, *steps;  // k and T
  const Expr *start, *time;   // k*t.segment; that plus t
  bool is_even;               // k divides T
  PointerMap inside;          // nodes of the inner body
} Segments;

static Node *add_node(Segments *s, Form form, const char *stem, const char *suffix, Type type,
                      Shape shape)
{
  const char *name = arena_print(s->scratch, "%s.%s", stem, suffix);
  return graph_add(s->graph, form, name, type, shape, s->node->origin);
}

// -- what the steps read --------------------------------------------------------------------------

typedef struct Search {
  const Segments *segments;
  bool found;
} Search;

static void find_inside(const Expr *e, void *context)
{
  Search *search = context;
  const Segments *s = search->segments;
  if (e->kind == EXPR_READ)
    search->found |= e->node == s->inner->step || pointer_map_get(&s->inside, e->node);
}

// Is the index one and the same in all steps of a segment, for all elements?
static bool is_fixed(const Segments *s, const Expr *index)
{
  Search search = {.segments = s};
  expr_walk(s->graph, index, find_inside, &search);
  return index->index_mask == 0 && !search.found;
}

// What a read at the step needs of its tensor, at all steps of the segment; what is fixed stands.
//
//   x.part[t, ..] = x[.., 4*t.segment + t, ..]
static Node *find_part(Segments *s, const Expr *read, int axis)
{
  Node *of = read->node;
  Shape shape = {.rank = 1, .extents = {s->every}};
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < of->shape.rank; d++) {
    indices[d] = read->operands[d];
    if (d == axis || is_fixed(s, indices[d]))
      continue;
    indices[d] = expr_index(s->graph, shape.rank);
    shape.extents[shape.rank++] = of->shape.extents[d];
  }
  indices[axis] = expr_binary(s->graph, EXPR_ADD, s->start, expr_index(s->graph, 0));
  const Expr *outside = s->is_even ? NULL : expr_number(s->graph, of->type, 0);
  const Expr *body = expr_read(s->graph, of, indices, outside);
  for (Node *node = s->outer->body.first; node; node = node->next)
    if (node->form == FORM_MAP && node->formula->body == body)
      return node;
  Node *part = graph_add_before(s->graph, s->inner_node, FORM_MAP,
                                arena_print(s->scratch, "%s.part", of->name), of->type, shape,
                                s->node->origin);
  part->formula = formula_over(s->graph, shape);
  part->formula->body = body;
  return part;
}

// The one dimension that is read at the step, where it is read nowhere else; -1 if there is none.
static int step_axis(const Segments *s, const Expr *read)
{
  int axis = -1;
  for (int d = 0; d < read->node->shape.rank; d++) {
    if (!expr_uses_node(read->operands[d], s->inner->step))
      continue;
    if (axis >= 0 || read->operands[d] != s->time)
      return -1;
    axis = d;
  }
  return axis;
}

static bool uses_step(const Segments *s, const Expr *read)
{
  for (int d = 0; d < read->node->shape.rank; d++)
    if (expr_uses_node(read->operands[d], s->inner->step))
      return true;
  return false;
}

static const Expr *read_segment(Graph *graph, const Expr *e, void *context)
{
  Segments *s = context;
  if (e->kind != EXPR_READ)
    return e;
  if (e->node == s->inner->step)
    return expr_convert(graph, TYPE_I32, s->time);
  if (e->has_fallback || !uses_step(s, e))
    return e;
  int axis = pointer_map_get(&s->inside, e->node) ? -1 : step_axis(s, e);
  if (axis < 0)  // steps past the end are masked, but read what is there
    return s->is_even ? e : expr_read(graph, e->node, e->operands, expr_number(graph, e->type, 0));
  const Expr *indices[MAX_RANK];
  int rank = 0;
  indices[rank++] = expr_convert(graph, TYPE_INDEX, expr_read(graph, s->inner->step, NULL, NULL));
  for (int d = 0; d < e->node->shape.rank; d++)
    if (d != axis && !is_fixed(s, e->operands[d]))
      indices[rank++] = e->operands[d];
  return expr_read(graph, find_part(s, e, axis), indices, NULL);
}

static void mark_inside(Segments *s, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    pointer_map_set(&s->inside, node, node);
    if (node->form == FORM_SCAN)
      mark_inside(s, &node->scan->body);
  }
}

static void rewrite_body(Segments *s, Region *region)
{
  for (Node *node = region->first; node; node = node->next) {
    if (node->formula)
      formula_rewrite(s->graph, node->formula, read_segment, s);
    if (node->form == FORM_SCAN)
      rewrite_body(s, &node->scan->body);
  }
}

// What written gradients of the steps read, too.
static void rewrite_overrides(Segments *s)
{
  for (int i = 0; i < s->graph->overrides.count; i++) {
    Override *override = &s->graph->overrides.items[i];
    if (!pointer_map_get(&s->inside, override->entry))
      continue;
    mark_inside(s, &override->body);
    rewrite_body(s, &override->body);
  }
}

// -- the scan over segments -----------------------------------------------------------------------

// How many steps of the segment a row has: all of them where it goes on, none where it has ended.
static Node *add_lengths(Segments *s)
{
  Graph *graph = s->graph;
  Node *rows = lengths_are_whole(s->inner) ? NULL : s->inner->lengths;
  if (s->is_even && !rows)
    return NULL;
  Shape shape = rows ? rows->shape : shape_scalar();
  Node *lengths = add_node(s, FORM_MAP, s->node->name, "lengths", TYPE_I32, shape);
  lengths->formula = formula_over(graph, shape);
  const Expr *indices[MAX_RANK];
  for (int d = 0; d < shape.rank; d++)
    indices[d] = expr_index(graph, d);
  const Expr *length =
      rows ? expr_read(graph, rows, indices, NULL) : expr_convert(graph, TYPE_I32, s->steps);
  const Expr *left =
      expr_binary(graph, EXPR_SUBTRACT, length, expr_convert(graph, TYPE_I32, s->start));
  const Expr *most = expr_convert(graph, TYPE_I32, s->every);
  left = expr_binary(graph, EXPR_MINIMUM, left, most);
  lengths->formula->body = expr_binary(graph, EXPR_MAXIMUM, left, expr_number(graph, TYPE_I32, 0));
  return lengths;
}

static void open_segments(Segments *s)
{
  Graph *graph = s->graph;
  Scan *outer = s->outer;
  outer->time = name_intern(graph->names, arena_print(s->scratch, "%s_segment", s->inner->time));
  outer->reverse = s->inner->reverse;
  outer->recompute = true;
  outer->every = 1;
  const Expr *one = expr_integer(graph, TYPE_INDEX, 1);
  const Expr *last = expr_binary(graph, EXPR_SUBTRACT, s->steps, one);
  last = expr_binary(graph, EXPR_QUOTIENT, last, s->every);
  outer->extent = expr_binary(graph, EXPR_ADD, last, one);
  outer->step =
      graph_add(graph, FORM_INPUT, outer->time, TYPE_I32, shape_scalar(), s->node->origin);
  outer->step->input.bound = outer->extent;
  outer->carries = arena_array(graph->arena, Carry, s->inner->carry_count);
  outer->carry_count = s->inner->carry_count;
  for (int i = 0; i < outer->carry_count; i++) {
    Carry *carry = &s->inner->carries[i];
    Node *leaf = add_node(s, FORM_INPUT, carry->carry->name, "start", carry->carry->type,
                          carry->carry->shape);
    outer->carries[i] = (Carry){carry->initial, leaf, NULL};
    carry->initial = leaf;
  }
  const Expr *segment = expr_read(graph, outer->step, NULL, NULL);
  segment = expr_convert(graph, TYPE_INDEX, segment);
  s->start = expr_binary(graph, EXPR_MULTIPLY, segment, s->every);
  const Expr *step = expr_read(graph, s->inner->step, NULL, NULL);
  s->time = expr_binary(graph, EXPR_ADD, s->start, expr_convert(graph, TYPE_INDEX, step));
}

// What the inner scan gives is what the outer one yields and carries.
static void close_segments(Segments *s)
{
  const Scan *inner = s->inner;
  Scan *outer = s->outer;
  outer->yield_count = inner->yield_count;
  outer->yields = arena_array(s->graph->arena, Node *, inner->yield_count);
  for (int i = 0; i < inner->yield_count + inner->carry_count; i++) {
    int carry = i - inner->yield_count;
    const Node *like = carry < 0 ? inner->yields[i] : inner->carries[carry].carry;
    Shape shape =
        carry < 0 ? shape_stacked(like->shape, inner->yield_axis[i], s->every) : like->shape;
    Node *result =
        add_node(s, FORM_PROJECTION, like->name, carry < 0 ? "stack" : "end", like->type, shape);
    result->projection = (Projection){s->inner_node, i};
    if (carry < 0)
      outer->yields[i] = result;
    else
      outer->carries[carry].next = result;
  }
}

// -- results --------------------------------------------------------------------------------------

// All steps of a yield: at t/k and t % k of what the segments gave.
static void join_segments(Segments *s, Node *node)
{
  Graph *graph = s->graph;
  int result = node->projection.result;
  if (result >= s->outer->yield_count)
    return;
  int axis = s->inner->yield_axis[result];
  Shape shape = shape_stacked(s->outer->yields[result]->shape, 0, s->outer->extent);
  Node *segments = graph_add_before(graph, node, FORM_PROJECTION,
                                    arena_print(s->scratch, "%s.segments", node->name), node->type,
                                    shape, node->origin);
  segments->projection = (Projection){s->node, result};
  const Expr *step = expr_index(graph, axis), *indices[MAX_RANK];
  indices[0] = expr_binary(graph, EXPR_QUOTIENT, step, s->every);
  for (int d = 0; d < node->shape.rank; d++)
    indices[d + 1] =
        d == axis ? expr_binary(graph, EXPR_REMAINDER, step, s->every) : expr_index(graph, d);
  node->form = FORM_MAP;
  node->formula = formula_over(graph, node->shape);
  node->formula->body = expr_read(graph, segments, indices, NULL);
}

static void join_results(Segments *s, Region *region)
{
  for (Node *node = region->first; node; node = node->next)
    if (node->form == FORM_PROJECTION && node->projection.scan == s->node)
      join_segments(s, node);
}

// -- the pass -------------------------------------------------------------------------------------

// A stack of stacks has two dimensions more than what is yielded, and its tape one more again.
static bool has_room(const Scan *scan)
{
  for (int i = 0; i < scan->yield_count; i++)
    if (scan->yields[i]->shape.rank + 3 > MAX_RANK)
      return false;
  return true;
}

static void segment(Graph *graph, Arena *scratch, Node *node)
{
  Scan *inner = node->scan, *outer = arena_new(graph->arena, Scan);
  Segments s = {.graph = graph, .scratch = scratch, .node = node, .inner = inner, .outer = outer};
  s.every = expr_integer(graph, TYPE_INDEX, inner->every);
  s.steps = inner->extent;
  s.is_even = s.steps->kind == EXPR_NUMBER && s.steps->integer % inner->every == 0;
  s.inside = pointer_map(scratch);
  mark_inside(&s, &inner->body);
  node->scan = outer;
  Region *before = graph_insert_in(graph, &outer->body);
  open_segments(&s);
  inner->lengths = add_lengths(&s);
  s.inner_node = add_node(&s, FORM_SCAN, node->name, "steps", node->type, node->shape);
  s.inner_node->scan = inner;
  rewrite_body(&s, &inner->body);
  rewrite_overrides(&s);
  inner->extent = inner->step->input.bound = s.every;
  inner->every = 1;
  close_segments(&s);
  graph_insert_in(graph, before);
  join_results(&s, node->region);
}

static bool segment_region(Graph *graph, Arena *scratch, Region *region)
{
  bool changed = false;
  for (Node *node = region->first; node; node = node->next) {
    if (node->form != FORM_SCAN)
      continue;
    Scan *scan = node->scan;
    changed |= segment_region(graph, scratch, &scan->body);
    bool is_short = scan->extent->kind == EXPR_NUMBER && scan->extent->integer <= scan->every;
    if (scan->every > 1 && !is_short && has_room(scan)) {
      segment(graph, scratch, node);
      changed = true;
    }
    scan->every = 1;
  }
  return changed;
}

static bool has_gradients(const Graph *graph)
{
  for (const Node *node = graph->body.first; node; node = node->next)
    if (node->form == FORM_GRADIENT)
      return true;
  return false;
}

bool segment_scans(Graph *graph, Arena *scratch)
{
  return has_gradients(graph) && segment_region(graph, scratch, &graph->body);
}
