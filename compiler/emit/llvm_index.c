// What is known of indices: the range of an expression, and addresses as affine sums.
//
//   before   x[784*b + 28*(i + 2) + j]
//   after    ((x + 784*b) + 28*i) + j, and 56 elements as the displacement of the instruction
//
// Of the addresses of a gather, the part that is equal in all lanes goes to the pointer, too. What
// is left may be a step from lane to lane: then it is a load or a few of them at constant
// distances, not a gather.
//
// A sum of indices may be reordered at will, because index arithmetic is exact modulo 2^64. Terms
// of outer loops come first, so that they can be hoisted; the constant comes last, where x86 and
// ARM add it for free. Ranges give the flags that say that nothing overflows, and cheap divisions
// of what is never negative.

#include "emit/llvm.h"

#include "base/divisor.h"

typedef struct Term {
  const LoopExpr *expr;
  int64_t factor;
  int depth;
} Term;

typedef struct Sum {
  ListOf(Term) terms;      // one lane, by depth
  ListOf(Term) irregular;  // several lanes that are neither equal nor steps
  int64_t constant;
  int64_t stride;  // from lane to lane, of the regular part
} Sum;

static int64_t wrapping_product(int64_t a, int64_t b)
{
  return (int64_t)((uint64_t)a * (uint64_t)b);
}

static Interval type_range(Type type)
{
  switch (type) {
  case TYPE_BOOL:
    return (Interval){0, 1};
  case TYPE_U8:
    return (Interval){0, UINT8_MAX};
  case TYPE_I32:
    return (Interval){INT32_MIN, INT32_MAX};
  default:
    return (Interval){INT64_MIN, INT64_MAX};
  }
}

int llvm_multiple(const LlvmFunction *f, const LoopExpr *e)
{
  if (e->op == LOOP_NUMBER)
    return (int)power_of_two_in(e->integer, LARGEST_ALIGNMENT);
  if (e->op == LOOP_VARIABLE)
    return f->variables[e->variable->id].multiple;
  if (e->op != LOOP_ADD && e->op != LOOP_SUBTRACT && e->op != LOOP_MULTIPLY &&
      e->op != LOOP_MINIMUM && e->op != LOOP_MAXIMUM && e->op != LOOP_REMAINDER)
    return 1;
  int a = llvm_multiple(f, e->operands[0]), b = llvm_multiple(f, e->operands[1]);
  if (e->op == LOOP_MULTIPLY)
    return (int)power_of_two_in((int64_t)a * b, LARGEST_ALIGNMENT);
  return a < b ? a : b;
}

bool range_is_within(Interval range, int64_t low, int64_t high)
{
  return low <= range.low && range.high <= high;
}

static Interval hull(const int64_t *values, int count)
{
  Interval range = {values[0], values[0]};
  for (int i = 1; i < count; i++) {
    range.low = values[i] < range.low ? values[i] : range.low;
    range.high = values[i] > range.high ? values[i] : range.high;
  }
  return range;
}

// a op b at the corners; everything of the type if one of them overflows.
static Interval arithmetic_range(LoopOp op, Interval a, Interval b, Interval all)
{
  int64_t corner[4];
  bool overflows = false;
  if (op == LOOP_MULTIPLY) {
    overflows |= __builtin_mul_overflow(a.low, b.low, &corner[0]);
    overflows |= __builtin_mul_overflow(a.low, b.high, &corner[1]);
    overflows |= __builtin_mul_overflow(a.high, b.low, &corner[2]);
    overflows |= __builtin_mul_overflow(a.high, b.high, &corner[3]);
  } else if (op == LOOP_ADD) {
    overflows |= __builtin_add_overflow(a.low, b.low, &corner[0]);
    overflows |= __builtin_add_overflow(a.high, b.high, &corner[1]);
  } else {
    overflows |= __builtin_sub_overflow(a.low, b.high, &corner[0]);
    overflows |= __builtin_sub_overflow(a.high, b.low, &corner[1]);
  }
  if (overflows)
    return all;
  Interval range = hull(corner, op == LOOP_MULTIPLY ? 4 : 2);
  return range_is_within(range, all.low, all.high) ? range : all;
}

