// Expressions: hash-consed, so that equal expressions of one graph are one pointer; their order;
// walks over them, which visit each distinct subexpression once.
//
// Constructors that fold stand in fold.c (values) and affine.c (type index).

#include "graph/private.h"

#include <assert.h>
#include <string.h>

ExprTable *expr_table_create(Arena *arena)
{
  ExprTable *table = arena_new(arena, ExprTable);
  table->capacity = 256;
  table->slots = arena_array(arena, const Expr *, table->capacity);
  return table;
}

static uint64_t payload(const Expr *e)
{
  uint64_t bits;
  memcpy(&bits, &e->integer, sizeof bits);
  return bits;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 29;
}

static uint64_t hash_expr(const Expr *head, const Expr *const *operands, int count,
                          const int64_t *coefficients)
{
  uint64_t hash = mix((uint64_t)head->kind << 32 | (uint64_t)head->type << 8 | head->has_fallback,
                      payload(head));
  hash = mix(hash, (uint64_t)count);
  for (int i = 0; i < count; i++)
    hash = mix(coefficients ? mix(hash, (uint64_t)coefficients[i]) : hash, operands[i]->id);
  return hash;
}

static bool is_same(const Expr *e, const Expr *head, const Expr *const *operands, int count,
                    const int64_t *coefficients)
{
  if (e->kind != head->kind || e->type != head->type || e->has_fallback != head->has_fallback ||
      payload(e) != payload(head) || e->operand_count != count)
    return false;
  for (int i = 0; i < count; i++)
    if (e->operands[i] != operands[i] || (coefficients && e->coefficients[i] != coefficients[i]))
      return false;
  return true;
}

static void grow_table(Graph *graph, ExprTable *table)
{
  const Expr **old = table->slots;
  size_t old_capacity = table->capacity;
  table->capacity *= 2;
  table->slots = arena_array(graph->arena, const Expr *, table->capacity);
  for (size_t i = 0; i < old_capacity; i++) {
    const Expr *e = old[i];
    if (!e)
      continue;
    size_t slot = hash_expr(e, e->operands, e->operand_count, e->coefficients);
    while (table->slots[slot &= table->capacity - 1])
      slot++;
    table->slots[slot] = e;
  }
}

static uint32_t node_bit(const Node *node)
{
  return 1u << (text_hash(node->name, strlen(node->name), 0) >> 59);
}

static const Expr *create_expr(Graph *graph, const Expr *head, const Expr *const *operands,
                               int count, const int64_t *coefficients)
{
  Expr *e = arena_allocate(graph->arena, 1, sizeof *e + (size_t)count * sizeof *operands);
  memcpy(e, head, sizeof *e);
  e->id = (uint32_t)graph->exprs->count;
  e->operand_count = count;
  e->index_mask = head->kind == EXPR_INDEX ? 1u << head->slot : 0;
  e->node_mask = head->kind == EXPR_READ ? node_bit(head->node) : 0;
  for (int i = 0; i < count; i++) {
    e->operands[i] = operands[i];
    e->index_mask |= operands[i]->index_mask;
    e->node_mask |= operands[i]->node_mask;
  }
  if (coefficients) {
    int64_t *copy = arena_array(graph->arena, int64_t, count);
    memcpy(copy, coefficients, (size_t)count * sizeof *copy);
    e->coefficients = copy;
  }
  return e;
}

const Expr *expr_intern(Graph *graph, const Expr *head, const Expr *const *operands,
                        int operand_count, const int64_t *coefficients)
{
  ExprTable *table = graph->exprs;
  size_t slot = hash_expr(head, operands, operand_count, coefficients);
  for (; table->slots[slot &= table->capacity - 1]; slot++)
    if (is_same(table->slots[slot], head, operands, operand_count, coefficients))
      return table->slots[slot];
  const Expr *e = create_expr(graph, head, operands, operand_count, coefficients);
  table->slots[slot] = e;
  if (++table->count * 2 > table->capacity)
    grow_table(graph, table);
  return e;
}

bool expr_belongs(const Graph *graph, const Expr *e)
{
  const ExprTable *table = graph->exprs;
  size_t slot = hash_expr(e, e->operands, e->operand_count, e->coefficients);
  for (; table->slots[slot &= table->capacity - 1]; slot++)
    if (table->slots[slot] == e)
      return true;
  return false;
}

// -- order and questions --------------------------------------------------------------------------

