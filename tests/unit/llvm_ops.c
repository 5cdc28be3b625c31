// Every operation at 1, 4, 8 and 16 lanes: interpreter, LLVM and C agree on every bit, on the
// values at which types and machines differ: signed zeros, infinities, NaN, denormals, the ends of
// the integers.

#ifdef NETC_LLVM

#include "llvm_case.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <math.h>
#include <string.h>

enum { COUNT = 64 };

static const double specials[] = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    254.9,
    255.5,
    256.0,
    -0.9,
    1e-40,
    -1e-40,
    1e30,
    -1e30,
    2147483520.0,
    2147483648.0,
    -2147483648.0,
    -2147483904.0,
    9223371487098961920.0,
    9223372036854775808.0,
    -9223372036854775808.0,
    1.1754943508222875e-38,
    3.4028234663852886e38,
    16777217.0,
    0.1,
    -3.7,
    1e-3,
};
static const int64_t whole_specials[] = {
    0,         1,          -1,
    2,         -2,         7,
    -7,        8,          -8,
    9,         255,        256,
    -256,      1000000007, -1000000007,
    INT32_MAX, INT32_MIN,  (int64_t)INT32_MAX + 1,
    INT64_MAX, INT64_MIN,  123456789012345,
};

typedef union Element {
  float f32;
  double f64;
  int32_t i32;
  uint8_t u8;
  int64_t index;
} Element;

static double special(uint64_t n)
{
  int count = (int)(sizeof specials / sizeof *specials);
  if (n % 8 == 6)
    return n % 3 == 0 ? INFINITY : n % 3 == 1 ? -INFINITY : NAN;
  return n % 8 < 5 ? specials[n / 8 % (uint64_t)count] : ((double)(n % 20011) - 10000) / 37;
}

// Element n of a sequence without pattern.
static Element element(Type type, uint64_t n)
{
  uint64_t r = text_hash(&n, sizeof n, 1) >> 3;
  int64_t whole = whole_specials[r % (sizeof whole_specials / sizeof *whole_specials)];
  Element e = {.index = whole};
  if (type == TYPE_F32)
    e.f32 = (float)special(r);
  else if (type == TYPE_F64)
    e.f64 = special(r);
  else if (type == TYPE_BOOL)
    e.u8 = r & 1;
  else if (type == TYPE_U8)
    e.u8 = (uint8_t)r;
  else if (type == TYPE_I32)
    e.i32 = r % 3 ? (int32_t)whole : (int32_t)r;
  return e;
}

static void *data_of(Case *c, Type type, uint64_t seed)
{
  int bytes = type_bytes(type);
  char *data = arena_allocate(c->arena, COUNT, (size_t)bytes);
  for (uint64_t i = 0; i < COUNT; i++) {
    Element e = element(type, 1000 * seed + i);
    memcpy(data + i * (uint64_t)bytes, &e, (size_t)bytes);
  }
  return data;
}

// A kernel that reads up to three buffers in a loop over lanes.
typedef struct Op {
  CaseKernel k;
  LoopVariable *i;
  LoopBlock *body;
  const LoopExpr *operands[3];
  LoopType i_type;
  int lanes;
} Op;

static Op op_open(Case *c, int lanes, const char *name, const Type *types, int count)
{
  static const char *const names[] = {"a", "b", "c"};
  Arena *arena = c->arena;
  Op op = {.k = case_kernel(c, arena_print(arena, "%s_%d", name, c->program->kernels.count)),
           .lanes = lanes};
  op.i = kernel_add_variable(c->program, op.k.kernel, "i");
  LoopType index = op.i_type = (LoopType){TYPE_INDEX, 1};
  op.body = block_for(arena, &op.k.kernel->body, op.i, loop_integer(arena, index, 0),
                      loop_integer(arena, index, COUNT), lanes);
  for (int i = 0; i < count; i++) {
    LoopParameter *parameter = case_buffer(&op.k, names[i], types[i], ACCESS_IN, COUNT,
                                           data_of(c, types[i], (uint64_t)i + 1));
    op.operands[i] = loop_load(arena, parameter, lanes, loop_variable(arena, op.i), NULL);
  }
  return op;
}

