// From trees to typed expressions of loops.
//
// A number has no type of its own: it takes that of the place (`let a: f32x8 = 0`) or of the
// operand beside it (`a < 0`). So an expression is resolved either against the type expected of it,
// or, where nothing is expected, from the operand that tells.

#include "loops/parse.h"

#include <math.h>
#include <string.h>

enum { MAX_DEPTH = 4096 };

Tree *tree_create(LoopsParser *p, TreeKind kind, Place place)
{
  Tree *tree = arena_new(p->arena, Tree);
  tree->kind = kind;
  tree->place = place;
  tree->lanes = 1;
  return tree;
}

static void set_depth(LoopsParser *p, Tree *tree)
{
  for (int i = 0; i < tree->items.count; i++)
    if (tree->items.items[i]->depth >= tree->depth)
      tree->depth = tree->items.items[i]->depth + 1;
  if (tree->depth == MAX_DEPTH)
    parse_error(p, E0502, tree->place, "more than %d operations hang on one another here",
                MAX_DEPTH);
}

Tree *tree_operator(LoopsParser *p, LoopOp op, Place place, Tree *a, Tree *b)
{
  Tree *tree = tree_create(p, TREE_OPERATOR, place);
  tree->op = op;
  list_add(p->arena, &tree->items, a);
  if (b)
    list_add(p->arena, &tree->items, b);
  set_depth(p, tree);
  return tree;
}

Tree *tree_list(LoopsParser *p, TreeKind kind, const char *name, Place place, Trees items)
{
  Tree *tree = tree_create(p, kind, place);
  tree->name = name;
  for (int i = 0; i < items.count; i++)
    list_add(p->arena, &tree->items, items.items[i]);
  set_depth(p, tree);
  return tree;
}

Tree *tree_lanes(LoopsParser *p, TreeKind kind, const char *name, Place place, Tree *first,
                 Tree *count, uint64_t lanes)
{
  Trees items = {0};
  list_add(p->arena, &items, first);
  if (count)
    list_add(p->arena, &items, count);
  Tree *tree = tree_list(p, kind, name, place, items);
  tree->lanes = lanes < 100 ? (int)lanes : 100;  // none is so large
  return tree;
}

bool tree_int(LoopsParser *p, const Tree *tree, int64_t *value)
{
  bool negative = tree->kind == TREE_OPERATOR && tree->op == LOOP_NEGATE;
  const Tree *number = negative ? tree->items.items[0] : tree;
  if (number->kind != TREE_INTEGER || number->integer > (uint64_t)INT64_MAX + negative) {
    parse_error(p, E0601, tree->place, "expected a whole number of 64 bits");
    return false;
  }
  *value = negative ? (int64_t)-number->integer : (int64_t)number->integer;
  return true;
}

bool tree_number(LoopsParser *p, const Tree *tree, double *value)
{
  bool negative = tree->kind == TREE_OPERATOR && tree->op == LOOP_NEGATE;
  const Tree *number = negative ? tree->items.items[0] : tree;
  if (number->kind != TREE_INTEGER && number->kind != TREE_NUMBER) {
    parse_error(p, E0601, tree->place, "expected a number");
    return false;
  }
  double found = number->kind == TREE_INTEGER ? (double)number->integer : number->number;
  *value = negative ? -found : found;
  return true;
}

// -- what tells a type ----------------------------------------------------------------------------

static const char *const function_names[] = {
#define OP(name, operands, text) [LOOP_##name] = text,
#include "loops/ops.def"
#undef OP
};

// The operation that is written as a function of that name, or -1.
static int function_op(const char *name)
{
  static const LoopOp functions[] = {
      LOOP_GATHER,  LOOP_BROADCAST, LOOP_LANES,    LOOP_SQRT,      LOOP_FLOOR,
      LOOP_BITS,    LOOP_FROM_BITS, LOOP_QUOTIENT, LOOP_REMAINDER, LOOP_MAXIMUM,
      LOOP_MINIMUM, LOOP_FMA,       LOOP_SELECT,   LOOP_SUM_LANES, LOOP_MAX_LANES,
      LOOP_RANDOM,  LOOP_PAIR,      LOOP_DOT,      LOOP_SCALB,
  };
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
    if (!strcmp(function_names[functions[i]], name))
      return (int)functions[i];
  return -1;
}