static int64_t floor_quotient(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

static Interval binary_range(LoopOp op, Interval a, Interval b, Interval all)
{
  switch (op) {
  case LOOP_ADD:
  case LOOP_SUBTRACT:
  case LOOP_MULTIPLY:
    return arithmetic_range(op, a, b, all);
  case LOOP_QUOTIENT: {
    if (b.low <= 0)
      return all;
    int64_t corner[4] = {floor_quotient(a.low, b.low), floor_quotient(a.low, b.high),
                         floor_quotient(a.high, b.low), floor_quotient(a.high, b.high)};
    return hull(corner, 4);
  }
  case LOOP_REMAINDER:
    if (b.low <= 0)
      return all;
    return a.low >= 0 && a.high < b.low ? a : (Interval){0, b.high - 1};
  case LOOP_MAXIMUM:
    return (Interval){a.low > b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
  case LOOP_MINIMUM:
    return (Interval){a.low < b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
  default:
    return all;
  }
}

Interval llvm_range(const LlvmFunction *f, const LoopExpr *e)
{
  Interval all = type_range(e->type.scalar);
  if (type_is_float(e->type.scalar))
    return all;
  switch (e->op) {
  case LOOP_NUMBER:
    return (Interval){e->integer, e->integer};
  case LOOP_VARIABLE:
    return f->variables[e->variable->id].range;
  case LOOP_BROADCAST:
    return llvm_range(f, e->operands[0]);
  case LOOP_LANES:
    return arithmetic_range(LOOP_ADD, llvm_range(f, e->operands[0]),
                            (Interval){0, e->type.lanes - 1}, all);
  case LOOP_CONVERT: {
    Type from = e->operands[0]->type.scalar;
    if (type_is_float(from))
      return all;
    Interval range = llvm_range(f, e->operands[0]);
    return range_is_within(range, all.low, all.high) ? range : all;
  }
  case LOOP_SELECT: {
    Interval a = llvm_range(f, e->operands[1]), b = llvm_range(f, e->operands[2]);
    int64_t ends[4] = {a.low, a.high, b.low, b.high};
    return hull(ends, 4);
  }
  default:
    if (e->operand_count != 2 || e->op == LOOP_LOAD)
      return all;
    Interval a = llvm_range(f, e->operands[0]), b = llvm_range(f, e->operands[1]);
    return binary_range(e->op, a, b, all);
  }
}

// How many loops must turn for the expression to change; what reads registers or buffers may
// always.
static int depth_of(const LlvmFunction *f, const LoopExpr *e)
{
  if (e->op == LOOP_VARIABLE)
    return f->variables[e->variable->id].depth;
  if (e->op == LOOP_REGISTER || e->op == LOOP_LOAD || e->op == LOOP_GATHER)
    return f->depth;
  int depth = 0;
  for (int i = 0; i < e->operand_count; i++) {
    int inner = depth_of(f, e->operands[i]);
    depth = inner > depth ? inner : depth;
  }
  return depth;
}

static void sum_add_term(const LlvmFunction *f, Sum *sum, const LoopExpr *e, int64_t factor)
{
  for (int i = 0; i < sum->terms.count; i++) {
    Term *term = &sum->terms.items[i];
    if (e->op == LOOP_VARIABLE && term->expr->op == e->op && term->expr->variable == e->variable) {
      term->factor += factor;
      return;
    }
  }
  Term added = {e, factor, depth_of(f, e)};
  list_add(f->llvm->arena, &sum->terms, added);
  Term *term = &sum->terms.items[sum->terms.count - 1];
  for (; term > sum->terms.items && term[-1].depth > added.depth; term--)
    *term = term[-1];
  *term = added;
}

// Adds factor*e.
static void sum_add(const LlvmFunction *f, Sum *sum, const LoopExpr *e, int64_t factor)
{
  const LoopExpr *a = e->operands[0], *b = e->operands[1];
  Interval range = llvm_range(f, e);
  if (range.low == range.high)
    sum->constant += wrapping_product(factor, range.low);
  else if (e->op == LOOP_ADD || e->op == LOOP_SUBTRACT) {
    sum_add(f, sum, a, factor);
    sum_add(f, sum, b, e->op == LOOP_ADD ? factor : -factor);
  } else if (e->op == LOOP_MULTIPLY && b->op == LOOP_NUMBER)
    sum_add(f, sum, a, wrapping_product(factor, b->integer));
  else if (e->op == LOOP_MULTIPLY && a->op == LOOP_NUMBER)
    sum_add(f, sum, b, wrapping_product(factor, a->integer));
  else if (e->op == LOOP_BROADCAST)
    sum_add(f, sum, a, factor);
  else if (e->op == LOOP_LANES) {
    sum->stride += factor;
    sum_add(f, sum, a, factor);
  } else if (e->op == LOOP_VARIABLE) {
    const Binding *binding = &f->variables[e->variable->id];
    sum->constant += wrapping_product(factor, binding->offset);
    sum_add_term(f, sum, e, factor);
  } else if (e->type.lanes > 1) {
    Term term = {e, factor, 0};
    list_add(f->llvm->arena, &sum->irregular, term);
  } else
    sum_add_term(f, sum, e, factor);
}

static LLVMValueRef term_value(LlvmFunction *f, const Term *term)
{
  Llvm *llvm = f->llvm;
  bool is_variable = term->expr->op == LOOP_VARIABLE;
  const Binding *binding = is_variable ? &f->variables[term->expr->variable->id] : NULL;
  LLVMValueRef value = is_variable ? binding->value : llvm_expr(f, term->expr);
  if (term->factor == 1)
    return value;
  LLVMValueRef product = LLVMBuildMul(llvm->builder, value, llvm_integer(llvm, term->factor), "");
  Interval range = llvm_range(f, term->expr);
  if (is_variable)
    range = arithmetic_range(LOOP_SUBTRACT, range, (Interval){binding->offset, binding->offset},
                             type_range(TYPE_INDEX));
  int64_t low, high;
  if (LLVMIsAInstruction(product) && !__builtin_mul_overflow(range.low, term->factor, &low) &&
      !__builtin_mul_overflow(range.high, term->factor, &high)) {
    LLVMSetNSW(product, true);
    LLVMSetNUW(product, range.low >= 0 && term->factor > 0);
  }
  return product;
}

// base + the regular part of the sum, at its first lane
static LLVMValueRef sum_pointer(LlvmFunction *f, const LoopParameter *parameter, const Sum *sum)
{
  Llvm *llvm = f->llvm;
  LLVMTypeRef element = llvm_memory_type(llvm, parameter->type, 1);
  LLVMValueRef pointer = f->buffers[kernel_buffer(f->kernel, parameter)];
  for (int i = 0; i < sum->terms.count; i++) {
    if (sum->terms.items[i].factor == 0)
      continue;
    LLVMValueRef value = term_value(f, &sum->terms.items[i]);
    pointer = LLVMBuildGEP2(llvm->builder, element, pointer, &value, 1, "");
  }
  return llvm_element(llvm, element, pointer, sum->constant);
}

LLVMValueRef llvm_element(Llvm *llvm, LLVMTypeRef element, LLVMValueRef pointer, int64_t offset)
{
  LLVMValueRef constant = llvm_integer(llvm, offset);
  return offset ? LLVMBuildGEP2(llvm->builder, element, pointer, &constant, 1, "") : pointer;
}

LLVMValueRef llvm_address(LlvmFunction *f, const LoopParameter *parameter, const LoopExpr *address)
{
  Sum sum = {.constant = 0};
  sum_add(f, &sum, address, 1);
  return sum_pointer(f, parameter, &sum);
}

// stride*(0, 1, ..) + the irregular terms; of 32 bits where that is enough, as gathers are cheaper
// then.
static LLVMValueRef irregular_offsets(LlvmFunction *f, const Sum *sum, int lanes)
{
  Llvm *llvm = f->llvm;
  Interval all = type_range(TYPE_INDEX), last = {0, lanes - 1};
  Interval range = arithmetic_range(LOOP_MULTIPLY, last, (Interval){sum->stride, sum->stride}, all);
  LLVMValueRef steps[16];
  for (int i = 0; i < lanes; i++)
    steps[i] = llvm_integer(llvm, wrapping_product(sum->stride, i));
  LLVMValueRef offsets = LLVMConstVector(steps, (unsigned)lanes);
  for (int i = 0; i < sum->irregular.count; i++) {
    const Term *term = &sum->irregular.items[i];
    Interval factor = {term->factor, term->factor};
    Interval part = arithmetic_range(LOOP_MULTIPLY, llvm_range(f, term->expr), factor, all);
    range = arithmetic_range(LOOP_ADD, range, part, all);
    LLVMValueRef value = llvm_expr(f, term->expr);
    LLVMValueRef splat = llvm_splat(llvm, llvm_integer(llvm, term->factor), lanes);
    value = term->factor == 1 ? value : LLVMBuildMul(llvm->builder, value, splat, "");
    offsets = LLVMBuildAdd(llvm->builder, offsets, value, "");
  }
  if (!range_is_within(range, INT32_MIN, INT32_MAX))
    return offsets;
  return LLVMBuildTrunc(llvm->builder, offsets, LLVMVectorType(llvm->i32, (unsigned)lanes), "");
}

LlvmPlaces llvm_places(LlvmFunction *f, const LoopParameter *parameter, const LoopExpr *addresses)
{
  Sum sum = {.constant = 0};
  sum_add(f, &sum, addresses, 1);
  LlvmPlaces places = {.first = sum_pointer(f, parameter, &sum), .stride = sum.stride};
  if (sum.irregular.count > 0)
    places.offsets = irregular_offsets(f, &sum, addresses->type.lanes);
  return places;
}
