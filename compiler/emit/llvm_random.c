// Random draws: runtime/random.h as LLVM IR, one function for each number of lanes and word of a
// block.
//
//   before   random(key 7, stream 1, lanes(64*b + i : 8))
//   after    call <8 x float> @random.8.1(i64 %philox_key, i64 %step, <8 x i64> %element, i64 0)
//
// Same bits as netc_random_uniform, which says what the numbers mean and where they come from. The
// function depends on its arguments alone, so calls may be hoisted and merged.

#include "emit/llvm.h"

// The words of 32 bits lie in lanes of 64, and only the lower half of a lane counts: a vector unit
// multiplies just that, so that no word has to move. What stands in the upper half is never looked
// at.
static LLVMValueRef word_number(Llvm *llvm, uint64_t value, int lanes)
{
  return llvm_splat(llvm, LLVMConstInt(llvm->index, value, false), lanes);
}

static LLVMValueRef upper_word(Llvm *llvm, LLVMValueRef value, int lanes)
{
  return LLVMBuildLShr(llvm->builder, value, word_number(llvm, 32, lanes), "");
}

// The product of every word with a constant of 32 bits: all 64 bits of it.
static LLVMValueRef wide_product(Llvm *llvm, LLVMValueRef value, uint32_t constant, int lanes)
{
  LLVMValueRef word = LLVMBuildAnd(llvm->builder, value, word_number(llvm, 0xFFFFFFFFu, lanes), "");
  return LLVMBuildMul(llvm->builder, word, word_number(llvm, constant, lanes), "");
}

static void philox_round(Llvm *llvm, LLVMValueRef counter[4], LLVMValueRef keys[2], int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef low = wide_product(llvm, counter[0], 0xD2511F53u, lanes);
  LLVMValueRef high = wide_product(llvm, counter[2], 0xCD9E8D57u, lanes);
  LLVMValueRef first = LLVMBuildXor(b, upper_word(llvm, high, lanes), counter[1], "");
  LLVMValueRef third = LLVMBuildXor(b, upper_word(llvm, low, lanes), counter[3], "");
  counter[0] = LLVMBuildXor(b, first, llvm_splat(llvm, keys[0], lanes), "");
  counter[1] = high;
  counter[2] = LLVMBuildXor(b, third, llvm_splat(llvm, keys[1], lanes), "");
  counter[3] = low;
  keys[0] = LLVMBuildAdd(b, keys[0], word_number(llvm, 0x9E3779B9u, 1), "");
  keys[1] = LLVMBuildAdd(b, keys[1], word_number(llvm, 0xBB67AE85u, 1), "");
}

enum { COUNTER = 0, KEYS = 4, ROUND = 6, STATE_COUNT = 7, ROUND_COUNT = 10 };

// All rounds as a loop: as code in a row they take LLVM ten times as long and run no faster,
// because each waits for the one before.
static void philox_rounds(Llvm *llvm, LLVMValueRef function, LLVMValueRef state[STATE_COUNT],
                          int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMBasicBlockRef before = LLVMGetInsertBlock(b);
  LLVMBasicBlockRef loop = LLVMAppendBasicBlockInContext(llvm->context, function, "");
  LLVMBasicBlockRef after = LLVMAppendBasicBlockInContext(llvm->context, function, "");
  LLVMBuildBr(b, loop);
  LLVMPositionBuilderAtEnd(b, loop);
  LLVMValueRef phis[STATE_COUNT];
  for (int i = 0; i < STATE_COUNT; i++) {
    phis[i] = LLVMBuildPhi(b, LLVMTypeOf(state[i]), "");
    LLVMAddIncoming(phis[i], &state[i], &before, 1);
    state[i] = phis[i];
  }
  philox_round(llvm, state + COUNTER, state + KEYS, lanes);
  state[ROUND] = LLVMBuildAdd(b, state[ROUND], word_number(llvm, 1, 1), "");
  LLVMValueRef is_last =
      LLVMBuildICmp(b, LLVMIntEQ, state[ROUND], word_number(llvm, ROUND_COUNT, 1), "");
  LLVMBuildCondBr(b, is_last, after, loop);
  for (int i = 0; i < STATE_COUNT; i++)
    LLVMAddIncoming(phis[i], &state[i], &loop, 1);
  LLVMPositionBuilderAtEnd(b, after);
}

