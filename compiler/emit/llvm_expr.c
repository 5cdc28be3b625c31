// Expressions of the loops to LLVM values: one operation, one instruction or intrinsic.
//
//   before   a = fma(broadcast(x[784*b + i]), w[128*i + o : 8], a)
//   after    %v = call <8 x float> @llvm.fma.v8f32(<8 x float> %x, <8 x float> %w, <8 x float> %a)
//
// maximum is compare and select, which is the x86 instruction exactly; float to int is the
// saturating intrinsic, as the plain one is undefined out of range; partial loads and stores are
// masked, so lanes that do not count are never touched.

#include "emit/llvm.h"

#include <assert.h>

enum { LINE_BYTES = 64 };  // a store of fewer would fill a part of a line of memory

static bool is_unsigned(Type type)
{
  return type == TYPE_U8 || type == TYPE_BOOL;
}

// -- memory ---------------------------------------------------------------------------------------

// The first `count` of so many lanes; count may be negative or more than there are.
static LLVMValueRef lane_mask(LlvmFunction *f, int lanes, const LoopExpr *count)
{
  Llvm *llvm = f->llvm;
  LLVMValueRef value = llvm_expr(f, count), arguments[2];
  if (!range_is_within(llvm_range(f, count), 0, INT32_MAX)) {
    arguments[0] = value;
    arguments[1] = llvm_integer(llvm, 0);
    arguments[0] = llvm_intrinsic(llvm, "llvm.smax", 1, &llvm->index, 2, arguments);
    arguments[1] = llvm_integer(llvm, lanes);
    value = llvm_intrinsic(llvm, "llvm.smin", 1, &llvm->index, 2, arguments);
  }
  value = LLVMBuildTrunc(llvm->builder, value, llvm->i32, "");
  LLVMValueRef positions[16];
  for (int i = 0; i < lanes; i++)
    positions[i] = LLVMConstInt(llvm->i32, (unsigned)i, false);
  if (lanes == 1)  // a vector of one lane, as masks are vectors
    value = LLVMBuildInsertElement(llvm->builder, LLVMGetPoison(LLVMVectorType(llvm->i32, 1)),
                                   value, positions[0], "");
  return LLVMBuildICmp(llvm->builder, LLVMIntSLT, LLVMConstVector(positions, (unsigned)lanes),
                       llvm_splat(llvm, value, lanes), "");
}

static LLVMValueRef from_memory(Llvm *llvm, LoopType type, LLVMValueRef value)
{
  if (type.scalar != TYPE_BOOL)
    return value;
  return LLVMBuildICmp(llvm->builder, LLVMIntNE, value, LLVMConstNull(LLVMTypeOf(value)), "");
}

static LLVMValueRef to_memory(Llvm *llvm, LoopType type, LLVMValueRef value)
{
  if (type.scalar != TYPE_BOOL)
    return value;
  LLVMTypeRef bytes = llvm_memory_type(llvm, type.scalar, type.lanes);
  return LLVMBuildZExt(llvm->builder, value, bytes, "");
}

// The type that masked instructions want: a vector even of one lane.
static LLVMTypeRef masked_type(Llvm *llvm, LoopType type)
{
  return LLVMVectorType(llvm_memory_type(llvm, type.scalar, 1), (unsigned)type.lanes);
}

static LLVMValueRef load_from(Llvm *llvm, Type scalar, int lanes, LLVMValueRef pointer)
{
  LLVMTypeRef type = llvm_memory_type(llvm, scalar, lanes);
  LLVMValueRef value = LLVMBuildLoad2(llvm->builder, type, pointer, "");
  LLVMSetAlignment(value, (unsigned)type_bytes(scalar));
  return value;
}

static LLVMValueRef emit_load(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMValueRef pointer = llvm_address(f, e->parameter, e->operands[0]), value;
  unsigned alignment = (unsigned)type_bytes(e->type.scalar);
  if (e->operand_count < 2)
    return from_memory(llvm, e->type, load_from(llvm, e->type.scalar, e->type.lanes, pointer));
  LLVMTypeRef types[2] = {masked_type(llvm, e->type), llvm->pointer};
  LLVMValueRef arguments[4] = {pointer, LLVMConstInt(llvm->i32, alignment, false),
                               lane_mask(f, e->type.lanes, e->operands[1]),
                               LLVMConstNull(types[0])};
  value = llvm_intrinsic(llvm, "llvm.masked.load", 2, types, 4, arguments);
  if (e->type.lanes == 1)
    value = LLVMBuildExtractElement(llvm->builder, value, llvm_integer(llvm, 0), "");
  return from_memory(llvm, e->type, value);
}

