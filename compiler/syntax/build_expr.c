// Expressions of the syntax tree, and the literals: numbers and strings.

#include "syntax/build.h"
#include "syntax/limits.h"
#include "net.tab.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static AstExpr *expr(Parser *p, AstExprKind kind, Place at)
{
  AstExpr *result = arena_new(p->arena, AstExpr);
  result->kind = kind;
  result->span = build_span(p, at);
  return result;
}

// Puts `part` below `whole`. Over the limit the part is reported and cut down to a name.
static AstExpr *below(Parser *p, AstExpr *whole, AstExpr *part)
{
  if (!part)
    return NULL;
  if (part->height >= MAX_HEIGHT) {
    Span at = {p->source, part->span.start, part->span.start};
    diag_error(p->diag, E0502, at, "an expression of more than %d steps", MAX_HEIGHT);
    diag_help(p->diag, "give a part of it a name of its own");
    return build_word(p, AST_NAME, (Place){part->span.start, part->span.end}, "_");
  }
  if (whole->height <= part->height)
    whole->height = (uint16_t)(part->height + 1);
  return part;
}

static AstExprs all_below(Parser *p, AstExpr *whole, AstExprs parts)
{
  if (parts.count > MAX_LIST_ITEMS) {
    diag_error(p->diag, E0504, whole->span, "a list of %d items: the limit is %d", parts.count,
               MAX_LIST_ITEMS);
    parts.count = MAX_LIST_ITEMS;
  }
  for (int i = 0; i < parts.count; i++)
    parts.items[i] = below(p, whole, parts.items[i]);
  return parts;
}

static AstArguments arguments_below(Parser *p, AstExpr *whole, AstArguments arguments)
{
  for (int i = 0; i < arguments.count; i++)
    arguments.items[i].value = below(p, whole, arguments.items[i].value);
  return arguments;
}

AstExpr *build_word(Parser *p, AstExprKind kind, Place at, const char *text)
{
  AstExpr *result = expr(p, kind, at);
  result->text = text;
  return result;
}

AstExpr *build_boolean(Parser *p, Place at, bool value)
{
  AstExpr *result = expr(p, AST_BOOLEAN, at);
  result->boolean = value;
  return result;
}

// Literals

static void read_integer(Parser *p, AstExpr *number, int base)
{
  errno = 0;
  number->number.is_integer = true;
  number->number.integer = strtoll(number->number.spelling, NULL, base);
  number->number.value = (double)number->number.integer;
  if (errno == ERANGE)
    diag_error(p->diag, E0105, number->span, "whole numbers reach up to %lld (64 bits)",
               (long long)INT64_MAX);
}

// The key of a draw is any 64 bits, written without a sign.
static void read_key(Parser *p, AstExpr *number)
{
  errno = 0;
  number->number.is_integer = true;
  number->number.integer = (int64_t)strtoull(number->number.spelling, NULL, 10);
  number->number.value = (double)(uint64_t)number->number.integer;
  if (errno == ERANGE)
    diag_error(p->diag, E0105, number->span, "keys reach up to %llu (64 bits)",
               (unsigned long long)UINT64_MAX);
}

static bool is_zero(const char *spelling)
{
  return spelling[strspn(spelling, "0.")] == 'e' || spelling[strspn(spelling, "0.")] == 'E' ||
         spelling[strspn(spelling, "0.")] == 0;
}

static void read_decimal(Parser *p, AstExpr *number)
{
  const char *spelling = number->number.spelling;
  number->number.value = strtod(spelling, NULL);
  if (isinf(number->number.value))
    diag_error(p->diag, E0105, number->span, "the number is larger than every double (1.8e308)");
  else if (number->number.value == 0 && !is_zero(spelling))
    diag_error(p->diag, E0105, number->span,
               "the number is nearer to zero than every double (4.9e-324)");
  if (isinf(number->number.value))
    number->number.value = 0;
}

