// Expressions and formulas as text: the notation of the language.
//
//   y[b, (c, h, w)] = sum(i, r < 3 if i*2 + r == c + 1) x[b, i]*k[r, i/2]
//
// Integers of type index are shown the way they are written by hand: positive terms first,
// comparisons with the negative terms on the other side. A range is written where the reader could
// not infer it.

#include "graph/print.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// How tightly an expression holds together; a looser one stands in parentheses.
typedef enum Level {
  LEVEL_IF,
  LEVEL_OR,
  LEVEL_AND,
  LEVEL_NOT,
  LEVEL_COMPARE,
  LEVEL_SUM,
  LEVEL_PRODUCT,
  LEVEL_UNARY,
  LEVEL_POWER,
  LEVEL_POSTFIX,
} Level;

static void print_at(const ExprPrinter *p, const Expr *e, Level level);

// -- names of indices -----------------------------------------------------------------------------

static bool is_reserved(const char *name)
{
  static const char *const words[] = {
      "net",   "layer",  "op",      "fn",   "init",  "optimizer", "train",    "const", "import",
      "param", "state",  "update",  "draw", "share", "freeze",    "scan",     "over",  "carry",
      "yield", "return", "require", "for",  "in",    "repeat",    "if",       "then",  "else",
      "f32",   "i32",    "u8",      "bool", "graph", "list",      "and",      "or",    "not",
      "true",  "false",  "as",      "f64",  "slot",  "scalar",    "constant", "index", "again"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(name, words[i]) == 0)
      return true;
  return false;
}

static bool formula_uses_node(const Formula *formula, const Node *node)
{
  bool used = formula->body && expr_uses_node(formula->body, node);
  used = used || (formula->otherwise && expr_uses_node(formula->otherwise, node));
  for (int i = 0; i < formula->condition_count && !used; i++)
    used = expr_uses_node(formula->conditions[i], node);
  return used;
}

static bool is_taken(const Graph *graph, const Formula *formula, const IndexNames *names, int count,
                     const char *name)
{
  for (int i = 0; i < count; i++)
    if (strcmp(names->names[i], name) == 0)
      return true;
  const Node *node = graph_find(graph, name_intern(graph->names, name));
  return is_reserved(name) || (node && formula_uses_node(formula, node));
}

void name_indices(const Graph *graph, const Formula *formula, IndexNames *names)
{
  for (int i = 0; i < formula->index_count; i++) {
    const char *wanted = formula->indices[i].name;
    if (!wanted || !*wanted || strlen(wanted) >= sizeof names->names[i] - 8)
      wanted = "i";
    strcpy(names->names[i], wanted);
    for (int suffix = 2; is_taken(graph, formula, names, i, names->names[i]); suffix++)
      snprintf(names->names[i], sizeof names->names[i], "%.40s%d", wanted, suffix);
  }
}

// -- integers -------------------------------------------------------------------------------------

static ExprPrinter with_bare(const ExprPrinter *p, bool bare)
{
  ExprPrinter inner = *p;
  inner.bare = bare;
  return inner;
}

// An i32 value used as an index: bare where an index must stand, else index(..).
static void print_computed(const ExprPrinter *p, const Expr *value)
{
  ExprPrinter inner = with_bare(p, false);
  if (p->bare && value->kind == EXPR_READ && !value->has_fallback) {
    print_at(&inner, value, LEVEL_POSTFIX);
    return;
  }
  text_add(p->out, p->bare ? "i32(" : "index(");
  print_at(&inner, value, LEVEL_IF);
  text_add(p->out, ")");
}

static void print_term(const ExprPrinter *p, const Expr *atom, int64_t factor)
{
  print_at(p, atom, factor == 1 ? LEVEL_PRODUCT : LEVEL_UNARY);
  if (factor != 1)
    text_add(p->out, "*%lld", (long long)factor);
}

// The terms of one sign, each times `sign`. Returns whether there were any.
static bool print_terms(const ExprPrinter *p, const Terms *terms, int sign,
                        const char *before_first, const char *between)
{
  const char *separator = before_first;
  for (int i = 0; i < terms->count; i++) {
    int64_t factor = terms->coefficients[i];
    if ((factor > 0) != (sign > 0))
      continue;
    text_add(p->out, "%s", separator);
    print_term(p, terms->atoms[i], sign > 0 ? factor : -factor);
    separator = between;
  }
  return separator != before_first;
}