// Lanes at equal distances.
static LLVMValueRef load_strided(Llvm *llvm, LoopType type, LlvmPlaces places)
{
  if (places.stride == 1)
    return load_from(llvm, type.scalar, type.lanes, places.first);
  if (places.stride == 0)
    return llvm_splat(llvm, load_from(llvm, type.scalar, 1, places.first), type.lanes);
  LLVMTypeRef element = llvm_memory_type(llvm, type.scalar, 1);
  LLVMValueRef value = LLVMGetPoison(llvm_memory_type(llvm, type.scalar, type.lanes));
  for (int i = 0; i < type.lanes; i++) {
    LLVMValueRef pointer = llvm_element(llvm, element, places.first, i * places.stride);
    value = LLVMBuildInsertElement(llvm->builder, value, load_from(llvm, type.scalar, 1, pointer),
                                   llvm_integer(llvm, i), "");
  }
  return value;
}

static LLVMValueRef emit_gather(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  unsigned lanes = (unsigned)e->type.lanes, alignment = (unsigned)type_bytes(e->type.scalar);
  LlvmPlaces places = llvm_places(f, e->parameter, e->operands[0]);
  if (lanes == 1)
    return from_memory(llvm, e->type, load_from(llvm, e->type.scalar, 1, places.first));
  if (!places.offsets)
    return from_memory(llvm, e->type, load_strided(llvm, e->type, places));
  LLVMTypeRef element = llvm_memory_type(llvm, e->type.scalar, 1);
  LLVMTypeRef types[2] = {LLVMVectorType(element, lanes), LLVMVectorType(llvm->pointer, lanes)};
  LLVMValueRef pointers =
      LLVMBuildGEP2(llvm->builder, element, places.first, &places.offsets, 1, "");
  LLVMValueRef arguments[4] = {pointers, LLVMConstInt(llvm->i32, alignment, false),
                               LLVMConstAllOnes(llvm_type(llvm, TYPE_BOOL, e->type.lanes)),
                               LLVMGetPoison(types[0])};
  LLVMValueRef value = llvm_intrinsic(llvm, "llvm.masked.gather", 2, types, 4, arguments);
  return from_memory(llvm, e->type, value);
}

// Lanes apart from each other: element by element where all are stored.
static void store_strided(LlvmFunction *f, const LoopStatement *s, LLVMValueRef value,
                          LLVMValueRef first)
{
  Llvm *llvm = f->llvm;
  LoopType type = s->store.value->type;
  unsigned alignment = (unsigned)type_bytes(type.scalar), lanes = (unsigned)type.lanes;
  LLVMTypeRef element = llvm_memory_type(llvm, type.scalar, 1);
  LLVMValueRef offsets[16];
  for (int i = 0; i < type.lanes; i++) {
    int64_t offset = i * s->store.stride;
    offsets[i] = LLVMConstInt(llvm->index, (uint64_t)offset, false);
    if (s->store.count)
      continue;
    LLVMValueRef lane = LLVMBuildExtractElement(llvm->builder, value, llvm_integer(llvm, i), "");
    LLVMValueRef pointer = llvm_element(llvm, element, first, offset);
    LLVMSetAlignment(LLVMBuildStore(llvm->builder, lane, pointer), alignment);
  }
  if (!s->store.count)
    return;
  LLVMValueRef vector = LLVMConstVector(offsets, lanes);
  LLVMTypeRef types[2] = {masked_type(llvm, type), LLVMVectorType(llvm->pointer, lanes)};
  LLVMValueRef arguments[4] = {value, LLVMBuildGEP2(llvm->builder, element, first, &vector, 1, ""),
                               LLVMConstInt(llvm->i32, alignment, false),
                               lane_mask(f, type.lanes, s->store.count)};
  llvm_intrinsic(llvm, "llvm.masked.scatter", 2, types, 4, arguments);
}

// A whole vector that lies on a boundary of its size may go past the caches; others cannot.
static bool goes_far(const LlvmFunction *f, const LoopStatement *s)
{
  const LoopParameter *to = s->store.parameter;
  LoopType type = s->store.value->type;
  int bytes = type.lanes * type_bytes(type.scalar);
  return to->access == ACCESS_FAR && bytes == LINE_BYTES && !s->store.count &&
         f->alignments[to->position] >= bytes &&
         llvm_multiple(f, s->store.address) * type_bytes(type.scalar) >= bytes;
}