AstExpr *build_number(Parser *p, const Token *token)
{
  const char *text = p->source->text + token->start;
  size_t length = 0, whole = token->end - token->start;
  while (length < whole && !strchr(" \t\f\v", text[length]))
    length++;
  AstExpr *number =
      expr(p, length < whole ? AST_DURATION : AST_NUMBER, (Place){token->start, token->end});
  number->number.spelling = name_intern_bytes(p->names, text, length);
  if (length < whole) {
    const char *unit = text + length + strspn(text + length, " \t\f\v");
    number->number.unit = name_intern(p->names, *unit == 'e' ? "epoch" : "step");
    number->number.plural = text[whole - 1] == 's';
  }
  if (token->is_repaired)
    return number;
  if (text[0] == '0' && length > 1 && (text[1] == 'x' || text[1] == 'X'))
    read_integer(p, number, 16);
  else if (strspn(number->number.spelling, "0123456789") == length && token[-1].kind == T_DRAW_KEY)
    read_key(p, number);
  else if (strspn(number->number.spelling, "0123456789") == length)
    read_integer(p, number, 10);
  else
    read_decimal(p, number);
  return number;
}

static int hexadecimal(const char *text, int digits)
{
  int value = 0;
  for (int i = 0; i < digits; i++) {
    const char *all = "0123456789abcdef";
    const char *found = text[i] ? strchr(all, text[i] | 0x20) : NULL;
    if (!found)
      return -1;
    value = value * 16 + (int)(found - all);
  }
  return value;
}

static void add_code_point(Text *out, int code)
{
  char bytes[3];
  int count = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  if (count == 1)
    bytes[0] = (char)code;
  else if (count == 2)
    bytes[0] = (char)(0xC0 | code >> 6);
  else {
    bytes[0] = (char)(0xE0 | code >> 12);
    bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
  }
  if (count > 1)
    bytes[count - 1] = (char)(0x80 | (code & 0x3F));
  text_add_bytes(out, bytes, (size_t)count);
}

// One escape, from its backslash; returns its length, 0 if there is no such escape.
static int add_escape(Text *out, const char *text)
{
  static const char letters[] = "ntr\\\"'abfv", values[] = "\n\t\r\\\"'\a\b\f\v";
  const char *letter = text[1] ? strchr(letters, text[1]) : NULL;
  if (letter) {
    text_add_bytes(out, &values[letter - letters], 1);
    return 2;
  }
  int digits = text[1] == 'x' ? 2 : text[1] == 'u' ? 4 : 0;
  int code = digits ? hexadecimal(text + 2, digits) : -1;
  if (code <= 0 || (code >= 0xD800 && code <= 0xDFFF))
    return 0;
  add_code_point(out, code);
  return 2 + digits;
}

AstExpr *build_string(Parser *p, const Token *token)
{
  AstExpr *string = expr(p, AST_STRING, (Place){token->start, token->end});
  const char *text = p->source->text;
  Text value = {.arena = p->arena};
  uint32_t end = token->is_repaired ? token->end : token->end - 1;
  for (uint32_t i = token->start + 1; i < end;) {
    if (text[i] != '\\') {
      uint32_t run = i;
      while (run < end && text[run] != '\\')
        run++;
      text_add_bytes(&value, text + i, run - i);
      i = run;
      continue;
    }
    int length = add_escape(&value, text + i);
    if (length == 0) {
      int size;
      text_decode(text + i + 1, p->source->length - i - 1, &size);
      if (!token->is_repaired)
        diag_error(p->diag, E0112, (Span){p->source, i, i + 1 + (uint32_t)size},
                   "there is no escape `%.*s`", 1 + size, text + i);
      length = 1 + size;
    }
    i += (uint32_t)length;
  }
  string->text = name_intern(p->names, text_get(&value));
  return string;
}

// What is made of parts

AstExpr *build_pack(Parser *p, Place at, AstPack pack)
{
  AstExpr *result = expr(p, AST_PACK, at);
  result->pack = pack;
  return result;
}

AstExpr *build_list(Parser *p, Place at, AstExprs items)
{
  AstExpr *result = expr(p, AST_LIST, at);
  result->items = all_below(p, result, items);
  return result;
}

AstExpr *build_parentheses(Parser *p, Place at, AstExprs items)
{
  if (items.count == 1) {
    items.items[0]->parenthesized = true;
    items.items[0]->span = build_span(p, at);
    return items.items[0];
  }
  AstExpr *result = expr(p, AST_TUPLE, at);
  result->items = all_below(p, result, items);
  return result;
}

AstExpr *build_record(Parser *p, Place at, AstArguments fields)
{
  AstExpr *result = expr(p, AST_RECORD, at);
  result->record = arguments_below(p, result, fields);
  return result;
}

AstExpr *build_indexed(Parser *p, Place at, AstExpr *base, AstExprs indices)
{
  AstExpr *result = expr(p, AST_INDEXED, at);
  result->indexed.base = below(p, result, base);
  result->indexed.indices = all_below(p, result, indices);
  return result;
}