static int count_terms(const Terms *terms, int sign)
{
  int count = 0;
  for (int i = 0; i < terms->count; i++)
    count += (terms->coefficients[i] > 0) == (sign > 0);
  return count;
}

static void print_sum(const ExprPrinter *p, const Terms *terms)
{
  long long constant = terms->constant;
  if (count_terms(terms, 1) == 0 && (constant > 0 || terms->count == 0)) {
    text_add(p->out, "%lld", constant);
    print_terms(p, terms, -1, " - ", " - ");
    return;
  }
  bool any = print_terms(p, terms, 1, "", " + ");
  print_terms(p, terms, -1, any ? " - " : "-", " - ");
  if (constant != 0)
    text_add(p->out, constant > 0 ? " + %lld" : " - %lld", constant > 0 ? constant : -constant);
}

static bool is_plain_index(const Terms *terms)
{
  return terms->count == 0 ||
         (terms->count == 1 && terms->constant == 0 && terms->coefficients[0] == 1);
}

// An expression of type index.
static void print_index(const ExprPrinter *p, const Expr *e, Level level)
{
  Terms terms;
  expr_terms(e, &terms);
  if (is_plain_index(&terms) && terms.count == 1) {
    print_at(p, e, level);
    return;
  }
  bool single = terms.count == 0 || (terms.count == 1 && terms.constant == 0);
  bool negative = terms.count == 0 ? terms.constant < 0 : terms.coefficients[0] < 0;
  Level own = !single       ? LEVEL_SUM
              : negative    ? LEVEL_UNARY
              : terms.count ? LEVEL_PRODUCT
                            : LEVEL_POSTFIX;
  if (own < level)
    text_add(p->out, "(");
  print_sum(p, &terms);
  if (own < level)
    text_add(p->out, ")");
}

// Whether an expression reads as one of indices even with its computed ones bare.
static bool shows_type_index(const Expr *e)
{
  if (e->kind == EXPR_INDEX || e->kind == EXPR_SYMBOL)
    return true;
  if (e->kind == EXPR_CONVERT)
    return false;
  for (int i = e->kind == EXPR_SELECT; i < e->operand_count; i++)
    if (shows_type_index(e->operands[i]))
      return true;
  return false;
}

// One side: the terms of one sign and, where `constant` is not 0, that too.
static void print_side(const ExprPrinter *p, const Terms *terms, int sign, int64_t constant)
{
  bool any = print_terms(p, terms, sign, "", " + ");
  if (any && constant != 0)
    text_add(p->out, constant > 0 ? " + %lld" : " - %lld",
             (long long)(constant > 0 ? constant : -constant));
  else if (!any)
    text_add(p->out, "%lld", (long long)constant);
}

// positive + constant == negative
static void print_equality(const ExprPrinter *p, const Terms *terms, const char *operator)
{
  bool right = terms->constant < 0 || count_terms(terms, -1) == 0;
  print_side(p, terms, 1, right ? 0 : terms->constant);
  text_add(p->out, " %s ", operator);
  print_side(p, terms, -1, right ? -terms->constant : 0);
}

// 0 <= positive + constant - negative, as `negative < positive` where that saves a constant.
static void print_nonnegative(const ExprPrinter *p, const Terms *terms)
{
  int64_t constant = terms->constant;
  if (count_terms(terms, -1) == 0) {
    print_side(p, terms, 1, 0);
    text_add(p->out, " >= %lld", (long long)-constant);
  } else if (count_terms(terms, 1) == 0) {
    print_side(p, terms, -1, 0);
    text_add(p->out, " < %lld", (long long)(constant + 1));
  } else {
    print_side(p, terms, -1, constant < 0 ? -constant - 1 : 0);
    text_add(p->out, constant < 0 ? " < " : " <= ");
    print_side(p, terms, 1, constant < 0 ? 0 : constant);
  }
}

static void print_comparison(const ExprPrinter *p, const Expr *e)
{
  const Expr *left = e->operands[0], *right = e->operands[1];
  if (left->type == TYPE_INDEX) {
    Terms terms;
    const Expr *side = e->kind == EXPR_LESS_EQUAL ? right : left;
    ExprPrinter inner = with_bare(p, shows_type_index(side));
    expr_terms(side, &terms);
    if (e->kind == EXPR_LESS_EQUAL)
      print_nonnegative(&inner, &terms);
    else
      print_equality(&inner, &terms, expr_text(e->kind));
    return;
  }
  print_at(p, left, LEVEL_SUM);
  text_add(p->out, " %s ", expr_text(e->kind));
  print_at(p, right, LEVEL_SUM);
}