static void send_far(LlvmFunction *f, LLVMValueRef store)
{
  Llvm *llvm = f->llvm;
  LLVMMetadataRef one = LLVMValueAsMetadata(LLVMConstInt(llvm->i32, 1, false));
  unsigned kind = LLVMGetMDKindIDInContext(llvm->context, "nontemporal", 11);
  LLVMSetMetadata(store, kind,
                  LLVMMetadataAsValue(llvm->context, LLVMMDNodeInContext2(llvm->context, &one, 1)));
  f->stores_far = true;
}

void llvm_store(LlvmFunction *f, const LoopStatement *s)
{
  Llvm *llvm = f->llvm;
  LoopType type = s->store.value->type;
  LLVMValueRef value = to_memory(llvm, type, llvm_expr(f, s->store.value));
  LLVMValueRef pointer = llvm_address(f, s->store.parameter, s->store.address);
  unsigned alignment = (unsigned)type_bytes(type.scalar);
  if (s->store.stride != 1) {
    store_strided(f, s, value, pointer);
    return;
  }
  if (!s->store.count) {
    LLVMValueRef store = LLVMBuildStore(llvm->builder, value, pointer);
    bool is_far = goes_far(f, s);
    LLVMSetAlignment(store, is_far ? LINE_BYTES : alignment);
    if (is_far)
      send_far(f, store);
    return;
  }
  LLVMTypeRef types[2] = {masked_type(llvm, type), llvm->pointer};
  if (type.lanes == 1)
    value = LLVMBuildInsertElement(llvm->builder, LLVMGetPoison(types[0]), value,
                                   llvm_integer(llvm, 0), "");
  LLVMValueRef arguments[4] = {value, pointer, LLVMConstInt(llvm->i32, alignment, false),
                               lane_mask(f, type.lanes, s->store.count)};
  llvm_intrinsic(llvm, "llvm.masked.store", 2, types, 4, arguments);
}

void llvm_prefetch(LlvmFunction *f, const LoopStatement *s)
{
  enum { READ = 0, SECOND = 2, NEAREST = 3, DATA = 1 };
  LLVMTypeRef i32 = f->llvm->i32;
  const LoopExpr *load = s->fetch.load;
  LLVMValueRef arguments[4] = {
      llvm_address(f, load->parameter, load->operands[0]), LLVMConstInt(i32, READ, false),
      LLVMConstInt(i32, s->fetch.far ? SECOND : NEAREST, false), LLVMConstInt(i32, DATA, false)};
  llvm_intrinsic(f->llvm, "llvm.prefetch", 1, &f->llvm->pointer, 4, arguments);
}

// -- arithmetic -----------------------------------------------------------------------------------

static LLVMValueRef emit_number(Llvm *llvm, const LoopExpr *e)
{
  LLVMTypeRef type = llvm_type(llvm, e->type.scalar, 1);
  LLVMValueRef value = type_is_float(e->type.scalar)
                           ? LLVMConstReal(type, e->number)
                           : LLVMConstInt(type, (uint64_t)e->integer, true);
  return llvm_splat(llvm, value, e->type.lanes);
}

// Says of index arithmetic that it does not overflow, where the ranges prove it.
static LLVMValueRef with_flags(LlvmFunction *f, const LoopExpr *e, LLVMValueRef value)
{
  if (e->type.scalar != TYPE_INDEX || !LLVMIsAInstruction(value))
    return value;
  Interval range = llvm_range(f, e);
  if (range.low == INT64_MIN || range.high == INT64_MAX)
    return value;
  LLVMSetNSW(value, true);
  LLVMSetNUW(value, e->op != LOOP_SUBTRACT && llvm_range(f, e->operands[0]).low >= 0 &&
                        llvm_range(f, e->operands[1]).low >= 0);
  return value;
}

static LLVMValueRef emit_variable(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  const Binding *binding = &f->variables[e->variable->id];
  if (binding->offset == 0)
    return binding->value;
  LLVMValueRef value =
      LLVMBuildAdd(llvm->builder, binding->value, llvm_integer(llvm, binding->offset), "");
  if (LLVMIsAInstruction(value) && binding->range.high != INT64_MAX && binding->offset > 0)
    LLVMSetNSW(value, true);
  return value;
}