// ((float)(bits >> 9) + 0.5) * 2^-23
static LLVMValueRef uniform(Llvm *llvm, LLVMValueRef bits, int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef f32 = LLVMFloatTypeInContext(llvm->context);
  LLVMTypeRef word = lanes == 1 ? llvm->i32 : LLVMVectorType(llvm->i32, (unsigned)lanes);
  LLVMValueRef nine = llvm_splat(llvm, LLVMConstInt(llvm->i32, 9, false), lanes);
  LLVMValueRef top = LLVMBuildLShr(b, LLVMBuildTrunc(b, bits, word, ""), nine, "");
  LLVMValueRef number = LLVMBuildSIToFP(b, top, llvm_type(llvm, TYPE_F32, lanes), "");
  number = LLVMBuildFAdd(b, number, llvm_splat(llvm, LLVMConstReal(f32, 0.5), lanes), "");
  return LLVMBuildFMul(b, number, llvm_splat(llvm, LLVMConstReal(f32, 0x1p-23), lanes), "");
}

// (philox key, step, elements, block) -> word `word` of each element's block as a uniform number
static LLVMValueRef random_function(Llvm *llvm, int lanes, int word)
{
  const char *name = arena_print(llvm->arena, "random.%d.%d", lanes, word);
  LLVMValueRef function = LLVMGetNamedFunction(llvm->module, name);
  if (function)
    return function;
  LLVMBasicBlockRef caller = LLVMGetInsertBlock(llvm->builder);
  LLVMMetadataRef place = LLVMGetCurrentDebugLocation2(llvm->builder);
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  LLVMTypeRef types[4] = {llvm->index, llvm->index, llvm_type(llvm, TYPE_INDEX, lanes),
                          llvm->index};
  function = llvm_function(llvm, name, llvm_type(llvm, TYPE_F32, lanes), 4, types);
  llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "memory", 0);
  llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "willreturn", 0);
  LLVMValueRef key = LLVMGetParam(function, 0), step = LLVMGetParam(function, 1);
  LLVMValueRef element = LLVMGetParam(function, 2);
  LLVMValueRef block =
      LLVMBuildShl(llvm->builder, LLVMGetParam(function, 3), word_number(llvm, 16, 1), "");
  LLVMValueRef last = LLVMBuildXor(llvm->builder, upper_word(llvm, step, 1), block, "");
  LLVMValueRef state[STATE_COUNT] = {
      element,
      upper_word(llvm, element, lanes),
      llvm_splat(llvm, step, lanes),
      llvm_splat(llvm, last, lanes),
      [KEYS] = key,
      upper_word(llvm, key, 1),
      [ROUND] = word_number(llvm, 0, 1),
  };
  philox_rounds(llvm, function, state, lanes);
  LLVMBuildRet(llvm->builder, uniform(llvm, state[COUNTER + word], lanes));
  LLVMPositionBuilderAtEnd(llvm->builder, caller);
  LLVMSetCurrentDebugLocation2(llvm->builder, place);
  return function;
}

static LLVMValueRef shift_xor(Llvm *llvm, LLVMValueRef x, int shift)
{
  return LLVMBuildXor(llvm->builder, x,
                      LLVMBuildLShr(llvm->builder, x, llvm_integer(llvm, shift), ""), "");
}

static LLVMValueRef mix(Llvm *llvm, LLVMValueRef x)
{
  x = LLVMBuildMul(llvm->builder, shift_xor(llvm, x, 30),
                   LLVMConstInt(llvm->index, 0xBF58476D1CE4E5B9u, false), "");
  x = LLVMBuildMul(llvm->builder, shift_xor(llvm, x, 27),
                   LLVMConstInt(llvm->index, 0x94D049BB133111EBu, false), "");
  return shift_xor(llvm, x, 31);
}

LLVMValueRef llvm_random(LlvmFunction *f, const LoopExpr *e)
{
  Llvm *llvm = f->llvm;
  const uint64_t golden = 0x9E3779B97F4A7C15u;
  LLVMValueRef seed = llvm_call_field(llvm, f->call, CALL_SEED, llvm->index);
  LLVMValueRef step = llvm_call_field(llvm, f->call, CALL_STEP, llvm->index);
  seed = LLVMBuildAdd(llvm->builder, seed, LLVMConstInt(llvm->index, golden, false), "");
  LLVMValueRef name = LLVMBuildAdd(llvm->builder, llvm_expr(f, e->operands[1]),
                                   LLVMConstInt(llvm->index, golden, false), "");
  LLVMValueRef key = mix(llvm, LLVMBuildXor(llvm->builder, mix(llvm, seed), name, ""));
  LLVMValueRef function = random_function(llvm, e->type.lanes, e->stream & 3);
  LLVMValueRef block = LLVMConstInt(llvm->index, (unsigned)e->stream >> 2, false);
  LLVMValueRef arguments[4] = {key, step, llvm_expr(f, e->operands[0]), block};
  return LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(function), function, arguments, 4,
                        "");
}