static bool tells(const Tree *tree)
{
  switch (tree->kind) {
  case TREE_INTEGER:
  case TREE_NUMBER:
  case TREE_BOOL:
    return false;
  case TREE_NAME:
  case TREE_LOAD:
  case TREE_LIBRARY:
    return true;
  default:
    break;
  }
  LoopType type;
  if (tree->kind == TREE_CALL && loop_type_parse(tree->name, &type))
    return true;
  int op = tree->kind == TREE_CALL ? function_op(tree->name) : (int)tree->op;
  if (op == LOOP_LANES)
    return true;
  if (op == LOOP_BROADCAST)
    return false;
  for (int i = op == LOOP_SELECT || op == LOOP_GATHER; i < tree->items.count; i++)
    if (op == LOOP_RANDOM || op == LOOP_DOT ? i == 2 && tells(tree->items.items[i])
                                            : tells(tree->items.items[i]))
      return true;
  return false;
}

// -- resolving ------------------------------------------------------------------------------------

static const LoopType index_type = {TYPE_INDEX, 1};

static bool same_type(LoopType a, LoopType b)
{
  return a.scalar == b.scalar && a.lanes == b.lanes;
}

static const LoopExpr *wrong_type(LoopsParser *p, const Tree *tree, LoopType found,
                                  LoopType expected)
{
  parse_error(p, E0603, tree->place, "this is %s, expected %s", loop_type_name(p->arena, found),
              loop_type_name(p->arena, expected));
  return NULL;
}

static const LoopExpr *resolve_number(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  if (!expected) {
    parse_error(p, E0603, tree->place,
                "nothing tells the type of this number: write it as f32(1) or i32x8(1)");
    return NULL;
  }
  Type type = expected->scalar;
  if (tree->kind == TREE_BOOL && type == TYPE_BOOL)
    return loop_integer(p->arena, *expected, (int64_t)tree->integer);
  if (tree->kind == TREE_BOOL || type == TYPE_BOOL) {
    parse_error(p, E0603, tree->place, "expected %s", loop_type_name(p->arena, *expected));
    return NULL;
  }
  if (type_is_float(type))
    return loop_number(p->arena, *expected,
                       tree->kind == TREE_NUMBER ? tree->number : (double)tree->integer);
  uint64_t most = type == TYPE_U8 ? 255 : type == TYPE_I32 ? (uint64_t)1 << 31 : (uint64_t)1 << 63;
  if (tree->kind == TREE_NUMBER || tree->integer > most) {
    parse_error(p, E0603, tree->place, "this is no number of type %s", type_name(type));
    return NULL;
  }
  return loop_integer(p->arena, *expected, (int64_t)tree->integer);
}

static const LoopExpr *resolve_name(LoopsParser *p, const Tree *tree)
{
  Symbol *symbol = parse_find(p, tree->name, tree->place);
  if (!symbol)
    return NULL;
  if (symbol->kind == SYMBOL_REGISTER)
    return loop_register(p->arena, symbol->reg);
  if (symbol->kind == SYMBOL_VARIABLE)
    return loop_variable(p->arena, symbol->variable);
  parse_error(p, E0603, tree->place, "%s is a buffer: read an element, %s[..]", tree->name,
              tree->name);
  return NULL;
}

static LoopParameter *find_parameter(LoopsParser *p, const Tree *tree)
{
  Symbol *symbol = parse_find(p, tree->name, tree->place);
  if (!symbol)
    return NULL;
  if (symbol->kind == SYMBOL_PARAMETER)
    return symbol->parameter;
  parse_error(p, E0603, tree->place, "%s is not a buffer", tree->name);
  return NULL;
}

