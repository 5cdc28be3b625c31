// Pairs of bf16 and their products as LLVM IR.
//
//   before   acc = dot(i32x16(x[25*b + p]), w[64*p : 16], acc)
//   after    call <16 x float> @llvm.x86.avx512bf16.dpbf16ps.512(<16 x float> %acc, .., ..)
//
// One instruction where the CPU has AVX512-BF16; elsewhere the same bits by many: base/bf16.h says
// what they are.

#include "emit/llvm.h"

#include <string.h>

static bool has_instruction(const Llvm *llvm, int lanes)
{
  return llvm->has.bf16 && lanes >= 4;
}

static LLVMTypeRef words_type(Llvm *llvm, int lanes)
{
  return llvm_type(llvm, TYPE_I32, lanes);
}

static LLVMValueRef word(Llvm *llvm, uint32_t value, int lanes)
{
  return llvm_splat(llvm, LLVMConstInt(llvm->i32, value, false), lanes);
}

// Calls an intrinsic of vectors of so many f32, with its operands as it wants their bits.
static LLVMValueRef call_instruction(Llvm *llvm, const char *name, int lanes, int count,
                                     const LLVMValueRef *arguments)
{
  const char *whole = arena_print(llvm->arena, "llvm.x86.avx512bf16.%s.%d", name, 32 * lanes);
  unsigned id = LLVMLookupIntrinsicID(whole, strlen(whole));
  LLVMTypeRef wanted[3];
  LLVMValueRef values[3];
  LLVMGetParamTypes(LLVMIntrinsicGetType(llvm->context, id, NULL, 0), wanted);
  for (int i = 0; i < count; i++)
    values[i] = LLVMBuildBitCast(llvm->builder, arguments[i], wanted[i], "");
  return llvm_intrinsic(llvm, whole, 0, NULL, count, values);
}

// A subnormal number becomes a zero of its sign. Bits to bits.
static LLVMValueRef flush(Llvm *llvm, LLVMValueRef bits, int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef exponent = LLVMBuildAnd(b, bits, word(llvm, 0x7F800000u, lanes), "");
  LLVMValueRef is_zero = LLVMBuildICmp(b, LLVMIntEQ, exponent, word(llvm, 0, lanes), "");
  LLVMValueRef sign = LLVMBuildAnd(b, bits, word(llvm, 0x80000000u, lanes), "");
  return LLVMBuildSelect(b, is_zero, sign, bits, "");
}

static LLVMValueRef round_to_bf16(Llvm *llvm, LLVMValueRef value, int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef half = word(llvm, 16, lanes);
  LLVMValueRef raw = LLVMBuildBitCast(b, value, words_type(llvm, lanes), "");
  LLVMValueRef bits = flush(llvm, raw, lanes);
  LLVMValueRef top = LLVMBuildLShr(b, bits, half, "");
  LLVMValueRef bias = LLVMBuildAnd(b, top, word(llvm, 1, lanes), "");
  bias = LLVMBuildAdd(b, bias, word(llvm, 0x7FFF, lanes), "");
  LLVMValueRef rounded = LLVMBuildLShr(b, LLVMBuildAdd(b, bits, bias, ""), half, "");
  LLVMValueRef quiet = LLVMBuildOr(b, top, word(llvm, 0x40, lanes), "");
  LLVMValueRef is_nan = LLVMBuildFCmp(b, LLVMRealUNO, value, value, "");
  return LLVMBuildSelect(b, is_nan, quiet, rounded, "");
}

static LLVMValueRef pair_by_instruction(Llvm *llvm, LLVMValueRef low, LLVMValueRef high, int lanes)
{
  LLVMValueRef places[32];
  LLVMValueRef halves =
      call_instruction(llvm, "cvtne2ps2bf16", lanes, 2, (LLVMValueRef[]){high, low});
  for (int i = 0; i < 2 * lanes; i++)
    places[i] = LLVMConstInt(llvm->i32, (unsigned)(i / 2 + i % 2 * lanes), false);
  LLVMValueRef order = LLVMConstVector(places, (unsigned)(2 * lanes));
  LLVMValueRef mixed = LLVMBuildShuffleVector(llvm->builder, halves, halves, order, "");
  return LLVMBuildBitCast(llvm->builder, mixed, words_type(llvm, lanes), "");
}

LLVMValueRef llvm_pair(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  int lanes = e->type.lanes;
  LLVMValueRef low = llvm_expr(f, e->operands[0]), high = llvm_expr(f, e->operands[1]);
  if (has_instruction(llvm, lanes))
    return pair_by_instruction(llvm, low, high, lanes);
  high = LLVMBuildShl(llvm->builder, round_to_bf16(llvm, high, lanes), word(llvm, 16, lanes), "");
  return LLVMBuildOr(llvm->builder, high, round_to_bf16(llvm, low, lanes), "");
}

// sum + a*b of numbers given as bits, each flushed.
static LLVMValueRef add_product(Llvm *llvm, LLVMValueRef a, LLVMValueRef b, LLVMValueRef sum,
                                int lanes)
{
  LLVMTypeRef numbers = llvm_type(llvm, TYPE_F32, lanes);
  LLVMValueRef values[3] = {a, b, sum};
  for (int i = 0; i < 3; i++)
    values[i] = LLVMBuildBitCast(llvm->builder, flush(llvm, values[i], lanes), numbers, "");
  LLVMValueRef rounded = llvm_intrinsic(llvm, "llvm.fma", 1, &numbers, 3, values);
  LLVMValueRef bits = LLVMBuildBitCast(llvm->builder, rounded, words_type(llvm, lanes), "");
  return flush(llvm, bits, lanes);
}

LLVMValueRef llvm_dot(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef builder = llvm->builder;
  int lanes = e->type.lanes;
  LLVMValueRef a = llvm_expr(f, e->operands[0]), b = llvm_expr(f, e->operands[1]);
  LLVMValueRef sum = llvm_expr(f, e->operands[2]);
  if (has_instruction(llvm, lanes))
    return call_instruction(llvm, "dpbf16ps", lanes, 3, (LLVMValueRef[]){sum, a, b});
  LLVMValueRef upper = word(llvm, 0xFFFF0000u, lanes), half = word(llvm, 16, lanes);
  sum = LLVMBuildBitCast(builder, sum, words_type(llvm, lanes), "");
  sum = add_product(llvm, LLVMBuildAnd(builder, a, upper, ""), LLVMBuildAnd(builder, b, upper, ""),
                    sum, lanes);
  sum = add_product(llvm, LLVMBuildShl(builder, a, half, ""), LLVMBuildShl(builder, b, half, ""),
                    sum, lanes);
  return LLVMBuildBitCast(builder, sum, llvm_type(llvm, TYPE_F32, lanes), "");
}