// -- values ---------------------------------------------------------------------------------------

const char *expr_text(ExprKind kind)
{
  static const char *const texts[] = {
#define EXPR(name, operands, text) text,
#include "graph/exprs.def"
#undef EXPR
  };
  return texts[kind];
}

static Level level_of(const Expr *e)
{
  switch (e->kind) {
  case EXPR_SELECT:
    return LEVEL_IF;
  case EXPR_OR:
    return LEVEL_OR;
  case EXPR_AND:
    return LEVEL_AND;
  case EXPR_NOT:
    return LEVEL_NOT;
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
  case EXPR_LESS:
  case EXPR_LESS_EQUAL:
    return LEVEL_COMPARE;
  case EXPR_ADD:
  case EXPR_SUBTRACT:
    return LEVEL_SUM;
  case EXPR_MULTIPLY:
  case EXPR_DIVIDE:
  case EXPR_PRODUCT:
    return LEVEL_PRODUCT;
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER:
    return e->type == TYPE_INDEX ? LEVEL_PRODUCT : LEVEL_POSTFIX;
  case EXPR_NEGATE:
    return LEVEL_UNARY;
  case EXPR_NUMBER:
    return (type_is_float(e->type) ? e->number < 0 : e->integer < 0) ? LEVEL_UNARY : LEVEL_POSTFIX;
  case EXPR_POWER:
    return LEVEL_POWER;
  case EXPR_READ:
    return e->has_fallback ? LEVEL_COMPARE : LEVEL_POSTFIX;
  default:
    return LEVEL_POSTFIX;
  }
}

static void print_number(const ExprPrinter *p, const Expr *e)
{
  if (e->type == TYPE_BOOL)
    text_add(p->out, e->integer ? "true" : "false");
  else if (type_is_float(e->type))
    print_float(p->out, e->type, e->number);
  else
    text_add(p->out, "%lld", (long long)e->integer);
}

// The shortest digits that read back to the same f32.
static void print_single(Text *out, double value)
{
  char digits[40];
  for (int precision = 1; precision <= 9; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if ((float)strtod(digits, NULL) == (float)value)
      break;
  }
  text_add(out, "%s", digits);
}

// Infinities and NaN have no word in the language, but quotients.
void print_float(Text *out, Type type, double value)
{
  if (value != value)
    text_add(out, "(0/0)");
  else if (value - value != 0)
    text_add(out, value > 0 ? "(1/0)" : "(-1/0)");
  else if (type == TYPE_F32)
    print_single(out, value);
  else
    text_add_number(out, value);
}

static void print_list(const ExprPrinter *p, const Expr *const *items, int count)
{
  for (int i = 0; i < count; i++) {
    text_add(p->out, i ? ", " : "");
    print_at(p, items[i], LEVEL_IF);
  }
}

static void print_function(const ExprPrinter *p, const char *name, const Expr *e)
{
  text_add(p->out, "%s(", name);
  print_list(p, e->operands, e->operand_count);
  text_add(p->out, ")");
}

static void print_read(const ExprPrinter *p, const Expr *e)
{
  int rank = e->node->shape.rank;
  ExprPrinter inner = with_bare(p, true);
  text_add(p->out, "%s", e->node->name);
  for (int d = 0; d < rank; d++) {
    text_add(p->out, d ? ", " : "[");
    print_at(&inner, e->operands[d], LEVEL_IF);
  }
  text_add(p->out, rank ? "]" : "");
  if (!e->has_fallback)
    return;
  const Expr *fallback = e->operands[rank];
  bool plain =
      fallback->kind == EXPR_NUMBER || (fallback->kind == EXPR_READ && !fallback->has_fallback);
  text_add(p->out, plain ? " ?? " : " ?? (");
  print_at(&inner, fallback, LEVEL_IF);
  text_add(p->out, plain ? "" : ")");
}

static void print_infix(const ExprPrinter *p, const Expr *e, const char *operator, Level left,
                        Level right)
{
  print_at(p, e->operands[0], left);
  text_add(p->out, "%s", operator);
  print_at(p, e->operands[1], right);
}

static void print_select(const ExprPrinter *p, const Expr *e)
{
  ExprPrinter condition = with_bare(p, false);
  text_add(p->out, "if ");
  print_at(&condition, e->operands[0], LEVEL_OR);
  text_add(p->out, " then ");
  print_at(p, e->operands[1], LEVEL_OR);
  text_add(p->out, " else ");
  print_at(p, e->operands[2], LEVEL_IF);
}