static LLVMValueRef emit_lanes(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMValueRef positions[16];
  for (int i = 0; i < e->type.lanes; i++)
    positions[i] = LLVMConstInt(llvm_type(llvm, e->type.scalar, 1), (unsigned)i, false);
  LLVMValueRef start = llvm_splat(llvm, llvm_expr(f, e->operands[0]), e->type.lanes);
  if (e->type.lanes == 1)
    return start;
  return LLVMBuildAdd(llvm->builder, start, LLVMConstVector(positions, (unsigned)e->type.lanes),
                      "");
}

// floor(a/b) and a - b*floor(a/b) for b > 0; of 32 bits where the ranges allow it, as x86 divides
// 64 slowly.
static LLVMValueRef emit_division(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef builder = llvm->builder;
  LLVMValueRef a = llvm_expr(f, e->operands[0]), b = llvm_expr(f, e->operands[1]);
  Interval range = llvm_range(f, e->operands[0]), divisor = llvm_range(f, e->operands[1]);
  LLVMTypeRef type = LLVMTypeOf(a);
  bool is_quotient = e->op == LOOP_QUOTIENT;
  if (range.low >= 0) {
    bool is_narrow = e->type.scalar == TYPE_INDEX && range.high <= INT32_MAX &&
                     range_is_within(divisor, 1, INT32_MAX);
    LLVMTypeRef narrow =
        e->type.lanes == 1 ? llvm->i32 : LLVMVectorType(llvm->i32, (unsigned)e->type.lanes);
    a = is_narrow ? LLVMBuildTrunc(builder, a, narrow, "") : a;
    b = is_narrow ? LLVMBuildTrunc(builder, b, narrow, "") : b;
    LLVMValueRef result =
        is_quotient ? LLVMBuildUDiv(builder, a, b, "") : LLVMBuildURem(builder, a, b, "");
    return is_narrow ? LLVMBuildZExt(builder, result, type, "") : result;
  }
  LLVMValueRef zero = LLVMConstNull(type);
  LLVMValueRef rest = LLVMBuildSRem(builder, a, b, "");
  LLVMValueRef is_below = LLVMBuildICmp(builder, LLVMIntSLT, rest, zero, "");
  if (!is_quotient)
    return LLVMBuildAdd(builder, rest, LLVMBuildSelect(builder, is_below, b, zero, ""), "");
  return LLVMBuildAdd(builder, LLVMBuildSDiv(builder, a, b, ""),
                      LLVMBuildSExt(builder, is_below, type, ""), "");
}

typedef struct Predicates {
  LLVMRealPredicate real;
  LLVMIntPredicate with_sign, without_sign;
} Predicates;

static LLVMValueRef compare(Llvm *llvm, LoopOp op, Type type, LLVMValueRef a, LLVMValueRef b)
{
  Predicates predicates;
  switch (op) {
  case LOOP_EQUAL:
    predicates = (Predicates){LLVMRealOEQ, LLVMIntEQ, LLVMIntEQ};
    break;
  case LOOP_NOT_EQUAL:
    predicates = (Predicates){LLVMRealUNE, LLVMIntNE, LLVMIntNE};
    break;
  case LOOP_LESS_EQUAL:
    predicates = (Predicates){LLVMRealOLE, LLVMIntSLE, LLVMIntULE};
    break;
  case LOOP_MAXIMUM:
  case LOOP_MAX_LANES:
    predicates = (Predicates){LLVMRealOGT, LLVMIntSGT, LLVMIntUGT};
    break;
  default:  // LESS, MINIMUM
    predicates = (Predicates){LLVMRealOLT, LLVMIntSLT, LLVMIntULT};
  }
  if (type_is_float(type))
    return LLVMBuildFCmp(llvm->builder, predicates.real, a, b, "");
  return LLVMBuildICmp(
      llvm->builder, is_unsigned(type) ? predicates.without_sign : predicates.with_sign, a, b, "");
}

static LLVMValueRef extreme(Llvm *llvm, LoopOp op, Type type, LLVMValueRef a, LLVMValueRef b)
{
  return LLVMBuildSelect(llvm->builder, compare(llvm, op, type, a, b), a, b, "");
}

static LLVMValueRef half(Llvm *llvm, LLVMValueRef value, int lanes, bool is_upper)
{
  LLVMValueRef positions[8];
  for (int i = 0; i < lanes / 2; i++)
    positions[i] = LLVMConstInt(llvm->i32, (unsigned)(is_upper ? lanes / 2 + i : i), false);
  return LLVMBuildShuffleVector(llvm->builder, value, LLVMGetPoison(LLVMTypeOf(value)),
                                LLVMConstVector(positions, (unsigned)lanes / 2), "");
}

