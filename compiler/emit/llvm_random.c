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

enum { MOST_KEY_LANES = 8, ROUND_COUNT = 10 };

// The key stands in vectors of at most a register's lanes, so that a round adds to it in one
// operation: two scalars would be sent to all lanes in every round.
static int key_lanes(int lanes)
{
  return lanes < MOST_KEY_LANES ? lanes : MOST_KEY_LANES;
}

static LLVMValueRef key_of_all(Llvm *llvm, LLVMValueRef key, int lanes)
{
  LLVMValueRef order[NETC_RANDOM_GROUP];
  if (lanes == key_lanes(lanes))
    return key;
  for (int i = 0; i < lanes; i++)
    order[i] = LLVMConstInt(llvm->i32, (unsigned)(i % MOST_KEY_LANES), false);
  return LLVMBuildShuffleVector(llvm->builder, key, LLVMGetPoison(LLVMTypeOf(key)),
                                LLVMConstVector(order, (unsigned)lanes), "");
}

static void philox_round(Llvm *llvm, LLVMValueRef counter[4], LLVMValueRef keys[2], int lanes)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef low = wide_product(llvm, counter[0], 0xD2511F53u, lanes);
  LLVMValueRef high = wide_product(llvm, counter[2], 0xCD9E8D57u, lanes);
  LLVMValueRef first = LLVMBuildXor(b, upper_word(llvm, high, lanes), counter[1], "");
  LLVMValueRef third = LLVMBuildXor(b, upper_word(llvm, low, lanes), counter[3], "");
  counter[0] = LLVMBuildXor(b, first, key_of_all(llvm, keys[0], lanes), "");
  counter[1] = high;
  counter[2] = LLVMBuildXor(b, third, key_of_all(llvm, keys[1], lanes), "");
  counter[3] = low;
  keys[0] = LLVMBuildAdd(b, keys[0], word_number(llvm, 0x9E3779B9u, key_lanes(lanes)), "");
  keys[1] = LLVMBuildAdd(b, keys[1], word_number(llvm, 0xBB67AE85u, key_lanes(lanes)), "");
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

// In the making: a function (two words of the key, step, elements or a group, stream) -> numbers.
typedef struct Generator {
  Llvm *llvm;
  LLVMValueRef function;
  LLVMBasicBlockRef caller;
  LLVMMetadataRef place;
} Generator;

enum { KEY, STEP = 2, NUMBERS, STREAM, ARGUMENT_COUNT };

// Of `lanes` blocks. False if the module has it.
static bool generator_begin(Generator *g, Llvm *llvm, const char *name, LLVMTypeRef result,
                            LLVMTypeRef numbers, int lanes)
{
  *g = (Generator){.llvm = llvm, .function = LLVMGetNamedFunction(llvm->module, name)};
  if (g->function)
    return false;
  g->caller = LLVMGetInsertBlock(llvm->builder);
  g->place = LLVMGetCurrentDebugLocation2(llvm->builder);
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  LLVMTypeRef key = llvm_type(llvm, TYPE_INDEX, key_lanes(lanes));
  LLVMTypeRef types[ARGUMENT_COUNT] = {key, key, llvm->index, numbers, llvm->index};
  g->function = llvm_function(llvm, name, result, ARGUMENT_COUNT, types);
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
  LLVMValueRef step = LLVMGetParam(g->function, STEP);
  LLVMValueRef stream = LLVMGetParam(g->function, STREAM);
  stream = LLVMBuildShl(llvm->builder, stream, word_number(llvm, 16, 1), "");
  LLVMValueRef last = LLVMBuildXor(llvm->builder, upper_word(llvm, step, 1), stream, "");
  LLVMValueRef keys[2] = {LLVMGetParam(g->function, KEY), LLVMGetParam(g->function, KEY + 1)};
  words[0] = blocks;
  words[1] = upper_word(llvm, blocks, lanes);
  words[2] = llvm_splat(llvm, step, lanes);
  words[3] = llvm_splat(llvm, last, lanes);
  for (int round = 0; round < ROUND_COUNT; round++)
    philox_round(llvm, words, keys, lanes);
}

// Of any elements: the word that each has in its block.
static LLVMValueRef random_function(Llvm *llvm, int lanes)
{
  Generator g;
  const char *name = arena_print(llvm->arena, "random.%d", lanes);
  if (!generator_begin(&g, llvm, name, llvm_type(llvm, TYPE_F32, lanes),
                       llvm_type(llvm, TYPE_INDEX, lanes), lanes))
    return g.function;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef element = LLVMGetParam(g.function, NUMBERS), words[4];
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
  if (!generator_begin(&g, llvm, name, result, llvm->index, NETC_RANDOM_BLOCKS))
    return g.function;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef positions[NETC_RANDOM_BLOCKS], words[4];
  for (int i = 0; i < NETC_RANDOM_BLOCKS; i++)
    positions[i] = word_number(llvm, (uint64_t)i, 1);
  LLVMValueRef first =
      LLVMBuildShl(b, LLVMGetParam(g.function, NUMBERS), word_number(llvm, BLOCK_BITS, 1), "");
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

typedef struct Draw {
  LLVMValueRef key, step, stream;
} Draw;

// `lanes`: of blocks.
static LLVMValueRef call_generator(Llvm *llvm, LLVMValueRef function, const Draw *draw,
                                   LLVMValueRef numbers, int lanes)
{
  LLVMValueRef upper = upper_word(llvm, draw->key, 1);
  LLVMValueRef arguments[ARGUMENT_COUNT] = {llvm_splat(llvm, draw->key, key_lanes(lanes)),
                                            llvm_splat(llvm, upper, key_lanes(lanes)), draw->step,
                                            numbers, draw->stream};
  return LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(function), function, arguments,
                        ARGUMENT_COUNT, "");
}

// Lanes in a row from `start` on, which their number divides. What is known of its place within a
// group is said by constants, so that calls of the same group look the same.
static LLVMValueRef numbers_in_row(LlvmFunction *f, const LoopExpr *start, int lanes,
                                   const Draw *draw)
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
  group = LLVMBuildAdd(b, group, llvm_integer(llvm, ahead >> GROUP_BITS), "");
  LLVMValueRef numbers =
      call_generator(llvm, group_function(llvm, lanes), draw, group, NETC_RANDOM_BLOCKS);
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
  Draw draw = {key, step, llvm_integer(llvm, e->stream)};
  const LoopExpr *elements = e->operands[0];
  int lanes = e->type.lanes;
  if (lanes > 1 && elements->op == LOOP_LANES &&
      llvm_multiple(f, elements->operands[0]) % lanes == 0)
    return numbers_in_row(f, elements->operands[0], lanes, &draw);
  return call_generator(llvm, random_function(llvm, lanes), &draw, llvm_expr(f, elements), lanes);
}