static void op_close(Op *op, const LoopExpr *value)
{
  Arena *arena = op->k.owner->arena;
  LoopParameter *y = case_buffer(&op->k, "y", value->type.scalar, ACCESS_OUT, COUNT, NULL);
  block_store(arena, op->body, y, loop_variable(arena, op->i), value, NULL);
}

static void add_unary(Case *c, int lanes, LoopOp op, const char *name, Type type)
{
  Op o = op_open(c, lanes, name, &type, 1);
  op_close(&o, loop_unary(c->arena, op, o.operands[0]));
}

static void add_binary(Case *c, int lanes, LoopOp op, const char *name, Type type)
{
  Op o = op_open(c, lanes, name, (Type[]){type, type}, 2);
  op_close(&o, loop_binary(c->arena, op, o.operands[0], o.operands[1]));
}

static const Type floats[] = {TYPE_F32, TYPE_F64};
static const Type integers[] = {TYPE_I32, TYPE_U8, TYPE_INDEX};
static const Type all_types[] = {TYPE_F32, TYPE_F64, TYPE_I32, TYPE_U8, TYPE_INDEX, TYPE_BOOL};

#define EACH(type, list)                                                                           \
  for (const Type *each = list, *type = each; each < list + sizeof(list) / sizeof *(list);         \
       each++, type = each)

static int lane_counts[] = {1, 2, 4, 8, 16};

// The count is read first: what Criterion hands over may lie where a sanitizer maps the test's own
// memory.
#define LANES_TEST(name)                                                                           \
  static void name##_of(int lanes);                                                                \
  ParameterizedTestParameters(llvm_ops, name)                                                      \
  {                                                                                                \
    return cr_make_param_array(int, lane_counts, sizeof lane_counts / sizeof *lane_counts);        \
  }                                                                                                \
  ParameterizedTest(int *given, llvm_ops, name)                                                    \
  {                                                                                                \
    name##_of(*given);                                                                             \
  }                                                                                                \
  static void name##_of(int lanes)

