// One expression or type on one line, with the parentheses that precedence asks for and no others.
//
//   (a*b) + (sum(i) x[i])*2   ->   a*b + (sum(i) x[i])*2
//
// A reduction takes the whole rest of its term, so as a factor it needs parentheses everywhere but
// at the end of the term.

#include "syntax/syntax.h"
#include "syntax/words.h"

// How tightly a place or an expression binds: the levels of the grammar, loosest first.
typedef enum Level {
  LEVEL_EXPR,
  LEVEL_PIPE,
  LEVEL_OR,
  LEVEL_AND,
  LEVEL_NOT,
  LEVEL_COMPARISON,
  LEVEL_SUM,
  LEVEL_TERM,
  LEVEL_UNARY,
  LEVEL_POWER,
  LEVEL_POSTFIX,
  LEVEL_READ,
} Level;

static Level operator_level(AstOperator operator)
{
  switch (operator) {
  case AST_OR:
    return LEVEL_OR;
  case AST_AND:
    return LEVEL_AND;
  case AST_NOT:
    return LEVEL_NOT;
  case AST_ADD:
  case AST_SUBTRACT:
    return LEVEL_SUM;
  case AST_MULTIPLY:
  case AST_DIVIDE:
  case AST_REMAINDER:
    return LEVEL_TERM;
  case AST_NEGATE:
    return LEVEL_UNARY;
  case AST_POWER:
    return LEVEL_POWER;
  default:
    return LEVEL_COMPARISON;
  }
}

static bool is_negative_number(const AstExpr *e)
{
  return e->kind == AST_NUMBER && !e->number.spelling &&
         (e->number.is_integer ? e->number.integer < 0 : e->number.value < 0);
}

static Level level_of(const AstExpr *e)
{
  switch (e->kind) {
  case AST_IF:
    return LEVEL_EXPR;
  case AST_PIPE:
    return LEVEL_PIPE;
  case AST_UNARY:
  case AST_BINARY:
    return operator_level(e->operation.operator);
  case AST_REDUCTION:
    return LEVEL_TERM;
  case AST_OTHERWISE:
    return LEVEL_POSTFIX;
  case AST_NUMBER:
    return is_negative_number(e) ? LEVEL_UNARY : LEVEL_READ;
  default:
    return LEVEL_READ;
  }
}

// A reduction, or a minus before one.
static bool is_reduction(const AstExpr *e)
{
  while (e->kind == AST_UNARY && e->operation.operator== AST_NEGATE)
    e = e->operation.left;
  return e->kind == AST_REDUCTION;
}

// Whether what is written after `e` would be taken for the body of a reduction in it.
static bool ends_in_reduction(const AstExpr *e)
{
  return is_reduction(e) ||
         (e->kind == AST_BINARY && operator_level(e->operation.operator) == LEVEL_TERM &&
          is_reduction(e->operation.right));
}

static void add_at(const AstExpr *e, Level least, Text *out)
{
  bool in_parentheses = level_of(e) < least;
  if (in_parentheses)
    text_add_bytes(out, "(", 1);
  format_expr(e, out);
  if (in_parentheses)
    text_add_bytes(out, ")", 1);
}

static void add_in_parentheses(const AstExpr *e, Text *out)
{
  text_add(out, "(");
  format_expr(e, out);
  text_add(out, ")");
}

static void add_list(const AstExprs *items, Text *out)
{
  for (int i = 0; i < items->count; i++) {
    text_add(out, i ? ", " : "");
    format_expr(items->items[i], out);
  }
}

static void add_arguments(const AstArguments *arguments, Text *out)
{
  for (int i = 0; i < arguments->count; i++) {
    text_add(out, i ? ", " : "");
    if (arguments->items[i].name)
      text_add(out, "%s: ", arguments->items[i].name);
    format_expr(arguments->items[i].value, out);
  }
}