static void print_slot(const ExprPrinter *p, const Expr *e)
{
  if (e->kind == EXPR_FORMAL && p->formals)
    text_add(p->out, "%s", p->formals[e->slot]);
  else if (e->kind == EXPR_INDEX && p->indices)
    text_add(p->out, "%s", p->indices->names[e->slot]);
  else
    text_add(p->out, "#%d", e->slot);
}

static void print_convert(const ExprPrinter *p, const Expr *e)
{
  if (e->type == TYPE_INDEX) {
    print_computed(p, e->operands[0]);
    return;
  }
  text_add(p->out, "%s(", type_name(e->type));
  print_at(p, e->operands[0], LEVEL_IF);
  text_add(p->out, ")");
}

static void print_prefix(const ExprPrinter *p, const Expr *e, const char *operator, Level level)
{
  text_add(p->out, "%s", operator);
  print_at(p, e->operands[0], level);
}

static void print_operation(const ExprPrinter *p, const Expr *e)
{
  switch (e->kind) {
  case EXPR_NOT:
    print_prefix(p, e, "not ", LEVEL_NOT);
    break;
  case EXPR_NEGATE:
    print_prefix(p, e, "-", LEVEL_UNARY);
    break;
  case EXPR_POWER:
    print_infix(p, e, "^", LEVEL_POSTFIX, LEVEL_UNARY);
    break;
  case EXPR_OR:
    print_infix(p, e, " or ", LEVEL_OR, LEVEL_AND);
    break;
  case EXPR_AND:
    print_infix(p, e, " and ", LEVEL_AND, LEVEL_NOT);
    break;
  case EXPR_EQUAL:
  case EXPR_NOT_EQUAL:
  case EXPR_LESS:
  case EXPR_LESS_EQUAL:
    print_comparison(p, e);
    break;
  case EXPR_ADD:
    print_infix(p, e, " + ", LEVEL_SUM, LEVEL_PRODUCT);
    break;
  case EXPR_SUBTRACT:
    print_infix(p, e, " - ", LEVEL_SUM, LEVEL_PRODUCT);
    break;
  case EXPR_MULTIPLY:
  case EXPR_PRODUCT:
    print_infix(p, e, "*", LEVEL_PRODUCT, LEVEL_UNARY);
    break;
  case EXPR_DIVIDE:
    print_infix(p, e, "/", LEVEL_PRODUCT, LEVEL_UNARY);
    break;
  case EXPR_QUOTIENT:
  case EXPR_REMAINDER:
    if (e->type == TYPE_INDEX)
      print_infix(p, e, e->kind == EXPR_QUOTIENT ? "/" : " % ", LEVEL_PRODUCT, LEVEL_UNARY);
    else
      print_function(p, expr_text(e->kind), e);
    break;
  default:
    print_function(p, expr_text(e->kind), e);
  }
}

static void print_plain(const ExprPrinter *p, const Expr *e)
{
  switch (e->kind) {
  case EXPR_NUMBER:
    print_number(p, e);
    break;
  case EXPR_SYMBOL:
    text_add(p->out, "%s", e->symbol);
    break;
  case EXPR_INDEX:
  case EXPR_FORMAL:
    print_slot(p, e);
    break;
  case EXPR_RANDOM:
    text_add(p->out, "random(%d)", e->slot);
    break;
  case EXPR_READ:
    print_read(p, e);
    break;
  case EXPR_CALL:
    print_function(p, e->function->name, e);
    break;
  case EXPR_CONVERT:
    print_convert(p, e);
    break;
  case EXPR_SELECT:
    print_select(p, e);
    break;
  default:
    print_operation(p, e);
  }
}

static void print_at(const ExprPrinter *p, const Expr *e, Level level)
{
  if (e->type == TYPE_INDEX && (e->kind == EXPR_AFFINE || e->kind == EXPR_NUMBER)) {
    print_index(p, e, level);
    return;
  }
  bool wrap = level_of(e) < level;
  text_add(p->out, wrap ? "(" : "");
  print_plain(p, e);
  text_add(p->out, wrap ? ")" : "");
}

void print_value(const ExprPrinter *p, const Expr *e)
{
  print_at(p, e, LEVEL_IF);
}

void expr_print(const Graph *graph, const Formula *formula, const Expr *e, Text *out)
{
  IndexNames names;
  ExprPrinter p = {.graph = graph, .out = out, .indices = formula ? &names : NULL};
  if (formula)
    name_indices(graph, formula, &names);
  print_value(&p, e);
}

