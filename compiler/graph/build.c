// Graphs: nodes in their order, names, replacement, copies; formulas and shapes.

#include "graph/private.h"
#include "graph/program.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

// Nodes by name. An entry outlives its node: it remembers which suffix to try next.
typedef struct NameEntry {
  const char *name;  // interned
  Node *node;        // null: free
  int last_suffix;
} NameEntry;

typedef struct NodeTable {
  NameEntry *entries;
  size_t count, capacity;   // a power of two, at most half full
  ListOf(Node *) replaced;  // since the last graph_resolve
} NodeTable;

Graph *graph_create(Arena *arena, Names *names, const char *name)
{
  Graph *graph = arena_new(arena, Graph);
  graph->arena = arena;
  graph->names = names;
  graph->name = name_intern(names, name);
  graph->exprs = expr_table_create(arena);
  graph->nodes = arena_new(arena, NodeTable);
  graph->nodes->capacity = 64;
  graph->nodes->entries = arena_array(arena, NameEntry, graph->nodes->capacity);
  return graph;
}

// -- names ----------------------------------------------------------------------------------------

static NameEntry *find_entry(const NodeTable *table, const char *name)
{
  size_t mask = table->capacity - 1, slot = text_hash(name, strlen(name), 0) & mask;
  while (table->entries[slot].name && table->entries[slot].name != name)
    slot = (slot + 1) & mask;
  return &table->entries[slot];
}

// The entry of an interned name, made if there is none. Valid until the next call.
static NameEntry *name_entry(Graph *graph, const char *name)
{
  NodeTable *table = graph->nodes;
  NameEntry *entry = find_entry(table, name);
  if (entry->name)
    return entry;
  if (++table->count * 2 > table->capacity) {
    NodeTable old = *table;
    table->capacity *= 2;
    table->entries = arena_array(graph->arena, NameEntry, table->capacity);
    for (size_t i = 0; i < old.capacity; i++)
      if (old.entries[i].name)
        *find_entry(table, old.entries[i].name) = old.entries[i];
    entry = find_entry(table, name);
  }
  entry->name = name;
  return entry;
}

Node *graph_find(const Graph *graph, const char *name)
{
  return find_entry(graph->nodes, name)->node;
}

// The length of `name` without a suffix `_12`.
static size_t stem_length(const char *name)
{
  size_t length = strlen(name), end = length;
  while (end > 0 && isdigit((unsigned char)name[end - 1]))
    end--;
  return end < length && end > 1 && name[end - 1] == '_' ? end - 1 : length;
}

static const char *unique_name(Graph *graph, const char *wanted)
{
  const char *name = name_intern(graph->names, wanted);
  if (!graph_find(graph, name))
    return name;
  const char *stem = name_intern_bytes(graph->names, name, stem_length(name));
  int suffix = name_entry(graph, stem)->last_suffix;
  do {
    suffix = suffix < 2 ? 2 : suffix + 1;
    name = name_intern(graph->names, arena_print(graph->arena, "%s_%d", stem, suffix));
  } while (graph_find(graph, name));
  name_entry(graph, stem)->last_suffix = suffix;
  return name;
}

// -- nodes ----------------------------------------------------------------------------------------

static void link_before(Region *region, Node *place, Node *node)
{
  node->region = region;
  node->next = place;
  node->prev = place ? place->prev : region->last;
  *(node->prev ? &node->prev->next : &region->first) = node;
  *(place ? &place->prev : &region->last) = node;
}

// Constant extents may come from another graph's table, as those of a variable do.
static Shape own_shape(Graph *graph, Shape shape)
{
  for (int d = 0; d < shape.rank; d++)
    if (shape.extents[d]->kind == EXPR_NUMBER)
      shape.extents[d] = expr_integer(graph, TYPE_INDEX, shape.extents[d]->integer);
  return shape;
}

static Node *create_node(Graph *graph, Form form, const char *name, Type type, Shape shape,
                         Origin origin)
{
  Node *node = arena_new(graph->arena, Node);
  node->form = form;
  node->type = type;
  node->shape = own_shape(graph, shape);
  node->name = unique_name(graph, name);
  node->origin = origin;
  name_entry(graph, node->name)->node = node;
  graph->node_count++;
  return node;
}