// Joins lower and upper half until one lane is left.
static LLVMValueRef join_lanes(Llvm *llvm, const LoopExpr *e, LLVMValueRef value)
{
  Type type = e->type.scalar;
  int lanes = e->operands[0]->type.lanes;
  if (lanes == 1)
    return value;
  for (; lanes > 1; lanes /= 2) {
    LLVMValueRef lower = half(llvm, value, lanes, false), upper = half(llvm, value, lanes, true);
    if (e->op == LOOP_MAX_LANES)
      value = extreme(llvm, e->op, type, lower, upper);
    else if (type_is_float(type))
      value = LLVMBuildFAdd(llvm->builder, lower, upper, "");
    else
      value = LLVMBuildAdd(llvm->builder, lower, upper, "");
  }
  return LLVMBuildExtractElement(llvm->builder, value, llvm_integer(llvm, 0), "");
}

static LLVMValueRef float_to_integer(Llvm *llvm, LoopType to, LLVMValueRef value)
{
  LLVMTypeRef types[2] = {llvm_type(llvm, to.scalar, to.lanes), LLVMTypeOf(value)};
  const char *name = is_unsigned(to.scalar) ? "llvm.fptoui.sat" : "llvm.fptosi.sat";
  return llvm_intrinsic(llvm, name, 2, types, 1, &value);
}

static LLVMValueRef emit_convert(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef builder = llvm->builder;
  LLVMValueRef value = llvm_expr(f, e->operands[0]);
  LLVMTypeRef type = llvm_type(llvm, e->type.scalar, e->type.lanes);
  Type from = e->operands[0]->type.scalar, to = e->type.scalar;
  if (from == to)
    return value;
  if (to == TYPE_BOOL)
    return compare(llvm, LOOP_NOT_EQUAL, from, value, LLVMConstNull(LLVMTypeOf(value)));
  if (type_is_float(from) && type_is_float(to))
    return LLVMBuildFPCast(builder, value, type, "");
  if (type_is_float(from))
    return float_to_integer(llvm, e->type, value);
  if (type_is_float(to))
    return is_unsigned(from) ? LLVMBuildUIToFP(builder, value, type, "")
                             : LLVMBuildSIToFP(builder, value, type, "");
  return LLVMBuildIntCast2(builder, value, type, !is_unsigned(from), "");
}

// A function of libm. Not known to LLVM as such, which would fold or rewrite it by rules of its
// own.
static LLVMValueRef emit_call(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMTypeRef f64 = LLVMDoubleTypeInContext(llvm->context), types[2] = {f64, f64};
  LLVMTypeRef type = LLVMFunctionType(f64, types, (unsigned)e->operand_count, false);
  LLVMValueRef function = LLVMGetNamedFunction(llvm->module, e->function), arguments[2];
  if (!function) {
    function = LLVMAddFunction(llvm->module, e->function, type);
    llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "nounwind", 0);
    llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "willreturn", 0);
    llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "nobuiltin", 0);
    llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "memory", 0);
  }
  for (int i = 0; i < e->operand_count; i++)
    arguments[i] = llvm_expr(f, e->operands[i]);
  return LLVMBuildCall2(llvm->builder, type, function, arguments, (unsigned)e->operand_count, "");
}

// Five bits of it; more would be poison.
static LLVMValueRef shift_amount(Llvm *llvm, const LoopExpr *e, LLVMValueRef amount)
{
  LLVMValueRef limit = LLVMConstInt(llvm->i32, 31, false);
  return LLVMBuildAnd(llvm->builder, amount, llvm_splat(llvm, limit, e->type.lanes), "");
}

static LLVMValueRef emit_integer_binary(LlvmFunction *f, const LoopExpr *e, LLVMValueRef a,
                                        LLVMValueRef b)
{
  LLVMBuilderRef builder = f->llvm->builder;
  switch (e->op) {
  case LOOP_ADD:
    return with_flags(f, e, LLVMBuildAdd(builder, a, b, ""));
  case LOOP_SUBTRACT:
    return with_flags(f, e, LLVMBuildSub(builder, a, b, ""));
  case LOOP_MULTIPLY:
    return with_flags(f, e, LLVMBuildMul(builder, a, b, ""));
  case LOOP_SHIFT_LEFT:
    return LLVMBuildShl(builder, a, shift_amount(f->llvm, e, b), "");
  case LOOP_SHIFT_RIGHT:
    return LLVMBuildAShr(builder, a, shift_amount(f->llvm, e, b), "");
  case LOOP_AND:
    return LLVMBuildAnd(builder, a, b, "");
  default:
    assert(e->op == LOOP_OR);
    return LLVMBuildOr(builder, a, b, "");
  }
}

