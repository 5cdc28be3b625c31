// Scaling by powers of two as LLVM IR.
//
//   before   scalb(a, b), f32x16
//   after    call <16 x float> @llvm.x86.avx512.mask.scalef.ps.512(<16 x float> %a, ..)
//
// One instruction of AVX-512 in the vectors that it has; one lane is put into such a vector.
// Elsewhere a call for each lane, where loops that were made for another machine are compiled.

#include "emit/llvm.h"

enum { NARROWEST = 4, WIDEST = 16, CURRENT_ROUNDING = 4 };

static LLVMValueRef scale_by_instruction(Llvm *llvm, LLVMValueRef a, LLVMValueRef b, int lanes)
{
  const char *name = arena_print(llvm->arena, "llvm.x86.avx512.mask.scalef.ps.%d", 32 * lanes);
  LLVMTypeRef mask = LLVMIntTypeInContext(llvm->context, lanes == WIDEST ? WIDEST : 8);
  LLVMValueRef arguments[] = {a, b, a, LLVMConstAllOnes(mask),
                              LLVMConstInt(llvm->i32, CURRENT_ROUNDING, false)};
  return llvm_intrinsic(llvm, name, 0, NULL, lanes == WIDEST ? 5 : 4, arguments);
}

static LLVMValueRef scale_one(Llvm *llvm, LLVMValueRef a, LLVMValueRef b)
{
  LLVMBuilderRef builder = llvm->builder;
  LLVMValueRef none = LLVMConstNull(llvm_type(llvm, TYPE_F32, NARROWEST));
  LLVMValueRef first = LLVMConstInt(llvm->i32, 0, false);
  a = LLVMBuildInsertElement(builder, none, a, first, "");
  b = LLVMBuildInsertElement(builder, none, b, first, "");
  return LLVMBuildExtractElement(builder, scale_by_instruction(llvm, a, b, NARROWEST), first, "");
}

static LLVMValueRef scale_by_calls(Llvm *llvm, LLVMValueRef a, LLVMValueRef b, int lanes)
{
  LLVMBuilderRef builder = llvm->builder;
  LLVMTypeRef floats = llvm_type(llvm, TYPE_F32, lanes), words = llvm_type(llvm, TYPE_I32, lanes);
  LLVMTypeRef conversion[] = {words, floats}, scaling[] = {floats, words};
  LLVMValueRef whole = llvm_intrinsic(llvm, "llvm.floor", 1, &floats, 1, &b);
  LLVMValueRef power = llvm_intrinsic(llvm, "llvm.fptosi.sat", 2, conversion, 1, &whole);
  LLVMValueRef scaled =
      llvm_intrinsic(llvm, "llvm.ldexp", 2, scaling, 2, (LLVMValueRef[]){a, power});
  LLVMValueRef none = LLVMConstNull(floats), rest = LLVMBuildFSub(builder, b, b, "");
  LLVMValueRef is_finite = LLVMBuildFCmp(builder, LLVMRealOEQ, rest, none, "");
  LLVMValueRef is_below = LLVMBuildFCmp(builder, LLVMRealOLT, b, none, "");
  LLVMValueRef limit = LLVMBuildSelect(builder, is_below, none, b, "");
  return LLVMBuildSelect(builder, is_finite, scaled, LLVMBuildFMul(builder, a, limit, ""), "");
}

LLVMValueRef llvm_scalb(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  int lanes = e->type.lanes;
  LLVMValueRef a = llvm_expr(f, e->operands[0]), b = llvm_expr(f, e->operands[1]);
  if (llvm->has.scalb && lanes == 1)
    return scale_one(llvm, a, b);
  bool fits = lanes >= NARROWEST && lanes <= WIDEST && !(lanes & (lanes - 1));
  return llvm->has.scalb && fits ? scale_by_instruction(llvm, a, b, lanes)
                                 : scale_by_calls(llvm, a, b, lanes);
}