Node *graph_add(Graph *graph, Form form, const char *name, Type type, Shape shape, Origin origin)
{
  Node *node = create_node(graph, form, name, type, shape, origin);
  link_before(graph->into ? graph->into : &graph->body, NULL, node);
  return node;
}

Node *graph_add_before(Graph *graph, Node *place, Form form, const char *name, Type type,
                       Shape shape, Origin origin)
{
  Node *node = create_node(graph, form, name, type, shape, origin);
  link_before(place->region, place, node);
  return node;
}

Node *graph_add_projection(Graph *graph, Node *scan, int result, const char *name, const Node *like,
                           Shape shape)
{
  Node *node = create_node(graph, FORM_PROJECTION, name, like->type, shape, like->origin);
  link_before(scan->region, scan->next, node);
  node->projection = (Projection){scan, result};
  return node;
}

Region *graph_insert_in(Graph *graph, Region *region)
{
  Region *before = graph->into;
  graph->into = region;
  return before;
}

void graph_unlink(Graph *graph, Node *node)
{
  Region *region = node->region;
  assert(region);
  *(node->prev ? &node->prev->next : &region->first) = node->next;
  *(node->next ? &node->next->prev : &region->last) = node->prev;
  node->region = NULL;
  NameEntry *entry = find_entry(graph->nodes, node->name);
  if (entry->node == node)
    entry->node = NULL;
}

void graph_move_before(Graph *graph, Node *place, Node *node)
{
  graph_unlink(graph, node);
  link_before(place->region, place, node);
  name_entry(graph, node->name)->node = node;
}

typedef struct OperandWalk {
  NodeVisit *visit;
  void *context;
} OperandWalk;

static void visit_read(const Expr *e, void *context)
{
  const OperandWalk *walk = context;
  if (e->kind == EXPR_READ)
    walk->visit(e->node, walk->context);
}

static void scan_operands(Graph *graph, const Scan *scan, NodeVisit *visit, void *context)
{
  if (scan->lengths)
    visit(scan->lengths, context);
  for (int i = 0; i < scan->carry_count; i++) {
    visit(scan->carries[i].initial, context);
    visit(scan->carries[i].next, context);
  }
  for (int i = 0; i < scan->yield_count; i++)
    visit(scan->yields[i], context);
  for (const Node *inner = scan->body.first; inner; inner = inner->next)
    node_operands(graph, inner, visit, context);
}

void node_operands(Graph *graph, const Node *node, NodeVisit *visit, void *context)
{
  if (node->formula) {
    OperandWalk walk = {visit, context};
    formula_walk(graph, node->formula, visit_read, &walk);
  } else if (node->form == FORM_SCAN) {
    scan_operands(graph, node->scan, visit, context);
  } else if (node->form == FORM_PROJECTION) {
    visit(node->projection.scan, context);
  } else if (node->form == FORM_GRADIENT) {
    visit(node->gradient.of, context);
    visit(node->gradient.by, context);
  }
}

// -- replacement ----------------------------------------------------------------------------------

void graph_replace(Graph *graph, Node *from, Node *to)
{
  assert(from != to);
  if (!from->forward)
    list_add(graph->arena, &graph->nodes->replaced, from);
  from->forward = to;
}

static Node *resolved(Node *node)
{
  while (node && node->forward)
    node = node->forward;
  return node;
}

static const Expr *resolve_read(Graph *graph, const Expr *e, void *context)
{
  (void)context;
  if (e->kind != EXPR_READ || !e->node->forward)
    return e;
  return expr_read(graph, resolved(e->node), e->operands,
                   e->has_fallback ? e->operands[e->operand_count - 1] : NULL);
}

static void find_replaced(Node *operand, void *context)
{
  bool *found = context;
  *found |= operand->forward != NULL;
}

static void resolve_region(Graph *graph, Region *region);

static void resolve_node(Graph *graph, Node *node)
{
  bool found = false;
  if (node->formula) {
    node_operands(graph, node, find_replaced, &found);
    if (found)
      formula_rewrite(graph, node->formula, resolve_read, NULL);
  } else if (node->form == FORM_SCAN) {
    Scan *scan = node->scan;
    resolve_region(graph, &scan->body);
    scan->lengths = resolved(scan->lengths);
    for (int i = 0; i < scan->carry_count; i++) {
      scan->carries[i].initial = resolved(scan->carries[i].initial);
      scan->carries[i].next = resolved(scan->carries[i].next);
    }
    for (int i = 0; i < scan->yield_count; i++)
      scan->yields[i] = resolved(scan->yields[i]);
  } else if (node->form == FORM_PROJECTION) {
    node->projection.scan = resolved(node->projection.scan);
  } else if (node->form == FORM_GRADIENT) {
    node->gradient.of = resolved(node->gradient.of);
    node->gradient.by = resolved(node->gradient.by);
  }
}

