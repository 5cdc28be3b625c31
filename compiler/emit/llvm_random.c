// Random draws: runtime/random.h as LLVM IR, one function for each number of lanes.
//
//   before   random(key 7, 1, lanes(64*b + i : 8))
//   after    call <8 x float> @random.8(i64 %philox_key, i64 %step, <8 x i64> %elements, i64 1)
//
// Lanes that are elements in a row, of one group, come from a function that makes the whole group:
//
//   before   random(key 7, 1, lanes(64*b + 16*i : 16))
//   after    call {<16 x float>, <16 x float>} @random_group.16(.., i64 %group, i64 1), and its
//   part
//
// Same bits as netc_random_uniform, which says what the numbers mean and where they come from. The
// functions depend on their arguments alone, so calls may be hoisted and merged: vectors of one
// group share a call.

#include "emit/llvm.h"
#include "random.h"

enum { GROUP_BITS = 5, BLOCK_BITS = 3 };
_Static_assert(NETC_RANDOM_GROUP == 1 << GROUP_BITS && NETC_RANDOM_BLOCKS == 1 << BLOCK_BITS,
               "shifts divide by them");

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

// In the making: a function (philox key, step, elements or a group, stream) -> numbers.
typedef struct Generator {
  Llvm *llvm;
  LLVMValueRef function;
  LLVMBasicBlockRef caller;
  LLVMMetadataRef place;
} Generator;

// False if the module has it.
static bool generator_begin(Generator *g, Llvm *llvm, const char *name, LLVMTypeRef result,
                            LLVMTypeRef numbers)
{
  *g = (Generator){.llvm = llvm, .function = LLVMGetNamedFunction(llvm->module, name)};
  if (g->function)
    return false;
  g->caller = LLVMGetInsertBlock(llvm->builder);
  g->place = LLVMGetCurrentDebugLocation2(llvm->builder);
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  LLVMTypeRef types[4] = {llvm->index, llvm->index, numbers, llvm->index};
  g->function = llvm_function(llvm, name, result, 4, types);
  llvm_attribute(llvm, g->function, (unsigned)LLVMAttributeFunctionIndex, "memory", 0);
  llvm_attribute(llvm, g->function, (unsigned)LLVMAttributeFunctionIndex, "willreturn", 0);
  return true;
}

static void generator_end(const Generator *g, LLVMValueRef result)
{
  LLVMBuilderRef b = g->llvm->builder;
  LLVMBuildRet(b, result);
  LLVMPositionBuilderAtEnd(b, g->caller);
  LLVMSetCurrentDebugLocation2(b, g->place);
}

// The four words of every block, by the function's arguments.
static void random_words(const Generator *g, LLVMValueRef blocks, int lanes, LLVMValueRef words[4])
{
  Llvm *llvm = g->llvm;
  LLVMValueRef key = LLVMGetParam(g->function, 0), step = LLVMGetParam(g->function, 1);
  LLVMValueRef stream = LLVMGetParam(g->function, 3);
  stream = LLVMBuildShl(llvm->builder, stream, word_number(llvm, 16, 1), "");
  LLVMValueRef last = LLVMBuildXor(llvm->builder, upper_word(llvm, step, 1), stream, "");
  LLVMValueRef state[STATE_COUNT] = {
      blocks,
      upper_word(llvm, blocks, lanes),
      llvm_splat(llvm, step, lanes),
      llvm_splat(llvm, last, lanes),
      [KEYS] = key,
      upper_word(llvm, key, 1),
      [ROUND] = word_number(llvm, 0, 1),
  };
  philox_rounds(llvm, g->function, state, lanes);
  for (int w = 0; w < 4; w++)
    words[w] = state[COUNTER + w];
}

// Of any elements: the word that each has in its block.
static LLVMValueRef random_function(Llvm *llvm, int lanes)
{
  Generator g;
  const char *name = arena_print(llvm->arena, "random.%d", lanes);
  if (!generator_begin(&g, llvm, name, llvm_type(llvm, TYPE_F32, lanes),
                       llvm_type(llvm, TYPE_INDEX, lanes)))
    return g.function;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef element = LLVMGetParam(g.function, 2), words[4];
  LLVMValueRef group = LLVMBuildLShr(b, element, word_number(llvm, GROUP_BITS, lanes), "");
  LLVMValueRef first = LLVMBuildShl(b, group, word_number(llvm, BLOCK_BITS, lanes), "");
  LLVMValueRef within =
      LLVMBuildAnd(b, element, word_number(llvm, NETC_RANDOM_BLOCKS - 1, lanes), "");
  random_words(&g, LLVMBuildOr(b, first, within, ""), lanes, words);
  LLVMValueRef word = LLVMBuildLShr(b, element, word_number(llvm, BLOCK_BITS, lanes), "");
  word = LLVMBuildAnd(b, word, word_number(llvm, 3, lanes), "");
  LLVMValueRef result = words[0];
  for (int w = 1; w < 4; w++) {
    LLVMValueRef is_word =
        LLVMBuildICmp(b, LLVMIntEQ, word, word_number(llvm, (uint64_t)w, lanes), "");
    result = LLVMBuildSelect(b, is_word, words[w], result, "");
  }
  generator_end(&g, uniform(llvm, result, lanes));
  return g.function;
}