AstExpr *build_field(Parser *p, Place at, AstExpr *base, const char *name, Place name_at)
{
  AstExpr *result = expr(p, AST_FIELD, at);
  result->field.base = below(p, result, base);
  result->field.name = name;
  result->field.name_span = build_span(p, name_at);
  return result;
}

AstExpr *build_call(Parser *p, Place at, AstExpr *callee, AstArguments arguments, Place open)
{
  AstExpr *result = expr(p, AST_CALL, at);
  result->call.callee = below(p, result, callee);
  result->call.arguments = arguments_below(p, result, arguments);
  result->call.open = build_span(p, open);
  return result;
}

AstExpr *build_method(Parser *p, Place at, AstExpr *base, const char *name, Place name_at,
                      AstArguments arguments, Place open)
{
  Place callee = {at.start, name_at.end};
  return build_call(p, at, build_field(p, callee, base, name, name_at), arguments, open);
}

AstExpr *build_convert(Parser *p, Place at, AstDtype dtype, AstExpr *operand)
{
  AstExpr *result = expr(p, AST_CONVERT, at);
  result->convert.dtype = dtype;
  result->convert.operand = below(p, result, operand);
  return result;
}

AstExpr *build_gradient(Parser *p, Place at, const char *name)
{
  AstExpr *result = expr(p, AST_GRADIENT, at);
  result->gradient_of = name;
  return result;
}

AstExpr *build_unary(Parser *p, AstOperator operator, Place operator_at, AstExpr *operand)
{
  AstExpr *result = expr(p, AST_UNARY, (Place){operator_at.start, operand->span.end});
  result->operation.operator= operator;
  result->operation.operator_span = build_span(p, operator_at);
  result->operation.left = below(p, result, operand);
  return result;
}

AstExpr *build_binary(Parser *p, AstOperator operator, Place operator_at, AstExpr *left,
                      AstExpr *right)
{
  AstExpr *result = expr(p, AST_BINARY, (Place){left->span.start, right->span.end});
  result->operation.operator= operator;
  result->operation.operator_span = build_span(p, operator_at);
  result->operation.left = below(p, result, left);
  result->operation.right = below(p, result, right);
  return result;
}

AstExpr *build_otherwise(Parser *p, Place at, AstExpr *read, AstExpr *otherwise)
{
  AstExpr *result = expr(p, AST_OTHERWISE, at);
  result->otherwise.read = below(p, result, read);
  result->otherwise.otherwise = below(p, result, otherwise);
  return result;
}

AstExpr *build_if(Parser *p, Place at, AstExpr *condition, AstExpr *then, AstExpr *otherwise)
{
  AstExpr *result = expr(p, AST_IF, at);
  result->conditional.condition = below(p, result, condition);
  result->conditional.then = below(p, result, then);
  result->conditional.otherwise = below(p, result, otherwise);
  return result;
}

AstExpr *build_pipe(Parser *p, Place at, AstExpr *value, AstExpr *stage, const char *label)
{
  AstExpr *result = expr(p, AST_PIPE, at);
  result->pipe.value = below(p, result, value);
  result->pipe.stage = below(p, result, stage);
  result->pipe.label = label;
  return result;
}

AstExpr *build_reduction(Parser *p, Place at, AstReduction reduction, AstRanges ranges,
                         AstExpr *condition, AstExpr *otherwise, AstExpr *body)
{
  AstExpr *result = expr(p, AST_REDUCTION, at);
  for (int i = 0; i < ranges.count; i++)
    ranges.items[i].bound = below(p, result, ranges.items[i].bound);
  result->reduction.reduction = reduction;
  result->reduction.ranges = ranges;
  result->reduction.condition = below(p, result, condition);
  result->reduction.otherwise = below(p, result, otherwise);
  result->reduction.body = below(p, result, body);
  return result;
}

AstRange *build_range(Parser *p, AstRangeKind kind, Place at, AstNames names, AstExpr *bound)
{
  AstRange *range = arena_new(p->arena, AstRange);
  *range = (AstRange){.kind = kind, .span = build_span(p, at), .names = names, .bound = bound};
  return range;
}

AstArgument *build_argument(Parser *p, const char *name, Place at, AstExpr *value)
{
  AstArgument *argument = arena_new(p->arena, AstArgument);
  *argument = (AstArgument){.name = name, .name_span = build_span(p, at), .value = value};
  return argument;
}