void shape_print(const Graph *graph, Shape shape, Text *out)
{
  ExprPrinter p = {.graph = graph, .out = out};
  text_add(out, "[");
  print_list(&p, shape.extents, shape.rank);
  text_add(out, "]");
}

// -- formulas -------------------------------------------------------------------------------------

typedef struct Inference {
  int slot;
  const Expr *extent;  // null: it stands alone nowhere
  bool differs;        // places disagree
} Inference;

static void infer_from_read(const Expr *e, void *context)
{
  Inference *inference = context;
  if (e->kind != EXPR_READ)
    return;
  for (int d = 0; d < e->node->shape.rank; d++) {
    const Expr *index = e->operands[d], *extent = e->node->shape.extents[d];
    if (index->kind != EXPR_INDEX || index->slot != inference->slot)
      continue;
    inference->differs |= inference->extent && inference->extent != extent;
    inference->extent = extent;
  }
}

const Expr *infer_extent(Graph *graph, const Formula *formula, int slot)
{
  Inference inference = {.slot = slot};
  formula_walk(graph, formula, infer_from_read, &inference);
  return inference.differs ? NULL : inference.extent;
}

static bool is_inferred(const ExprPrinter *p, const Formula *formula, int slot)
{
  return infer_extent((Graph *)p->graph, formula, slot) == formula->indices[slot].extent;
}

static void print_range(const ExprPrinter *p, const Formula *formula, int slot, bool with_extent)
{
  text_add(p->out, "%s", p->indices->names[slot]);
  if (with_extent) {
    text_add(p->out, " < ");
    print_at(p, formula->indices[slot].extent, LEVEL_SUM);
  }
}

// (g < 2, o): the one index of a group that nothing else fixes follows from the dimension.
static void print_group(const ExprPrinter *p, const Formula *formula, int first, int count)
{
  int unknown = 0;
  for (int slot = first; slot < first + count; slot++)
    unknown += !is_inferred(p, formula, slot);
  text_add(p->out, "(");
  for (int slot = first; slot < first + count; slot++) {
    bool inferred = is_inferred(p, formula, slot);
    text_add(p->out, slot > first ? ", " : "");
    print_range(p, formula, slot, !inferred && unknown > 1);
    unknown -= !inferred;
  }
  text_add(p->out, ")");
}

static void print_result(const ExprPrinter *p, const Node *node)
{
  const Formula *formula = node->formula;
  text_add(p->out, "%s", node->name);
  for (int d = 0, slot = 0; d < node->shape.rank; d++) {
    int count = formula->merged[d];
    text_add(p->out, d ? ", " : "[");
    if (count == 1)
      print_range(p, formula, slot, false);
    else
      print_group(p, formula, slot, count);
    slot += count;
  }
  text_add(p->out, node->shape.rank ? "]" : "");
}

static void print_reduction(const ExprPrinter *p, const Formula *formula)
{
  text_add(p->out, "%s(", reduction_name(formula->reduction));
  for (int slot = formula->free_count; slot < formula->index_count; slot++) {
    text_add(p->out, slot > formula->free_count ? ", " : "");
    print_range(p, formula, slot, !is_inferred(p, formula, slot));
  }
  const Expr **conditions;
  int count = written_conditions((Graph *)p->graph, formula, &conditions);
  for (int i = 0; i < count; i++) {
    text_add(p->out, i ? " and " : " if ");
    print_at(p, conditions[i], LEVEL_NOT);
  }
  if (formula->otherwise) {
    text_add(p->out, " else ");
    print_at(p, formula->otherwise, LEVEL_OR);
  }
  text_add(p->out, ") ");
}

void print_formula(const ExprPrinter *p, const Node *node)
{
  print_result(p, node);
  text_add(p->out, " = ");
  print_formula_value(p, node->formula);
}

void print_formula_value(const ExprPrinter *p, const Formula *formula)
{
  if (formula->reduction != REDUCTION_NONE)
    print_reduction(p, formula);
  print_at(p, formula->body, formula->reduction == REDUCTION_NONE ? LEVEL_IF : LEVEL_PRODUCT);
}

void formula_print(const Graph *graph, const Node *node, Text *out)
{
  IndexNames names;
  ExprPrinter p = {.graph = graph, .out = out, .indices = &names};
  name_indices(graph, node->formula, &names);
  print_formula(&p, node);
}