// Numbers first .. first + lanes - 1 of the 32 of a group, whose words are four vectors.
static LLVMValueRef part_of_group(Llvm *llvm, LLVMValueRef words[4], int first, int lanes)
{
  LLVMValueRef order[16];
  int word = first / NETC_RANDOM_BLOCKS, next = (first + lanes - 1) / NETC_RANDOM_BLOCKS;
  for (int i = 0; i < lanes; i++)
    order[i] = LLVMConstInt(llvm->i32, (unsigned)(first + i - word * NETC_RANDOM_BLOCKS), false);
  LLVMValueRef part = LLVMBuildShuffleVector(llvm->builder, words[word], words[next],
                                             LLVMConstVector(order, (unsigned)lanes), "");
  return uniform(llvm, part, lanes);
}

// All numbers of a group, as vectors of so many lanes.
static LLVMValueRef group_function(Llvm *llvm, int lanes)
{
  Generator g;
  const char *name = arena_print(llvm->arena, "random_group.%d", lanes);
  LLVMTypeRef vector = llvm_type(llvm, TYPE_F32, lanes);
  LLVMTypeRef result = LLVMArrayType2(vector, (uint64_t)(NETC_RANDOM_GROUP / lanes));
  if (!generator_begin(&g, llvm, name, result, llvm->index))
    return g.function;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef positions[NETC_RANDOM_BLOCKS], words[4];
  for (int i = 0; i < NETC_RANDOM_BLOCKS; i++)
    positions[i] = word_number(llvm, (uint64_t)i, 1);
  LLVMValueRef first =
      LLVMBuildShl(b, LLVMGetParam(g.function, 2), word_number(llvm, BLOCK_BITS, 1), "");
  random_words(&g,
               LLVMBuildOr(b, llvm_splat(llvm, first, NETC_RANDOM_BLOCKS),
                           LLVMConstVector(positions, NETC_RANDOM_BLOCKS), ""),
               NETC_RANDOM_BLOCKS, words);
  LLVMValueRef all = LLVMGetPoison(result);
  for (int i = 0; i < NETC_RANDOM_GROUP / lanes; i++)
    all =
        LLVMBuildInsertValue(b, all, part_of_group(llvm, words, i * lanes, lanes), (unsigned)i, "");
  generator_end(&g, all);
  return g.function;
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

static LLVMValueRef call_generator(Llvm *llvm, LLVMValueRef function, LLVMValueRef arguments[4])
{
  return LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(function), function, arguments, 4,
                        "");
}

// Lanes in a row from `start` on, which their number divides. What is known of its place within a
// group is said by constants, so that calls of the same group look the same.
static LLVMValueRef numbers_in_row(LlvmFunction *f, const LoopExpr *start, int lanes,
                                   LLVMValueRef arguments[4])
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef b = llvm->builder;
  int64_t ahead = 0;
  if (start->op == LOOP_ADD && start->operands[1]->op == LOOP_NUMBER &&
      llvm_multiple(f, start->operands[0]) % NETC_RANDOM_GROUP == 0) {
    ahead = start->operands[1]->integer;
    start = start->operands[0];
  }
  LLVMValueRef element = llvm_expr(f, start);
  LLVMValueRef group = LLVMBuildLShr(b, element, word_number(llvm, GROUP_BITS, 1), "");
  arguments[2] = LLVMBuildAdd(b, group, llvm_integer(llvm, ahead >> GROUP_BITS), "");
  LLVMValueRef numbers = call_generator(llvm, group_function(llvm, lanes), arguments);
  LLVMValueRef within = LLVMBuildAdd(b, element, llvm_integer(llvm, ahead), "");
  within = LLVMBuildAnd(b, within, word_number(llvm, NETC_RANDOM_GROUP - 1, 1), "");
  LLVMValueRef result = LLVMBuildExtractValue(b, numbers, 0, "");
  for (int at = lanes; at < NETC_RANDOM_GROUP; at += lanes) {
    LLVMValueRef part = LLVMBuildExtractValue(b, numbers, (unsigned)(at / lanes), "");
    LLVMValueRef is_here = LLVMBuildICmp(b, LLVMIntEQ, within, llvm_integer(llvm, at), "");
    result = LLVMBuildSelect(b, is_here, part, result, "");
  }
  return result;
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
  LLVMValueRef arguments[4] = {key, step, NULL, llvm_integer(llvm, e->stream)};
  const LoopExpr *elements = e->operands[0];
  int lanes = e->type.lanes;
  if (lanes > 1 && elements->op == LOOP_LANES &&
      llvm_multiple(f, elements->operands[0]) % lanes == 0)
    return numbers_in_row(f, elements->operands[0], lanes, arguments);
  arguments[2] = llvm_expr(f, elements);
  return call_generator(llvm, random_function(llvm, lanes), arguments);
}