static LLVMValueRef emit_binary(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  Type type = e->operands[0]->type.scalar;
  LLVMValueRef a = llvm_expr(f, e->operands[0]), b = llvm_expr(f, e->operands[1]);
  switch (e->op) {
  case LOOP_MAXIMUM:
  case LOOP_MINIMUM:
    return extreme(llvm, e->op, type, a, b);
  case LOOP_EQUAL:
  case LOOP_NOT_EQUAL:
  case LOOP_LESS:
  case LOOP_LESS_EQUAL:
    return compare(llvm, e->op, type, a, b);
  default:
    break;
  }
  if (!type_is_float(type))
    return emit_integer_binary(f, e, a, b);
  switch (e->op) {
  case LOOP_ADD:
    return LLVMBuildFAdd(llvm->builder, a, b, "");
  case LOOP_SUBTRACT:
    return LLVMBuildFSub(llvm->builder, a, b, "");
  case LOOP_MULTIPLY:
    return LLVMBuildFMul(llvm->builder, a, b, "");
  default:
    assert(e->op == LOOP_DIVIDE);
    return LLVMBuildFDiv(llvm->builder, a, b, "");
  }
}

static LLVMValueRef emit_unary(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMValueRef a = llvm_expr(f, e->operands[0]);
  LLVMTypeRef type = llvm_type(llvm, e->type.scalar, e->type.lanes);
  switch (e->op) {
  case LOOP_BROADCAST:
    return llvm_splat(llvm, a, e->type.lanes);
  case LOOP_NEGATE:
    return type_is_float(e->type.scalar) ? LLVMBuildFNeg(llvm->builder, a, "")
                                         : LLVMBuildNeg(llvm->builder, a, "");
  case LOOP_NOT:
    return LLVMBuildNot(llvm->builder, a, "");
  case LOOP_SQRT:
    return llvm_intrinsic(llvm, "llvm.sqrt", 1, &type, 1, &a);
  case LOOP_FLOOR:
    return llvm_intrinsic(llvm, "llvm.floor", 1, &type, 1, &a);
  case LOOP_BITS:
  case LOOP_FROM_BITS:
    return LLVMBuildBitCast(llvm->builder, a, type, "");
  default:
    return join_lanes(llvm, e, a);
  }
}

static LLVMValueRef emit_ternary(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMTypeRef type = llvm_type(llvm, e->type.scalar, e->type.lanes);
  LLVMValueRef values[3];
  for (int i = 0; i < 3; i++)
    values[i] = llvm_expr(f, e->operands[i]);
  if (e->op == LOOP_FMA)
    return llvm_intrinsic(llvm, "llvm.fma", 1, &type, 3, values);
  return LLVMBuildSelect(llvm->builder, values[0], values[1], values[2], "");
}

LLVMValueRef llvm_expr(LlvmFunction *f, const LoopExpr *e)
{
  switch (e->op) {
  case LOOP_NUMBER:
    return emit_number(f->llvm, e);
  case LOOP_REGISTER:
    return LLVMBuildLoad2(f->llvm->builder, llvm_type(f->llvm, e->type.scalar, e->type.lanes),
                          f->registers[e->reg->id], "");
  case LOOP_VARIABLE:
    return emit_variable(f, e);
  case LOOP_LOAD:
    return emit_load(f, e);
  case LOOP_GATHER:
    return emit_gather(f, e);
  case LOOP_LANES:
    return emit_lanes(f, e);
  case LOOP_CONVERT:
    return emit_convert(f, e);
  case LOOP_QUOTIENT:
  case LOOP_REMAINDER:
    return emit_division(f, e);
  case LOOP_FMA:
  case LOOP_SELECT:
    return emit_ternary(f, e);
  case LOOP_SCALB:
    return llvm_scalb(f, e);
  case LOOP_PAIR:
    return llvm_pair(f, e);
  case LOOP_DOT:
    return llvm_dot(f, e);
  case LOOP_RANDOM:
    return llvm_random(f, e);
  case LOOP_CALL:
    return emit_call(f, e);
  default:
    return e->operand_count == 2 ? emit_binary(f, e) : emit_unary(f, e);
  }
}