static void resolve_region(Graph *graph, Region *region)
{
  for (Node *node = region->first; node; node = node->next)
    resolve_node(graph, node);
}

void graph_resolve(Graph *graph)
{
  NodeTable *table = graph->nodes;
  if (table->replaced.count == 0)
    return;
  resolve_region(graph, &graph->body);
  for (int i = 0; i < graph->outputs.count; i++)
    graph->outputs.items[i].node = resolved(graph->outputs.items[i].node);
  for (int i = 0; i < graph->updates.count; i++)
    graph->updates.items[i].value = resolved(graph->updates.items[i].value);
  for (int i = 0; i < table->replaced.count; i++) {
    Node *node = table->replaced.items[i];
    node->forward = NULL;
    if (node->region && node->form != FORM_INPUT)
      graph_unlink(graph, node);
  }
  table->replaced.count = 0;
}

// -- formulas -------------------------------------------------------------------------------------

bool reduction_is_positional(const Formula *formula)
{
  return formula->reduction == REDUCTION_ARGMAX || formula->reduction == REDUCTION_ARGMIN;
}

Formula *formula_create(Graph *graph)
{
  return arena_new(graph->arena, Formula);
}

int formula_add_index(Formula *formula, const char *name, const Expr *extent)
{
  assert(formula->index_count < MAX_INDICES && extent->type == TYPE_INDEX);
  formula->indices[formula->index_count] = (Index){name, extent};
  return formula->index_count++;
}

// Conditions are a sorted set of conjuncts without the ones that always hold.
void formula_add_condition(Graph *graph, Formula *formula, const Expr *condition)
{
  assert(condition->type == TYPE_BOOL);
  if (condition->kind == EXPR_AND) {
    formula_add_condition(graph, formula, condition->operands[0]);
    formula_add_condition(graph, formula, condition->operands[1]);
    return;
  }
  if (condition->kind == EXPR_NUMBER && condition->integer)
    return;
  int count = formula->condition_count, place = count;
  for (int i = 0; i < count; i++)
    if (formula->conditions[i] == condition)
      return;
  const Expr **grown = arena_array(graph->arena, const Expr *, count + 1);
  while (place > 0 && expr_compare(formula->conditions[place - 1], condition) > 0) {
    grown[place] = formula->conditions[place - 1];
    place--;
  }
  grown[place] = condition;
  for (int i = 0; i < place; i++)
    grown[i] = formula->conditions[i];
  formula->conditions = grown;
  formula->condition_count = count + 1;
}

Formula *formula_over(Graph *graph, Shape shape)
{
  Formula *formula = formula_create(graph);
  for (int d = 0; d < shape.rank; d++) {
    char name[2] = {(char)('i' + d), 0};
    formula_add_index(formula, name_intern(graph->names, name), shape.extents[d]);
    formula->merged[d] = 1;
  }
  formula->free_count = shape.rank;
  return formula;
}

// -- shapes, symbols, names of forms --------------------------------------------------------------

Shape shape_scalar(void)
{
  return (Shape){0};
}

Shape shape_stacked(Shape shape, int axis, const Expr *extent)
{
  Shape stacked = {.rank = shape.rank + 1};
  for (int d = 0; d < stacked.rank; d++)
    stacked.extents[d] = d == axis ? extent : shape.extents[d - (d > axis)];
  return stacked;
}

bool shape_equal(Shape a, Shape b)
{
  if (a.rank != b.rank)
    return false;
  for (int d = 0; d < a.rank; d++)
    if (a.extents[d] != b.extents[d] && expr_compare(a.extents[d], b.extents[d]) != 0)
      return false;  // a variable's extents belong to another graph's table
  return true;
}