static void add_number(const AstExpr *e, Text *out)
{
  if (e->number.spelling)
    text_add(out, "%s", e->number.spelling);
  else if (e->number.is_integer)
    text_add(out, "%lld", (long long)e->number.integer);
  else
    text_add_number(out, e->number.value);
  if (e->kind == AST_DURATION)
    text_add(out, " %s%s", e->number.unit, e->number.plural ? "s" : "");
}

static void add_pack(const AstPack *pack, Text *out)
{
  text_add(out, "..%s", pack->name ? pack->name : "");
  if (pack->length)
    text_add(out, ": %s", pack->length);
}

static void add_unary(const AstExpr *e, Text *out)
{
  bool is_not = e->operation.operator== AST_NOT;
  text_add(out, is_not ? "not " : "-");
  if (!is_not && is_reduction(e->operation.left))
    format_expr(e->operation.left, out);
  else
    add_at(e->operation.left, is_not ? LEVEL_NOT : LEVEL_UNARY, out);
}

static void add_factors(const AstExpr *e, Text *out)
{
  AstOperator operator= e->operation.operator;
  if (ends_in_reduction(e->operation.left))
    add_in_parentheses(e->operation.left, out);
  else
    add_at(e->operation.left, LEVEL_TERM, out);
  text_add(out, "%s", operator_word(operator));
  if (is_reduction(e->operation.right) && operator== AST_REMAINDER)
    add_in_parentheses(e->operation.right, out);
  else if (is_reduction(e->operation.right))
    format_expr(e->operation.right, out);
  else
    add_at(e->operation.right, LEVEL_UNARY, out);
}

static void add_binary(const AstExpr *e, Text *out)
{
  AstOperator operator= e->operation.operator;
  Level level = operator_level(operator);
  if (level == LEVEL_TERM) {
    add_factors(e, out);
  } else if (level == LEVEL_POWER) {
    add_at(e->operation.left, LEVEL_POSTFIX, out);
    text_add(out, "^");
    if (is_reduction(e->operation.right))
      add_in_parentheses(e->operation.right, out);
    else
      add_at(e->operation.right, LEVEL_UNARY, out);
  } else {
    add_at(e->operation.left, level == LEVEL_COMPARISON ? LEVEL_SUM : level, out);
    text_add(out, " %s ", operator_word(operator));
    add_at(e->operation.right, level + 1, out);
  }
}

static void add_otherwise(const AstExpr *e, Text *out)
{
  const AstExpr *outside = e->otherwise.otherwise;
  add_at(e->otherwise.read, LEVEL_READ, out);
  text_add(out, " ?? ");
  if (outside->kind == AST_UNARY && outside->operation.operator== AST_NEGATE) {
    text_add(out, "-");
    add_at(outside->operation.left, LEVEL_READ, out);
  } else if (is_negative_number(outside)) {
    format_expr(outside, out);
  } else {
    add_at(outside, LEVEL_READ, out);
  }
}

static void add_names(const AstNames *names, Text *out)
{
  for (int i = 0; i < names->count; i++)
    text_add(out, "%s%s", i ? ", " : "", names->items[i]);
}

static void add_range(const AstRange *range, Text *out)
{
  if (range->kind == AST_RANGE_TUPLE)
    text_add(out, "(");
  add_names(&range->names, out);
  switch (range->kind) {
  case AST_RANGE_NAME:
    break;
  case AST_RANGE_PACK:
    add_pack(&range->pack, out);
    break;
  case AST_RANGE_BELOW:
    text_add(out, " < ");
    add_at(range->bound, LEVEL_SUM, out);
    break;
  case AST_RANGE_IN:
  case AST_RANGE_TUPLE:
    text_add(out, range->kind == AST_RANGE_TUPLE ? ") in " : " in ");
    add_at(range->bound, LEVEL_POSTFIX, out);
    break;
  }
}