static bool check_lanes(LoopsParser *p, const Tree *tree)
{
  int n = tree->lanes;
  if (n == 1 || n == 2 || n == 4 || n == 8 || n == 16)
    return true;
  parse_error(p, E0601, tree->place, "%d lanes: expected 1, 2, 4, 8 or 16", n);
  return false;
}

static const LoopExpr *resolve_load(LoopsParser *p, const Tree *tree)
{
  LoopParameter *parameter = find_parameter(p, tree);
  const LoopExpr *address = tree_resolve(p, tree->items.items[0], &index_type);
  const LoopExpr *count = NULL;
  if (tree->items.count > 1 && !(count = tree_resolve(p, tree->items.items[1], &index_type)))
    return NULL;
  if (!parameter || !address || !check_lanes(p, tree))
    return NULL;
  return loop_load(p->arena, parameter, tree->lanes, address, count);
}

// Operands from `first` on are of one type. The one that tells is resolved first.
static bool resolve_alike(LoopsParser *p, const Tree *tree, int first, const LoopType *expected,
                          const LoopExpr **operands)
{
  int teller = first;
  while (teller < tree->items.count && !tells(tree->items.items[teller]))
    teller++;
  if (teller == tree->items.count)
    teller = first;
  operands[teller] = tree_resolve(p, tree->items.items[teller], expected);
  if (!operands[teller])
    return false;
  for (int i = first; i < tree->items.count; i++)
    if (i != teller &&
        !(operands[i] = tree_resolve(p, tree->items.items[i], &operands[teller]->type)))
      return false;
  return true;
}

static const LoopExpr *build_operation(LoopsParser *p, LoopOp op, const LoopExpr **operands,
                                       int count)
{
  if (count == 1)
    return loop_unary(p->arena, op, operands[0]);
  if (count == 2)
    return loop_binary(p->arena, op, operands[0], operands[1]);
  return loop_ternary(p->arena, op, operands[0], operands[1], operands[2]);
}

static const LoopExpr *resolve_operator(LoopsParser *p, LoopOp op, const Tree *tree,
                                        const LoopType *expected)
{
  const LoopExpr *operands[3];
  bool compares = op >= LOOP_EQUAL && op <= LOOP_LESS_EQUAL;
  bool changes = op == LOOP_BITS || op == LOOP_FROM_BITS || op == LOOP_SUM_LANES ||
                 op == LOOP_MAX_LANES || op == LOOP_PAIR;
  if (!resolve_alike(p, tree, 0, compares || changes ? NULL : expected, operands))
    return NULL;
  Type type = operands[0]->type.scalar;
  bool of_f32 = op == LOOP_BITS || op == LOOP_PAIR || op == LOOP_SCALB;
  if ((of_f32 && type != TYPE_F32) || (op == LOOP_FROM_BITS && type != TYPE_I32))
    return wrong_type(p, tree->items.items[0], operands[0]->type,
                      (LoopType){of_f32 ? TYPE_F32 : TYPE_I32, operands[0]->type.lanes});
  bool divides = op == LOOP_DIVIDE || op == LOOP_SQRT || op == LOOP_FLOOR || op == LOOP_FMA;
  bool whole = op == LOOP_QUOTIENT || op == LOOP_REMAINDER || op == LOOP_SHIFT_LEFT ||
               op == LOOP_SHIFT_RIGHT;
  bool logical = op == LOOP_AND || op == LOOP_OR || op == LOOP_NOT;
  bool bad = (divides && !type_is_float(type)) || ((whole || logical) && type_is_float(type)) ||
             (type == TYPE_BOOL && !logical && op != LOOP_EQUAL && op != LOOP_NOT_EQUAL);
  if (!bad)
    return build_operation(p, op, operands, tree->items.count);
  parse_error(p, E0603, tree->place, "`%s` is not defined for %s", function_names[op],
              loop_type_name(p->arena, operands[0]->type));
  return NULL;
}

