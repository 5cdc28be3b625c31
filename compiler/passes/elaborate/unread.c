// What a floor in the type of a result leaves over: elements at the end of an argument that no
// element of the result reads.
//
//   op pool(x: [N], size) -> y: [N/size]
//     y[i] = max(r < size) x[i*size + r]        N = 7, size = 2: x[6] is read by nothing
//
// Where only the padding is left over, as in most windows of 3 that move by 2, or what the same
// step leaves out everywhere, as in a window of 1 that moves by 2, nothing is said.

#include "passes/elaborate/elaborate.h"

#include "syntax/syntax.h"

typedef struct Reach {
  Frame *f;
  const Formula *formula;
  const Node *node;  // what is read
  int axis;
  int64_t step;         // by how much the index grows from one result to the next
  int64_t first, last;  // what the first result reads
  int64_t high;         // the largest index of all
} Reach;

static const Expr *of_first_result(const Reach *r, const Expr *index)
{
  const Expr *slots[MAX_INDICES] = {0};
  for (int slot = 0; slot < r->formula->free_count; slot++)
    slots[slot] = expr_integer(r->f->e->graph, TYPE_INDEX, 0);
  return expr_substitute(r->f->e->graph, index, slots, r->formula->index_count);
}

static void reach(const Expr *read, const Expr *const *conditions, int condition_count,
                  void *context)
{
  Reach *r = context;
  Graph *graph = r->f->e->graph;
  (void)conditions, (void)condition_count;
  if (read->node != r->node)
    return;
  const Expr *index = read->operands[r->axis];
  int64_t step = 0, coefficient;
  for (int slot = 0; slot < r->formula->free_count; slot++)
    if (expr_coefficient(index, slot, &coefficient) && coefficient > step)
      step = coefficient;
  Interval first = expr_interval(graph, r->formula, NULL, 0, of_first_result(r, index));
  Interval all = expr_interval(graph, r->formula, NULL, 0, index);
  r->step = step > r->step ? step : r->step;
  r->first = first.low < r->first ? first.low : r->first;
  r->last = first.high > r->last ? first.high : r->last;
  r->high = all.high > r->high ? all.high : r->high;
}

static void say(Frame *f, const AstExpr *rounded, const AstParameter *p, const Tensor *t, int axis,
                int64_t left)
{
  Text extent = {.arena = f->e->arena};
  format_expr(rounded, &extent);
  const AstExpr *item =
      p->type->extents.count == t->shape.rank ? p->type->extents.items[axis] : NULL;
  const char *name =
      item && item->kind == AST_DIMENSION ? item->text : intern(f->e, "axis %d", axis);
  diag_remark(f->e->diag, W0102, user_span(f->caller, f->call),
              "%s reads all of %s: %s but the last %lld along %s: %s rounds down",
              f->definition->ast->name, p->name, shape_text(f->e, t->shape), (long long)left, name,
              text_get(&extent));
}

// The elements of `t` along `axis` that lie behind all that `node` reads; 0 if it reads to the end,
// or if no more are left than between what two neighbours read.
static int64_t left_over(Frame *f, const Node *node, const Tensor *t, int axis)
{
  int64_t extent;
  Reach r = {.f = f,
             .formula = node->formula,
             .node = t->node,
             .axis = axis,
             .first = INT64_MAX,
             .last = INT64_MIN,
             .high = INT64_MIN};
  if (t->shape.extents[axis]->kind != EXPR_NUMBER ||
      !expr_capacity(f->e->graph, t->shape.extents[axis], &extent))
    return 0;
  formula_reads(f->e->graph, node->formula, reach, &r);
  if (r.step == 0 || r.high >= extent - 1 || r.high == INT64_MIN || r.first == INT64_MIN)
    return 0;
  int64_t left = extent - 1 - r.high;
  return left > r.step - (r.last - r.first + 1) ? left : 0;
}

static void note_formula(Frame *f, const AstExpr *rounded, const Node *node)
{
  const AstParameters *parameters = &f->definition->ast->parameters;
  for (int i = 0; i < parameters->count; i++) {
    const AstParameter *p = &parameters->items[i];
    const Binding *binding = p->type && !p->type->is_list ? scope_find(f->scope, p->name) : NULL;
    const Tensor *t = binding && is_tensor(binding->value) ? binding->value.tensor : NULL;
    for (int axis = 0; t && t->node && axis < t->shape.rank; axis++) {
      int64_t left = left_over(f, node, t, axis);
      if (left > 0) {
        say(f, rounded, p, t, axis, left);
        return;
      }
    }
  }
}

void note_unread(Frame *f, const AstExpr *rounded)
{
  for (int i = 0; rounded && f->caller && i < f->declared.count; i++) {
    const Binding *binding = scope_find(f->scope, f->declared.items[i].name);
    const Node *node = binding && is_tensor(binding->value) ? binding->value.tensor->node : NULL;
    if (node && node->formula)
      note_formula(f, rounded, node);
  }
}