static void add_reduction(const AstExpr *e, Text *out)
{
  text_add(out, "%s(", reduction_word(e->reduction.reduction));
  for (int i = 0; i < e->reduction.ranges.count; i++) {
    text_add(out, i ? ", " : "");
    add_range(&e->reduction.ranges.items[i], out);
  }
  if (e->reduction.condition) {
    text_add(out, " if ");
    add_at(e->reduction.condition, LEVEL_PIPE, out);
  }
  if (e->reduction.otherwise) {
    text_add(out, " else ");
    add_at(e->reduction.otherwise, LEVEL_PIPE, out);
  }
  text_add(out, ") ");
  add_at(e->reduction.body, LEVEL_TERM, out);
}

static void add_if(const AstExpr *e, Text *out)
{
  text_add(out, "if ");
  add_at(e->conditional.condition, LEVEL_PIPE, out);
  text_add(out, " then ");
  format_expr(e->conditional.then, out);
  text_add(out, " else ");
  format_expr(e->conditional.otherwise, out);
}

static void add_pipe(const AstExpr *e, Text *out)
{
  add_at(e->pipe.value, LEVEL_PIPE, out);
  text_add(out, " |> ");
  format_expr(e->pipe.stage, out);
  if (e->pipe.label)
    text_add(out, " as %s", e->pipe.label);
}

static void add_bracketed(const AstExpr *e, Text *out)
{
  text_add(out, e->kind == AST_LIST ? "[" : "(");
  if (e->kind == AST_RECORD)
    add_arguments(&e->record, out);
  else
    add_list(&e->items, out);
  text_add(out, e->kind == AST_LIST ? "]" : ")");
}

static void add_indexed(const AstExpr *e, Text *out)
{
  add_at(e->indexed.base, LEVEL_READ, out);
  text_add(out, "[");
  add_list(&e->indexed.indices, out);
  text_add(out, "]");
}

static void add_field(const AstExpr *e, Text *out)
{
  add_at(e->field.base, LEVEL_READ, out);
  text_add(out, ".%s", e->field.name);
}

static void add_call(const AstExpr *e, Text *out)
{
  add_at(e->call.callee, LEVEL_READ, out);
  text_add(out, "(");
  add_arguments(&e->call.arguments, out);
  text_add(out, ")");
}

void format_expr(const AstExpr *e, Text *out)
{
  switch (e->kind) {
  case AST_NAME:
  case AST_DIMENSION:
    text_add(out, "%s", e->text);
    break;
  case AST_NUMBER:
  case AST_DURATION:
    add_number(e, out);
    break;
  case AST_STRING:
    text_add_string(out, e->text);
    break;
  case AST_BOOLEAN:
    text_add(out, e->boolean ? "true" : "false");
    break;
  case AST_PACK:
    add_pack(&e->pack, out);
    break;
  case AST_LIST:
  case AST_TUPLE:
  case AST_RECORD:
    add_bracketed(e, out);
    break;
  case AST_INDEXED:
    add_indexed(e, out);
    break;
  case AST_FIELD:
    add_field(e, out);
    break;
  case AST_CALL:
    add_call(e, out);
    break;
  case AST_CONVERT:
    text_add(out, "%s", dtype_word(e->convert.dtype));
    add_in_parentheses(e->convert.operand, out);
    break;
  case AST_GRADIENT:
    text_add(out, "grad.%s", e->gradient_of);
    break;
  case AST_UNARY:
    add_unary(e, out);
    break;
  case AST_BINARY:
    add_binary(e, out);
    break;
  case AST_OTHERWISE:
    add_otherwise(e, out);
    break;
  case AST_IF:
    add_if(e, out);
    break;
  case AST_PIPE:
    add_pipe(e, out);
    break;
  case AST_REDUCTION:
    add_reduction(e, out);
    break;
  }
}

void format_type(const AstType *type, Text *out)
{
  if (type->is_list) {
    text_add(out, "list(");
    format_expr(type->list_count, out);
    text_add(out, ") ");
  }
  text_add(out, "%s", dtype_word(type->dtype));
  if (type->has_shape) {
    text_add(out, "[");
    add_list(&type->extents, out);
    text_add(out, "]");
  }
}