static const LoopExpr *resolve_select(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  const LoopExpr *operands[3];
  operands[0] = tree_resolve(p, tree->items.items[0], NULL);
  if (!operands[0] || !resolve_alike(p, tree, 1, expected, operands))
    return NULL;
  LoopType condition = {TYPE_BOOL, operands[1]->type.lanes};
  if (!same_type(operands[0]->type, condition))
    return wrong_type(p, tree->items.items[0], operands[0]->type, condition);
  return loop_ternary(p->arena, LOOP_SELECT, operands[0], operands[1], operands[2]);
}

// The sum tells the lanes of the words.
static const LoopExpr *resolve_dot(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  const LoopExpr *sum = tree_resolve(p, tree->items.items[2], expected), *words[2];
  if (!sum)
    return NULL;
  LoopType wanted = {TYPE_I32, sum->type.lanes}, f32 = {TYPE_F32, sum->type.lanes};
  if (!same_type(sum->type, f32))
    return wrong_type(p, tree->items.items[2], sum->type, f32);
  for (int i = 0; i < 2; i++) {
    words[i] = tree_resolve(p, tree->items.items[i], &wanted);
    if (!words[i])
      return NULL;
    if (!same_type(words[i]->type, wanted))
      return wrong_type(p, tree->items.items[i], words[i]->type, wanted);
  }
  return loop_ternary(p->arena, LOOP_DOT, words[0], words[1], sum);
}

static bool is_literal(const Tree *tree)
{
  if (tree->kind == TREE_OPERATOR && tree->op == LOOP_NEGATE)
    tree = tree->items.items[0];
  return tree->kind == TREE_INTEGER || tree->kind == TREE_NUMBER || tree->kind == TREE_BOOL;
}

// `T(a)`: a number of that type, a broadcast, or a conversion.
static const LoopExpr *resolve_typed(LoopsParser *p, const Tree *tree, LoopType type)
{
  const Tree *item = tree->items.items[0];
  if (is_literal(item))
    return tree_resolve(p, item, &type);
  const LoopExpr *a = tree_resolve(p, item, NULL);
  if (!a)
    return NULL;
  if (a->type.lanes == type.lanes)
    return loop_convert(p->arena, type.scalar, a);
  if (a->type.lanes == 1 && a->type.scalar == type.scalar)
    return loop_broadcast(p->arena, type.lanes, a);
  return wrong_type(p, item, a->type, type);
}

static const LoopExpr *resolve_broadcast(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  if (!expected) {
    parse_error(p, E0603, tree->place, "nothing tells the lanes of this: write it as f32x8(a)");
    return NULL;
  }
  LoopType scalar = {expected->scalar, 1};
  const LoopExpr *a = tree_resolve(p, tree->items.items[0], &scalar);
  return a ? loop_broadcast(p->arena, expected->lanes, a) : NULL;
}

static const LoopExpr *resolve_gather(LoopsParser *p, const Tree *tree)
{
  const Tree *name = tree->items.items[0];
  if (name->kind != TREE_NAME) {
    parse_error(p, E0601, name->place, "expected the name of a buffer");
    return NULL;
  }
  LoopParameter *parameter = find_parameter(p, name);
  const LoopExpr *addresses = tree_resolve(p, tree->items.items[1], NULL);
  if (!parameter || !addresses)
    return NULL;
  if (addresses->type.scalar != TYPE_INDEX)
    return wrong_type(p, tree->items.items[1], addresses->type,
                      (LoopType){TYPE_INDEX, addresses->type.lanes});
  return loop_gather(p->arena, parameter, addresses);
}

static const LoopExpr *resolve_random(LoopsParser *p, const Tree *tree)
{
  const Tree *key = tree->items.items[0], *stream = tree->items.items[1];
  bool is_key = key->kind == TREE_INTEGER || key->kind == TREE_NAME;
  if (!is_key || stream->kind != TREE_INTEGER || stream->integer >> 18) {
    parse_error(p, E0601, tree->place,
                "expected random(key, stream, element) with a number or a size, and a number");
    return NULL;
  }
  const LoopExpr *name = key->kind == TREE_INTEGER
                             ? loop_integer(p->arena, index_type, (int64_t)key->integer)
                             : tree_resolve(p, key, &index_type);
  const LoopExpr *element = tree_resolve(p, tree->items.items[2], NULL);
  if (!name || !element)
    return NULL;
  if (element->type.scalar != TYPE_INDEX)
    return wrong_type(p, tree->items.items[2], element->type,
                      (LoopType){TYPE_INDEX, element->type.lanes});
  return loop_random(p->arena, name, (int)stream->integer, element);
}