static int compare_integers(int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

static int compare_payloads(const Expr *a, const Expr *b)
{
  switch (a->kind) {
  case EXPR_NUMBER:
    if (type_is_float(a->type) && a->number != b->number)
      return a->number < b->number ? -1 : 1;
    return compare_integers(a->integer, b->integer);
  case EXPR_AFFINE:
    return compare_integers(a->integer, b->integer);
  case EXPR_INDEX:
  case EXPR_FORMAL:
  case EXPR_RANDOM:
    return compare_integers(a->slot, b->slot);
  case EXPR_SYMBOL:
    return strcmp(a->symbol, b->symbol);
  case EXPR_READ:
    return strcmp(a->node->name, b->node->name);
  case EXPR_CALL:
    return strcmp(a->function->name, b->function->name);
  default:
    return 0;
  }
}

int expr_compare(const Expr *a, const Expr *b)
{
  if (a == b)
    return 0;
  if (a->kind != b->kind)
    return compare_integers(a->kind, b->kind);
  if (a->type != b->type)
    return compare_integers(a->type, b->type);
  if (a->operand_count != b->operand_count)
    return compare_integers(a->operand_count, b->operand_count);
  int order = a->kind == EXPR_AFFINE ? 0 : compare_payloads(a, b);
  for (int i = 0; i < a->operand_count && order == 0; i++) {
    order = expr_compare(a->operands[i], b->operands[i]);
    if (order == 0 && a->coefficients)
      order = compare_integers(a->coefficients[i], b->coefficients[i]);
  }
  if (order == 0)
    order = compare_payloads(a, b);
  return order ? order : compare_integers(a->has_fallback, b->has_fallback);
}

bool expr_is_zero(const Expr *e)
{
  if (e->kind != EXPR_NUMBER)
    return false;
  return type_is_float(e->type) ? e->number == 0 : e->integer == 0;
}

bool expr_is_one(const Expr *e)
{
  if (e->kind != EXPR_NUMBER)
    return false;
  return type_is_float(e->type) ? e->number == 1 : e->integer == 1;
}

bool expr_uses_index(const Expr *e, int slot)
{
  return e->index_mask >> slot & 1;
}

static bool reads_node(const Expr *e, const Node *node, uint32_t bit)
{
  if (!(e->node_mask & bit))
    return false;
  if (e->kind == EXPR_READ && e->node == node)
    return true;
  for (int i = 0; i < e->operand_count; i++)
    if (reads_node(e->operands[i], node, bit))
      return true;
  return false;
}

bool expr_uses_node(const Expr *e, const Node *node)
{
  return reads_node(e, node, node_bit(node));
}

bool expr_uses_symbol(const Expr *e, const char *name)
{
  bool found = e->kind == EXPR_SYMBOL && e->symbol == name;
  for (int i = 0; i < e->operand_count && !found; i++)
    found = expr_uses_symbol(e->operands[i], name);
  return found;
}

// -- walks ----------------------------------------------------------------------------------------

static int begin_walk(Graph *graph)
{
  ExprTable *table = graph->exprs;
  if (table->depth == table->levels.count)
    list_add(graph->arena, &table->levels, (WalkLevel){0});
  table->levels.items[table->depth].stamp++;
  return table->depth++;
}

static void end_walk(Graph *graph)
{
  graph->exprs->depth--;
}

// The level may move when walks nest deeper, so it is fetched anew for each use.
static WalkLevel *walk_level(Graph *graph, int depth, const Expr *e)
{
  WalkLevel *level = &graph->exprs->levels.items[depth];
  if (e->id >= level->capacity) {
    size_t capacity = graph->exprs->count * 2 + 64;
    level->stamps =
        arena_grow(graph->arena, level->stamps, level->capacity, capacity, sizeof *level->stamps);
    level->results =
        arena_grow(graph->arena, level->results, level->capacity, capacity, sizeof *level->results);
    level->capacity = capacity;
  }
  return level;
}

static void walk(const ExprsWalk *w, const Expr *e)
{
  if (w->reads_alone && !e->node_mask)
    return;
  WalkLevel *level = walk_level(w->graph, w->depth, e);
  if (level->stamps[e->id] == level->stamp)
    return;
  level->stamps[e->id] = level->stamp;
  for (int i = 0; i < e->operand_count; i++)
    walk(w, e->operands[i]);
  if (!w->reads_alone || e->kind == EXPR_READ)
    w->visit(e, w->context);
}

ExprsWalk exprs_open(Graph *graph, ExprWalk *visit, void *context)
{
  return (ExprsWalk){graph, visit, context, begin_walk(graph), false};
}

ExprsWalk exprs_open_reads(Graph *graph, ExprWalk *visit, void *context)
{
  return (ExprsWalk){graph, visit, context, begin_walk(graph), true};
}

void exprs_walk(const ExprsWalk *w, const Expr *e)
{
  walk(w, e);
}

void exprs_close(const ExprsWalk *w)
{
  end_walk(w->graph);
}

void expr_walk(Graph *graph, const Expr *e, ExprWalk *visit, void *context)
{
  ExprsWalk w = exprs_open(graph, visit, context);
  walk(&w, e);
  exprs_close(&w);
}

void expr_walk_reads(Graph *graph, const Expr *e, ExprWalk *visit, void *context)
{
  ExprsWalk w = exprs_open_reads(graph, visit, context);
  walk(&w, e);
  exprs_close(&w);
}

const Expr *expr_rebuild(Graph *graph, const Expr *e, const Expr *const *operands)
{
  switch (e->kind) {
  case EXPR_READ:
    return expr_read(graph, e->node, operands,
                     e->has_fallback ? operands[e->operand_count - 1] : NULL);
  case EXPR_CALL:
    return expr_call(graph, e->function, operands);
  case EXPR_AFFINE:
    return expr_affine(graph, e->integer, e->operand_count, operands, e->coefficients);
  case EXPR_PRODUCT:
    return expr_binary(graph, EXPR_MULTIPLY, operands[0], operands[1]);
  case EXPR_CONVERT:
    return expr_convert(graph, e->type, operands[0]);
  case EXPR_SELECT:
    return expr_select(graph, operands[0], operands[1], operands[2]);
  default:
    if (e->operand_count == 1)
      return expr_unary(graph, e->kind, operands[0]);
    if (e->operand_count == 2)
      return expr_binary(graph, e->kind, operands[0], operands[1]);
    if (e->operand_count == 3)
      return expr_ternary(graph, e->kind, operands[0], operands[1], operands[2]);
    return e;
  }
}

typedef struct Rewrite {
  Graph *graph;
  int depth;
  ExprVisit *visit;  // null: subexpressions that use none of the slots stay as they are
  void *context;
  const Expr *const
      *slots;          // what INDEX leaves become; it is neither visited nor substituted again
  uint32_t slot_mask;  // those that become something
} Rewrite;

static const Expr *rewrite(const Rewrite *r, const Expr *e)
{
  if (!r->visit && !(e->index_mask & r->slot_mask))
    return e;
  if (e->kind == EXPR_INDEX && (r->slot_mask >> e->slot & 1))
    return r->slots[e->slot];
  const WalkLevel *done = walk_level(r->graph, r->depth, e);
  if (done->stamps[e->id] == done->stamp)
    return done->results[e->id];
  const Expr *few[8], **operands = few;
  if (e->operand_count > 8)
    operands = arena_array(r->graph->arena, const Expr *, e->operand_count);
  bool changed = false;
  for (int i = 0; i < e->operand_count; i++) {
    operands[i] = rewrite(r, e->operands[i]);
    changed |= operands[i] != e->operands[i];
  }
  const Expr *result = changed ? expr_rebuild(r->graph, e, operands) : e;
  if (r->visit)
    result = r->visit(r->graph, result, r->context);
  WalkLevel *level = walk_level(r->graph, r->depth, e);
  level->stamps[e->id] = level->stamp;
  level->results[e->id] = result;
  return result;
}

const Expr *expr_rewrite(Graph *graph, const Expr *e, ExprVisit *visit, void *context)
{
  Rewrite r = {graph, begin_walk(graph), visit, context, NULL, 0};
  const Expr *result = rewrite(&r, e);
  end_walk(graph);
  return result;
}

static uint32_t mask_of(const Expr *const *slots, int count)
{
  uint32_t mask = 0;
  for (int i = 0; i < count; i++)
    if (slots[i])
      mask |= 1u << i;
  return mask;
}

const Expr *expr_substitute(Graph *graph, const Expr *e, const Expr *const *slots, int slot_count)
{
  uint32_t mask = mask_of(slots, slot_count);
  if (!(e->index_mask & mask))
    return e;
  Rewrite r = {graph, begin_walk(graph), NULL, NULL, slots, mask};
  const Expr *result = rewrite(&r, e);
  end_walk(graph);
  return result;
}

const Expr *expr_rewrite_at(Graph *graph, const Expr *e, const Expr *const *slots, int slot_count,
                            ExprVisit *visit, void *context)
{
  Rewrite r = {graph, begin_walk(graph), visit, context, slots, mask_of(slots, slot_count)};
  const Expr *result = rewrite(&r, e);
  end_walk(graph);
  return result;
}

// -- formulas -------------------------------------------------------------------------------------

static void walk_formula(const ExprsWalk *w, const Formula *formula)
{
  for (int i = 0; i < formula->index_count; i++)
    walk(w, formula->indices[i].extent);
  for (int i = 0; i < formula->condition_count; i++)
    walk(w, formula->conditions[i]);
  if (formula->otherwise)
    walk(w, formula->otherwise);
  if (formula->body)
    walk(w, formula->body);
  exprs_close(w);
}

void formula_walk(Graph *graph, const Formula *formula, ExprWalk *visit, void *context)
{
  ExprsWalk w = exprs_open(graph, visit, context);
  walk_formula(&w, formula);
}

void formula_walk_reads(Graph *graph, const Formula *formula, ExprWalk *visit, void *context)
{
  ExprsWalk w = exprs_open_reads(graph, visit, context);
  walk_formula(&w, formula);
}

void formula_rewrite(Graph *graph, Formula *formula, ExprVisit *visit, void *context)
{
  Rewrite r = {graph, begin_walk(graph), visit, context, NULL, 0};
  for (int i = 0; i < formula->index_count; i++)
    formula->indices[i].extent = rewrite(&r, formula->indices[i].extent);
  const Expr **conditions = formula->conditions;
  int count = formula->condition_count;
  formula->conditions = NULL;
  formula->condition_count = 0;
  for (int i = 0; i < count; i++)
    formula_add_condition(graph, formula, rewrite(&r, conditions[i]));
  if (formula->otherwise)
    formula->otherwise = rewrite(&r, formula->otherwise);
  if (formula->body)
    formula->body = rewrite(&r, formula->body);
  end_walk(graph);
}