LANES_TEST(arithmetic)
{
  Case *c = case_create();
  static const LoopOp binary[] = {LOOP_ADD, LOOP_SUBTRACT, LOOP_MULTIPLY, LOOP_MAXIMUM,
                                  LOOP_MINIMUM};
  static const char *const names[] = {"add", "subtract", "multiply", "maximum", "minimum"};
  for (int i = 0; i < 5; i++) {
    EACH(type, floats)
    add_binary(c, lanes, binary[i], names[i], *type);
    EACH(type, integers)
    add_binary(c, lanes, binary[i], names[i], *type);
  }
  EACH(type, floats)
  {
    add_binary(c, lanes, LOOP_DIVIDE, "divide", *type);
    add_unary(c, lanes, LOOP_NEGATE, "negate", *type);
    add_unary(c, lanes, LOOP_SQRT, "sqrt", *type);
    add_unary(c, lanes, LOOP_FLOOR, "floor", *type);
    Op o = op_open(c, lanes, "fma", (Type[]){*type, *type, *type}, 3);
    op_close(&o, loop_ternary(c->arena, LOOP_FMA, o.operands[0], o.operands[1], o.operands[2]));
  }
  EACH(type, integers)
  add_unary(c, lanes, LOOP_NEGATE, "negate", *type);
  add_binary(c, lanes, LOOP_SCALB, "scalb", TYPE_F32);
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(no_contraction)
{
  Case *c = case_create();
  EACH(type, floats)
  {
    Op o = op_open(c, lanes, "product_sum", (Type[]){*type, *type, *type}, 3);
    const LoopExpr *product = loop_binary(c->arena, LOOP_MULTIPLY, o.operands[0], o.operands[1]);
    op_close(&o, loop_binary(c->arena, LOOP_ADD, product, o.operands[2]));
    o = op_open(c, lanes, "sum_of_three", (Type[]){*type, *type, *type}, 3);
    const LoopExpr *sum = loop_binary(c->arena, LOOP_ADD, o.operands[0], o.operands[1]);
    op_close(&o, loop_binary(c->arena, LOOP_SUBTRACT, sum, o.operands[1]));
    o = op_open(c, lanes, "rounded", type, 1);
    const LoopExpr *big = loop_number(c->arena, o.operands[0]->type, 12582912.0);
    sum = loop_binary(c->arena, LOOP_ADD, o.operands[0], big);
    op_close(&o, loop_binary(c->arena, LOOP_SUBTRACT, sum, big));
  }
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(bits_and_truth)
{
  Case *c = case_create();
  static const Type bitwise[] = {TYPE_I32, TYPE_U8, TYPE_INDEX, TYPE_BOOL};
  static const LoopOp compares[] = {LOOP_EQUAL, LOOP_NOT_EQUAL, LOOP_LESS, LOOP_LESS_EQUAL};
  static const char *const names[] = {"equal", "not_equal", "less", "less_equal"};
  EACH(type, bitwise)
  {
    add_binary(c, lanes, LOOP_AND, "and", *type);
    add_binary(c, lanes, LOOP_OR, "or", *type);
    add_unary(c, lanes, LOOP_NOT, "not", *type);
  }
  for (int i = 0; i < 4; i++)
    EACH(type, all_types)
  if (*type != TYPE_BOOL || i < 2)
    add_binary(c, lanes, compares[i], names[i], *type);
  add_unary(c, lanes, LOOP_BITS, "bits", TYPE_F32);
  add_unary(c, lanes, LOOP_FROM_BITS, "from_bits", TYPE_I32);
  for (int amount = 0; amount < 32; amount += 7)
    for (LoopOp op = LOOP_SHIFT_LEFT; op <= LOOP_SHIFT_RIGHT; op++) {
      Op o = op_open(c, lanes, op == LOOP_SHIFT_LEFT ? "left" : "right", (Type[]){TYPE_I32}, 1);
      op_close(&o, loop_binary(c->arena, op, o.operands[0],
                               loop_integer(c->arena, (LoopType){TYPE_I32, lanes}, amount)));
    }
  EACH(type, all_types)
  {
    Op o = op_open(c, lanes, "select", (Type[]){TYPE_BOOL, *type, *type}, 3);
    op_close(&o, loop_ternary(c->arena, LOOP_SELECT, o.operands[0], o.operands[1], o.operands[2]));
  }
  case_compare(c, 2);
  case_destroy(c);
}

static void add_bf16(Case *c, int lanes)
{
  add_binary(c, lanes, LOOP_PAIR, "pair", TYPE_F32);
  Op o = op_open(c, lanes, "dot", (Type[]){TYPE_I32, TYPE_I32, TYPE_F32}, 3);
  op_close(&o, loop_ternary(c->arena, LOOP_DOT, o.operands[0], o.operands[1], o.operands[2]));
  o = op_open(c, lanes, "dot_of_pairs", (Type[]){TYPE_F32, TYPE_F32, TYPE_F32}, 3);
  const LoopExpr *a = loop_binary(c->arena, LOOP_PAIR, o.operands[0], o.operands[1]);
  const LoopExpr *b = loop_binary(c->arena, LOOP_PAIR, o.operands[2], o.operands[0]);
  op_close(&o, loop_ternary(c->arena, LOOP_DOT, a, b, o.operands[1]));
}

LANES_TEST(bf16)
{
  Case *c = case_create();
  add_bf16(c, lanes);
  case_compare(c, 2);
  case_destroy(c);
}

#ifdef __x86_64__
LANES_TEST(bf16_without_its_instructions)
{
  Case *c = case_create();
  c->cpu = "x86-64-v3";
  add_bf16(c, lanes);
  case_compare(c, 2);
  case_destroy(c);
}
#endif

LANES_TEST(conversions)
{
  Case *c = case_create();
  EACH(from, all_types)
  EACH(to, all_types)
  {
    Op o = op_open(c, lanes, "convert", from, 1);
    op_close(&o, loop_convert(c->arena, *to, o.operands[0]));
  }
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(division_of_integers)
{
  Case *c = case_create();
  static const int divisors[] = {1, 2, 3, 7, 8, 64, 100};
  static const Type types[] = {TYPE_I32, TYPE_INDEX};
  LoopType index = {TYPE_INDEX, 1};
  for (LoopOp op = LOOP_QUOTIENT; op <= LOOP_REMAINDER; op++)
    for (int i = 0; i < 7; i++) {
      EACH(type, types)
      {
        Op o = op_open(c, lanes, "division", type, 1);
        const LoopExpr *divisor = loop_integer(c->arena, o.operands[0]->type, divisors[i]);
        op_close(&o, loop_binary(c->arena, op, o.operands[0], divisor));
      }
      // of what is known not to be negative, and of what is below zero at first
      for (int shift = 0; shift <= 5; shift += 5) {
        Op o = op_open(c, lanes, "index_division", NULL, 0);
        const LoopExpr *start = loop_binary(c->arena, LOOP_ADD, loop_variable(c->arena, o.i),
                                            loop_integer(c->arena, index, -shift));
        const LoopExpr *dividend = loop_lanes(c->arena, lanes, start);
        const LoopExpr *divisor = loop_integer(c->arena, dividend->type, divisors[i]);
        op_close(&o, loop_binary(c->arena, op, dividend, divisor));
      }
    }
  Op o = op_open(c, lanes, "by_size", (Type[]){TYPE_INDEX}, 1);
  const LoopExpr *size = loop_broadcast(c->arena, lanes, loop_variable(c->arena, o.k.size));
  op_close(&o, loop_binary(c->arena, LOOP_QUOTIENT, o.operands[0], size));
  c->symbol = 13;
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(across_lanes)
{
  Case *c = case_create();
  static const Type types[] = {TYPE_F32, TYPE_F64, TYPE_I32};
  EACH(type, types)
  {
    for (LoopOp op = LOOP_SUM_LANES; op <= LOOP_MAX_LANES; op++) {
      Op o = op_open(c, lanes, "lanes", type, 1);
      op_close(&o, loop_unary(c->arena, op, o.operands[0]));
    }
    Op o = op_open(c, lanes, "broadcast", NULL, 0);
    LoopParameter *x = case_buffer(&o.k, "x", *type, ACCESS_IN, COUNT, data_of(c, *type, 1));
    const LoopExpr *first = loop_load(c->arena, x, 1, loop_variable(c->arena, o.i), NULL);
    op_close(&o, loop_broadcast(c->arena, lanes, first));
  }
  EACH(type, all_types)
  {
    Op o = op_open(c, lanes, "gather", NULL, 0);
    LoopParameter *x = case_buffer(&o.k, "x", *type, ACCESS_IN, COUNT, data_of(c, *type, 1));
    LoopType index = {TYPE_INDEX, lanes};
    const LoopExpr *address = loop_lanes(c->arena, lanes, loop_variable(c->arena, o.i));
    address = loop_binary(c->arena, LOOP_MULTIPLY, address, loop_integer(c->arena, index, 37));
    address = loop_binary(c->arena, LOOP_REMAINDER, address, loop_integer(c->arena, index, COUNT));
    op_close(&o, loop_gather(c->arena, x, address));
  }
  case_compare(c, 2);
  case_destroy(c);
}

// Addresses that are steps from lane to lane need no gather: down, in place, neighbours, far, all
// lanes one.
LANES_TEST(strided_gathers)
{
  Case *c = case_create();
  static const int strides[] = {-1, 0, 1, 2, 3};
  LoopType index = {TYPE_INDEX, lanes};
  for (int i = 0; i < 5; i++)
    EACH(type, all_types)
    {
      Op o = op_open(c, lanes, "stride", NULL, 0);
      LoopParameter *x = case_buffer(&o.k, "x", *type, ACCESS_IN, COUNT, data_of(c, *type, 1));
      LoopVariable *j = kernel_add_variable(c->program, o.k.kernel, "j");
      LoopParameter *y = case_buffer(&o.k, "y", *type, ACCESS_OUT, COUNT, NULL);
      LoopBlock *body = block_for(c->arena, o.body, j, loop_integer(c->arena, o.i_type, 1),
                                  loop_integer(c->arena, o.i_type, 5), 2);
      const LoopExpr *address = loop_lanes(c->arena, lanes, loop_variable(c->arena, j));
      address =
          loop_binary(c->arena, LOOP_MULTIPLY, address, loop_integer(c->arena, index, strides[i]));
      const LoopExpr *shift = loop_broadcast(c->arena, lanes, loop_variable(c->arena, j));
      shift = loop_binary(c->arena, LOOP_SUBTRACT, shift,
                          loop_integer(c->arena, index, i > 2 ? 0 : -19));
      address = loop_binary(c->arena, LOOP_ADD, address, shift);
      block_store(c->arena, body, y, loop_variable(c->arena, o.i),
                  loop_gather(c->arena, x, address), NULL);
    }
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(parts_of_vectors)
{
  Case *c = case_create();
  LoopType index = {TYPE_INDEX, 1};
  for (int count = -1; count <= lanes + 1; count++)
    EACH(type, all_types)
    {
      Op o = op_open(c, lanes, "part", NULL, 0);
      LoopParameter *x = case_buffer(&o.k, "x", *type, ACCESS_IN, COUNT, data_of(c, *type, 1));
      LoopParameter *y = case_buffer(&o.k, "y", *type, ACCESS_INOUT, COUNT, data_of(c, *type, 2));
      const LoopExpr *part = loop_integer(c->arena, index, count),
                     *i = loop_variable(c->arena, o.i);
      block_store(c->arena, o.body, y, i, loop_load(c->arena, x, lanes, i, NULL), part);
      op_close(&o, loop_load(c->arena, x, lanes, i, part));
    }
  // up to a size of the day
  Op o = op_open(c, lanes, "tail", (Type[]){TYPE_F32}, 1);
  const LoopExpr *i = loop_variable(c->arena, o.i);
  const LoopExpr *left = loop_binary(c->arena, LOOP_SUBTRACT, loop_variable(c->arena, o.k.size), i);
  LoopParameter *y = case_buffer(&o.k, "y", TYPE_F32, ACCESS_INOUT, COUNT, data_of(c, TYPE_F32, 2));
  block_store(c->arena, o.body, y, i, o.operands[0], left);
  c->symbol = 27;
  case_compare(c, 2);
  case_destroy(c);
}

LANES_TEST(draws)
{
  Case *c = case_create();
  for (int stream = 0; stream < 9; stream++) {
    Op o = op_open(c, lanes, "draw", NULL, 0);
    LoopType index = {TYPE_INDEX, 1};
    const LoopExpr *element = loop_lanes(c->arena, lanes, loop_variable(c->arena, o.i));
    const LoopExpr *key =
        loop_integer(c->arena, index, (int64_t)(0x123456789abcdefu * (unsigned)(stream + 1)));
    op_close(&o, loop_random(c->arena, key, stream, element));
    o = op_open(c, lanes, "far_draw", NULL, 0);
    LoopType indices = {TYPE_INDEX, lanes};
    element = loop_lanes(c->arena, lanes, loop_variable(c->arena, o.i));
    element = loop_binary(c->arena, LOOP_MULTIPLY, element,
                          loop_integer(c->arena, indices, (int64_t)1 << 35));
    op_close(&o, loop_random(c->arena, loop_variable(c->arena, o.i), stream, element));
  }
  case_compare(c, 2);
  case_destroy(c);
}

Test(llvm_ops, functions_of_libm)
{
  static const char *const functions[] = {"exp",  "log", "pow",   "cos",
                                          "tanh", "erf", "floor", "sqrt"};
  Case *c = case_create();
  for (int i = 0; i < 8; i++) {
    bool takes_two = i == 2;
    Op o = op_open(c, 1, functions[i], (Type[]){TYPE_F64, TYPE_F64}, 2);
    op_close(&o,
             loop_call(c->arena, functions[i], o.operands[0], takes_two ? o.operands[1] : NULL));
  }
  // what a compiler likes to rewrite
  static const double exponents[] = {2.0, 0.5, -1.0, 3.0};
  for (int i = 0; i < 4; i++) {
    Op o = op_open(c, 1, "power", (Type[]){TYPE_F64}, 1);
    const LoopExpr *exponent = loop_number(c->arena, (LoopType){TYPE_F64, 1}, exponents[i]);
    op_close(&o, loop_call(c->arena, "pow", o.operands[0], exponent));
  }
  case_compare(c, 2);
  case_destroy(c);
}

#endif