static const LoopExpr *resolve_lanes(LoopsParser *p, const Tree *tree)
{
  const LoopExpr *start = tree_resolve(p, tree->items.items[0], &index_type);
  return start && check_lanes(p, tree) ? loop_lanes(p->arena, tree->lanes, start) : NULL;
}

static const LoopExpr *resolve_call(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  LoopType type;
  bool typed = loop_type_parse(tree->name, &type);
  int op = typed ? LOOP_CONVERT : function_op(tree->name);
  int wanted = op < 0 ? 0
               : op == LOOP_GATHER || op == LOOP_QUOTIENT || op == LOOP_REMAINDER ||
                       op == LOOP_MAXIMUM || op == LOOP_MINIMUM || op == LOOP_PAIR ||
                       op == LOOP_SCALB
                   ? 2
               : op == LOOP_FMA || op == LOOP_SELECT || op == LOOP_RANDOM || op == LOOP_DOT ? 3
                                                                                            : 1;
  if (op < 0) {
    parse_error(p, E0602, tree->place, "no operation `%s`", tree->name);
    return NULL;
  }
  if (tree->items.count != wanted || (tree->lanes > 1) != (op == LOOP_LANES && tree->lanes > 1)) {
    parse_error(p, E0601, tree->place, "%s takes %d operand%s", tree->name, wanted,
                wanted > 1 ? "s" : "");
    return NULL;
  }
  switch (op) {
  case LOOP_CONVERT:
    return resolve_typed(p, tree, type);
  case LOOP_BROADCAST:
    return resolve_broadcast(p, tree, expected);
  case LOOP_GATHER:
    return resolve_gather(p, tree);
  case LOOP_LANES:
    return resolve_lanes(p, tree);
  case LOOP_RANDOM:
    return resolve_random(p, tree);
  case LOOP_SELECT:
    return resolve_select(p, tree, expected);
  case LOOP_DOT:
    return resolve_dot(p, tree, expected);
  default:
    return resolve_operator(p, (LoopOp)op, tree, expected);
  }
}

static const LoopExpr *resolve_library(LoopsParser *p, const Tree *tree)
{
  static const LoopType f64 = {TYPE_F64, 1};
  const LoopExpr *operands[2] = {NULL, NULL};
  if (tree->items.count > 2) {
    parse_error(p, E0601, tree->place, "a function of libm takes one or two operands");
    return NULL;
  }
  for (int i = 0; i < tree->items.count; i++)
    if (!(operands[i] = tree_resolve(p, tree->items.items[i], &f64)))
      return NULL;
  return loop_call(p->arena, tree->name, operands[0], operands[1]);
}

static const LoopExpr *resolve_any(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  switch (tree->kind) {
  case TREE_INTEGER:
  case TREE_NUMBER:
  case TREE_BOOL:
    return resolve_number(p, tree, expected);
  case TREE_NAME:
    return resolve_name(p, tree);
  case TREE_LOAD:
    return resolve_load(p, tree);
  case TREE_OPERATOR:
    return resolve_operator(p, tree->op, tree, expected);
  case TREE_CALL:
    return resolve_call(p, tree, expected);
  case TREE_LIBRARY:
    return resolve_library(p, tree);
  }
  return NULL;
}

const LoopExpr *tree_resolve(LoopsParser *p, const Tree *tree, const LoopType *expected)
{
  if (tree->depth >= MAX_DEPTH)
    return NULL;  // reported when it was built
  const LoopExpr *found = resolve_any(p, tree, expected);
  if (found && expected && !same_type(found->type, *expected))
    return wrong_type(p, tree, found->type, *expected);
  return found;
}