Symbol *graph_symbol(Graph *graph, const char *name)
{
  name = name_intern(graph->names, name);
  for (int i = 0; i < graph->symbols.count; i++)
    if (graph->symbols.items[i].name == name)
      return &graph->symbols.items[i];
  list_add(graph->arena, &graph->symbols, ((Symbol){.name = name}));
  return &graph->symbols.items[graph->symbols.count - 1];
}

Function *graph_function(const Graph *graph, const char *name)
{
  for (int i = 0; i < graph->functions.count; i++)
    if (strcmp(graph->functions.items[i]->name, name) == 0)
      return graph->functions.items[i];
  return NULL;
}

static bool symbol_capacity(const Graph *graph, const char *name, int64_t *value)
{
  for (int i = 0; i < graph->symbols.count; i++)
    if (graph->symbols.items[i].name == name)
      *value = graph->symbols.items[i].capacity;
  return *value > 0;
}

static bool affine_capacity(const Graph *graph, const Expr *e, int64_t *value)
{
  int64_t term;
  *value = e->integer;
  for (int i = 0; i < e->operand_count; i++)
    if (!expr_capacity(graph, e->operands[i], &term) ||
        __builtin_mul_overflow(term, e->coefficients[i], &term) ||
        __builtin_add_overflow(*value, term, value))
      return false;
  return true;
}

bool expr_capacity(const Graph *graph, const Expr *e, int64_t *value)
{
  int64_t a = 0, b = 0;
  *value = 0;
  if (e->kind == EXPR_NUMBER)
    return *value = e->integer, true;
  if (e->kind == EXPR_SYMBOL)
    return symbol_capacity(graph, e->symbol, value);
  if (e->kind == EXPR_AFFINE)
    return affine_capacity(graph, e, value);
  if (e->operand_count != 2 || !expr_capacity(graph, e->operands[0], &a) ||
      !expr_capacity(graph, e->operands[1], &b))
    return false;
  switch (e->kind) {
  case EXPR_PRODUCT:
    return !__builtin_mul_overflow(a, b, value);
  case EXPR_QUOTIENT:
    return b >= 1 && (*value = floor_divide(a, b), true);
  case EXPR_REMAINDER:
    return b >= 1 && (*value = a - b * floor_divide(a, b), true);
  case EXPR_MAXIMUM:
    return *value = a > b ? a : b, true;
  case EXPR_MINIMUM:
    return *value = a < b ? a : b, true;
  default:
    return false;
  }
}

bool expr_is_fixed(const Graph *graph, const Expr *e)
{
  int64_t capacity = 0;
  if (e->kind == EXPR_SYMBOL)
    return symbol_capacity(graph, e->symbol, &capacity) && capacity == 1;
  for (int i = 0; i < e->operand_count; i++)
    if (!expr_is_fixed(graph, e->operands[i]))
      return false;
  return e->operand_count > 0 || e->kind == EXPR_NUMBER;
}

double formula_points(const Graph *graph, const Formula *formula, int from, int to)
{
  double points = 1;
  int64_t extent;
  for (int s = from; s < to; s++)
    if (expr_capacity(graph, formula->indices[s].extent, &extent))
      points *= (double)extent;
  return points;
}

int64_t shape_capacity(const Graph *graph, Shape shape)
{
  int64_t count = 1;
  for (int d = 0; d < shape.rank; d++) {
    int64_t extent = 0;
    bool fits = expr_capacity(graph, shape.extents[d], &extent) &&
                !__builtin_mul_overflow(count, extent, &count);
    assert(fits);
    (void)fits;
  }
  return count;
}

const char *graph_kind_name(GraphKind kind)
{
  static const char *const names[] = {
      [GRAPH_INITIALIZE] = "initialize", [GRAPH_PREDICT] = "predict",
      [GRAPH_EVALUATE] = "evaluate",     [GRAPH_TRAIN] = "train",
      [GRAPH_ACCUMULATE] = "accumulate", [GRAPH_AUGMENT] = "augment",
      [GRAPH_FEATURES] = "features",     [GRAPH_SALIENCY] = "saliency",
  };
  return names[kind];
}

const char *form_name(Form form)
{
  static const char *const names[] = {
#define FORM(name, text) text,
#include "graph/forms.def"
#undef FORM
  };
  return names[form];
}

const char *reduction_name(Reduction reduction)
{
  static const char *const names[] = {"none", "sum", "prod",   "max",   "min",
                                      "any",  "all", "argmax", "argmin"};
  return names[reduction];
}
