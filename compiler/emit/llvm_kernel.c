// Kernels to functions.
//
//   kernel k(x: f32 in, y: f32 out, B) { parallel b in 0..B { .. } }
//
//   kernel.k(call, b, x, y, B)    one round of the loop
//   launch(call, task, arguments, count, backwards)
//                                 hands the rounds to call->parallel, or runs them one by one
//   task.0(call, arguments, i)    round i: unpacks the arguments and calls the round among them
//
// The last two are shared by all kernels (of one signature), and the entry packs the arguments; so
// a kernel is one function. Its pointers are parameters, because there `noalias` says what loops.h
// promises, that buffers never overlap. A kernel with statements around its parallel loop has one
// more function for those, which launches; a kernel without parallel loop is kernel.k(call, x, y,
// B) alone.
//
// Loops are emitted rotated (test at the end, a guard before where the loop may be empty) and with
// the unrolling that they ask for, so no pass has to do it: the copies differ by constants, which
// end up as displacements in the addresses.

#include "emit/llvm.h"

#include "base/divisor.h"

#include <string.h>

static void emit_block(LlvmFunction *f, const LoopBlock *block);

// -- loops ----------------------------------------------------------------------------------------

typedef struct Bounds {
  LLVMValueRef from, to;
  Interval from_range, to_range;
  int64_t step;
} Bounds;

static Interval variable_range(Interval from, Interval to)
{
  int64_t high = to.high == INT64_MIN ? INT64_MIN : to.high - 1;
  return (Interval){from.low, high < from.low ? from.low : high};
}

// An instruction that emits nothing, but that loads do not cross when a block is put in order:
// instruction selection gathers neighbouring loads, and would hoist those of all copies to the
// first.
static void emit_fence(Llvm *llvm)
{
  enum { INACCESSIBLE_MEMORY = 3 << 2 };  // all that it touches, in LLVM's encoding
  LLVMTypeRef type = LLVMFunctionType(llvm->nothing, NULL, 0, false);
  LLVMValueRef empty =
      LLVMGetInlineAsm(type, "", 0, "", 0, true, false, LLVMInlineAsmDialectATT, false);
  LLVMValueRef call = LLVMBuildCall2(llvm->builder, type, empty, NULL, 0, "");
  unsigned memory = LLVMGetEnumAttributeKindForName("memory", 6);
  unsigned nounwind = LLVMGetEnumAttributeKindForName("nounwind", 8);
  unsigned at = (unsigned)LLVMAttributeFunctionIndex;
  LLVMAddCallSiteAttribute(call, at,
                           LLVMCreateEnumAttribute(llvm->context, memory, INACCESSIBLE_MEMORY));
  LLVMAddCallSiteAttribute(call, at, LLVMCreateEnumAttribute(llvm->context, nounwind, 0));
}

// `copies` rounds of the body: of value, value + step, ..
static void emit_copies(LlvmFunction *f, const LoopStatement *s, LLVMValueRef value, int64_t offset,
                        int64_t copies, Interval range)
{
  Binding *binding = &f->variables[s->loop.variable->id];
  int multiple = (int)power_of_two_in(s->loop.step, llvm_multiple(f, s->loop.from));
  f->depth++;
  for (int64_t i = 0; i < copies; i++) {
    if (i > 0)
      emit_fence(f->llvm);
    *binding = (Binding){.value = value,
                         .offset = offset + i * s->loop.step,
                         .range = range,
                         .depth = f->depth,
                         .multiple = multiple};
    emit_block(f, &s->loop.body);
  }
  f->depth--;
}

static LLVMBasicBlockRef add_block(LlvmFunction *f)
{
  return LLVMAppendBasicBlockInContext(f->llvm->context, f->function, "");
}

// Rounds from bounds.from in steps of copies*step while the variable is below bounds.to. Returns
// the first value that was not run.
static LLVMValueRef emit_rounds(LlvmFunction *f, const LoopStatement *s, Bounds bounds,
                                int64_t copies)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef b = llvm->builder;
  LLVMBasicBlockRef before = LLVMGetInsertBlock(b), loop = add_block(f), after = add_block(f);
  bool is_guarded = bounds.from_range.high >= bounds.to_range.low;
  if (is_guarded)
    LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, bounds.from, bounds.to, ""), loop, after);
  else
    LLVMBuildBr(b, loop);
  LLVMPositionBuilderAtEnd(b, loop);
  LLVMValueRef value = LLVMBuildPhi(b, llvm->index, s->loop.variable->name);
  emit_copies(f, s, value, 0, copies, variable_range(bounds.from_range, bounds.to_range));
  int64_t stride = copies * bounds.step;
  LLVMValueRef next = LLVMBuildAdd(b, value, llvm_integer(llvm, stride), "");
  if (bounds.to_range.high <= INT64_MAX - stride) {
    LLVMSetNSW(next, true);
    LLVMSetNUW(next, bounds.from_range.low >= 0);
  }
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, bounds.to, ""), loop, after);
  LLVMBasicBlockRef last = LLVMGetInsertBlock(b);
  LLVMAddIncoming(value, (LLVMValueRef[]){bounds.from, next}, (LLVMBasicBlockRef[]){before, last},
                  2);
  LLVMPositionBuilderAtEnd(b, after);
  LLVMValueRef end = LLVMBuildPhi(b, llvm->index, "");
  LLVMAddIncoming(end, &next, &last, 1);
  if (is_guarded)
    LLVMAddIncoming(end, &bounds.from, &before, 1);
  return end;
}

// A loop whose count is known: whole turns of `unroll` rounds, if there are several, then the rest
// in a row.
static void emit_counted(LlvmFunction *f, const LoopStatement *s, Bounds bounds, int64_t count)
{
  Llvm *llvm = f->llvm;
  int64_t unroll = s->loop.unroll > 1 ? s->loop.unroll : 1, from = bounds.from_range.low;
  int64_t whole = count >= 2 * unroll ? count / unroll * unroll : 0;
  Interval all = variable_range(bounds.from_range, bounds.to_range);
  if (whole > 0) {
    int64_t end = from + whole * bounds.step;
    bounds.to = llvm_integer(llvm, end);
    bounds.to_range = (Interval){end, end};
    emit_rounds(f, s, bounds, unroll);
  }
  emit_copies(f, s, llvm_integer(llvm, from), whole * bounds.step, count - whole, all);
}

static void emit_for(LlvmFunction *f, const LoopStatement *s)
{
  Llvm *llvm = f->llvm;
  Bounds bounds = {llvm_expr(f, s->loop.from), llvm_expr(f, s->loop.to),
                   llvm_range(f, s->loop.from), llvm_range(f, s->loop.to), s->loop.step};
  Interval from = bounds.from_range, to = bounds.to_range;
  int64_t span;
  if (from.low == from.high && to.low == to.high &&
      !__builtin_sub_overflow(to.low, from.low, &span)) {
    int64_t count = span <= 0 ? 0 : (span - 1) / bounds.step + 1;
    if (count > 0)
      emit_counted(f, s, bounds, count);
    return;
  }
  int64_t reach = (s->loop.unroll - 1) * bounds.step;
  if (s->loop.unroll > 1 && to.low > INT64_MIN + reach) {
    Bounds main = bounds;
    main.to = LLVMBuildSub(llvm->builder, bounds.to, llvm_integer(llvm, reach), "");
    main.to_range = (Interval){to.low - reach, to.high};  // the last copy reaches up to `to`
    bounds.from = emit_rounds(f, s, main, s->loop.unroll);
    bounds.from_range = (Interval){from.low, INT64_MAX};
  }
  emit_rounds(f, s, bounds, 1);
}

// -- statements -----------------------------------------------------------------------------------

static void emit_if(LlvmFunction *f, const LoopStatement *s)
{
  LLVMBuilderRef b = f->llvm->builder;
  LLVMValueRef condition = llvm_expr(f, s->branch.condition);
  LLVMBasicBlockRef then = add_block(f), otherwise = add_block(f), after = add_block(f);
  LLVMBuildCondBr(b, condition, then, otherwise);
  LLVMPositionBuilderAtEnd(b, then);
  emit_block(f, &s->branch.then);
  LLVMBuildBr(b, after);
  LLVMPositionBuilderAtEnd(b, otherwise);
  emit_block(f, &s->branch.otherwise);
  LLVMBuildBr(b, after);
  LLVMPositionBuilderAtEnd(b, after);
}

static void emit_statement(LlvmFunction *f, const LoopStatement *s)
{
  switch (s->kind) {
  case LOOP_FOR:
    emit_for(f, s);
    break;
  case LOOP_LET:
  case LOOP_SET:
    LLVMBuildStore(f->llvm->builder, llvm_expr(f, s->assign.value),
                   f->registers[s->assign.reg->id]);
    break;
  case LOOP_STORE:
    llvm_store(f, s);
    break;
  case LOOP_PREFETCH:
    llvm_prefetch(f, s);
    break;
  case LOOP_IF:
    emit_if(f, s);
  }
}

static void emit_block(LlvmFunction *f, const LoopBlock *block)
{
  for (const LoopStatement *s = block->first; s; s = s->next)
    emit_statement(f, s);
}

// -- functions ------------------------------------------------------------------------------------

static void describe_parameters(Llvm *llvm, const LlvmFunction *f, const LlvmFacts *facts,
                                unsigned first)
{
  for (int i = 0; i < f->kernel->parameters.count; i++) {
    const LoopParameter *parameter = f->kernel->parameters.items[i];
    unsigned at = first + (unsigned)i + 1;  // attributes count from 1
    llvm_attribute(llvm, f->function, at, "noalias", 0);
    llvm_attribute(llvm, f->function, at, "nocapture", 0);
    llvm_attribute(llvm, f->function, at, "noundef", 0);
    llvm_attribute(llvm, f->function, at, "align", (uint64_t)facts->alignments[i]);
    if (facts->bytes[i] > 0)
      llvm_attribute(llvm, f->function, at, "dereferenceable", (uint64_t)facts->bytes[i]);
    if (parameter->access == ACCESS_IN)
      llvm_attribute(llvm, f->function, at, "readonly", 0);
  }
}

static LLVMTypeRef register_type(Llvm *llvm, const LoopRegister *reg)
{
  return llvm_type(llvm, reg->type.scalar, reg->type.lanes);
}

// The types of a kernel's buffers, sizes and of the registers that a round is given.
static int kernel_types(Llvm *llvm, const LoopKernel *kernel, const LlvmRegisters *outer,
                        LLVMTypeRef *types)
{
  int count = 0;
  for (int i = 0; i < kernel->parameters.count; i++)
    types[count++] = llvm->pointer;
  for (int i = 0; i < kernel->sizes.count; i++)
    types[count++] = llvm->index;
  for (int i = 0; i < outer->count; i++)
    types[count++] = register_type(llvm, outer->items[i]);
  return count;
}

static int kernel_type_count(const LoopKernel *kernel, const LlvmRegisters *outer)
{
  return kernel->parameters.count + kernel->sizes.count + outer->count;
}

// Names and binds buffers and sizes, which are the function's parameters from `at` on; returns the
// next one.
static unsigned bind_parameters(LlvmFunction *f, const LlvmFacts *facts, unsigned at)
{
  Llvm *llvm = f->llvm;
  const LoopKernel *kernel = f->kernel;
  describe_parameters(llvm, f, facts, at);
  f->buffers = arena_array(llvm->arena, LLVMValueRef, kernel_buffer_count(kernel));
  for (int i = 0; i < kernel->parameters.count; i++) {
    f->buffers[i] = LLVMGetParam(f->function, at++);
    LLVMSetValueName(f->buffers[i], kernel->parameters.items[i]->name);
  }
  f->variables = arena_array(llvm->arena, Binding, kernel->variable_count);
  f->alignments = facts->alignments;
  for (int i = 0; i < kernel->sizes.count; i++) {
    LLVMValueRef size = LLVMGetParam(f->function, at++);
    LLVMSetValueName(size, kernel->sizes.items[i]->name);
    f->variables[kernel->sizes.items[i]->id] =
        (Binding){.value = size, .range = facts->sizes[i], .multiple = 1};
  }
  return at;
}

// Local buffers of the function that uses them, which stays a function: their stack is in use no
// longer than it runs.
static void add_locals(LlvmFunction *f)
{
  Llvm *llvm = f->llvm;
  for (int i = 0; i < f->kernel->locals.count; i++) {
    const LoopParameter *local = f->kernel->locals.items[i];
    LLVMTypeRef type =
        LLVMArrayType2(llvm_memory_type(llvm, local->type, 1), (uint64_t)local->count);
    LLVMValueRef place = LLVMBuildAlloca(llvm->builder, type, local->name);
    LLVMSetAlignment(place, LOCAL_ALIGNMENT);
    f->buffers[kernel_buffer(f->kernel, local)] = place;
  }
  if (f->kernel->locals.count)
    llvm_attribute(llvm, f->function, (unsigned)LLVMAttributeFunctionIndex, "noinline", 0);
}

static void add_registers(LlvmFunction *f)
{
  f->registers = arena_array(f->llvm->arena, LLVMValueRef, f->kernel->registers.count);
  for (int i = 0; i < f->kernel->registers.count; i++) {
    const LoopRegister *reg = f->kernel->registers.items[i];
    f->registers[reg->id] =
        LLVMBuildAlloca(f->llvm->builder, register_type(f->llvm, reg), reg->name);
  }
}

// Of this module alone where that is the whole program, else of all its modules and none beyond.
static LLVMValueRef declare_function(Llvm *llvm, const LoopKernel *kernel, const char *suffix,
                                     int count, LLVMTypeRef *types)
{
  const LlvmPart *part = llvm->part;
  bool is_alone = part->end - part->first == llvm->program->kernels.count && part->has_entries;
  const char *name =
      arena_print(llvm->arena, "kernel.%s%s", llvm_kernel_name(part, kernel), suffix);
  LLVMValueRef function = llvm_declare(llvm, name, llvm->nothing, count, types);
  if (is_alone)
    LLVMSetLinkage(function, LLVMInternalLinkage);
  else
    LLVMSetVisibility(function, LLVMHiddenVisibility);
  return function;
}

// Vectors that leave the registers go to a stack which is aligned for them: else many would lie
// across two lines of the cache, as the stack's place of the day has it.
static void align_stack(Llvm *llvm, const LoopKernel *kernel, LLVMValueRef function)
{
  enum { ALIGNED_ANYWAY = 16 };
  int widest = 0;
  for (int i = 0; i < kernel->registers.count; i++) {
    LoopType type = kernel->registers.items[i]->type;
    int bytes = type.lanes * type_bytes(type.scalar);
    widest = bytes > widest ? bytes : widest;
  }
  if (widest > ALIGNED_ANYWAY && widest <= LOCAL_ALIGNMENT)
    llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "alignstack",
                   (uint64_t)widest);
}

static LlvmFunction open_function(Llvm *llvm, const LoopKernel *kernel, LLVMValueRef function)
{
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  llvm_define(llvm, function);
  llvm_debug_function(llvm, function, kernel->name, kernel->file, kernel->line);
  align_stack(llvm, kernel, function);
  return (LlvmFunction){
      .llvm = llvm, .kernel = kernel, .function = function, .call = LLVMGetParam(function, 0)};
}

// -- parallel loops -------------------------------------------------------------------------------

// What can be said of the parallel variable, from what is known of the sizes.
static Interval parallel_range(Llvm *llvm, const LoopKernel *kernel, const LlvmFacts *facts,
                               const LoopStatement *s)
{
  LlvmFunction f = {.llvm = llvm, .kernel = kernel};
  f.variables = arena_array(llvm->arena, Binding, kernel->variable_count);
  for (int i = 0; i < kernel->sizes.count; i++)
    f.variables[kernel->sizes.items[i]->id].range = facts->sizes[i];
  return variable_range(llvm_range(&f, s->loop.from), llvm_range(&f, s->loop.to));
}

// (call, variable, buffers.., sizes.., registers from before the loop..)
static LLVMValueRef declare_round(Llvm *llvm, const LlvmKernel *made)
{
  const LoopKernel *kernel = made->kernel;
  LLVMTypeRef *types =
      arena_array(llvm->arena, LLVMTypeRef, 2 + kernel_type_count(kernel, &made->outer));
  types[0] = llvm->pointer;
  types[1] = llvm->index;
  int count = 2 + kernel_types(llvm, kernel, &made->outer, types + 2);
  return declare_function(llvm, kernel, "", count, types);
}

// What went past the caches is seen by others no later than what follows: on x86 other stores,
// those that say that a task has ended among them, would overtake it.
static void end_function(LlvmFunction *f)
{
  Llvm *llvm = f->llvm;
  if (f->stores_far && target_is_x86(LLVMGetTarget(llvm->module)))
    llvm_intrinsic(llvm, "llvm.x86.sse.sfence", 0, NULL, 0, NULL);
  LLVMBuildRetVoid(llvm->builder);
}

static void define_round(Llvm *llvm, const LlvmKernel *made, const LlvmFacts *facts)
{
  const LoopKernel *kernel = made->kernel;
  const LoopStatement *s = made->parallel;
  LlvmFunction f = open_function(llvm, kernel, made->round);
  unsigned at = bind_parameters(&f, facts, 2);
  add_locals(&f);
  add_registers(&f);
  for (int i = 0; i < made->outer.count; i++)
    LLVMBuildStore(llvm->builder, LLVMGetParam(f.function, at++),
                   f.registers[made->outer.items[i]->id]);
  LLVMValueRef variable = LLVMGetParam(f.function, 1);
  LLVMSetValueName(variable, s->loop.variable->name);
  Interval range = parallel_range(llvm, kernel, facts, s);
  f.variables[s->loop.variable->id] = (Binding){.value = variable, .range = range, .multiple = 1};
  emit_block(&f, &s->loop.body);
  end_function(&f);
}

// What a task is told: round, first value of the variable, step; then the round's buffers, sizes,
// registers.
enum { ARGUMENT_ROUND, ARGUMENT_FROM, ARGUMENT_STEP, ARGUMENT_FIRST };

static LLVMTypeRef arguments_type(Llvm *llvm, LLVMTypeRef round)
{
  int count = (int)LLVMCountParamTypes(round);
  LLVMTypeRef *fields = arena_array(llvm->arena, LLVMTypeRef, ARGUMENT_FIRST + count);
  LLVMGetParamTypes(round, fields + ARGUMENT_FIRST - 2);
  fields[ARGUMENT_ROUND] = llvm->pointer;
  fields[ARGUMENT_FROM] = fields[ARGUMENT_STEP] = llvm->index;
  return LLVMStructTypeInContext(llvm->context, fields, (unsigned)(ARGUMENT_FIRST + count - 2),
                                 false);
}

static LLVMValueRef load_field(Llvm *llvm, LLVMTypeRef type, LLVMValueRef arguments, unsigned i)
{
  LLVMValueRef field = LLVMBuildStructGEP2(llvm->builder, type, arguments, i, "");
  return LLVMBuildLoad2(llvm->builder, LLVMStructGetTypeAtIndex(type, i), field, "");
}

// void task(NetcCall *call, const void *arguments, int64_t index)
static LLVMValueRef build_task(Llvm *llvm, LLVMTypeRef round)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef types[3] = {llvm->pointer, llvm->pointer, llvm->index},
              fields = arguments_type(llvm, round);
  LLVMValueRef task = llvm_function(llvm, arena_print(llvm->arena, "task.%d", llvm->tasks.count),
                                    llvm->nothing, 3, types);
  LLVMValueRef arguments = LLVMGetParam(task, 1);
  unsigned count = LLVMCountParamTypes(round);
  LLVMValueRef *values = arena_array(llvm->arena, LLVMValueRef, count);
  values[0] = LLVMGetParam(task, 0);
  for (unsigned i = 2; i < count; i++)
    values[i] = load_field(llvm, fields, arguments, ARGUMENT_FIRST + i - 2);
  LLVMValueRef distance = LLVMBuildMul(b, LLVMGetParam(task, 2),
                                       load_field(llvm, fields, arguments, ARGUMENT_STEP), "");
  values[1] = LLVMBuildAdd(b, load_field(llvm, fields, arguments, ARGUMENT_FROM), distance, "");
  LLVMValueRef function = load_field(llvm, fields, arguments, ARGUMENT_ROUND);
  LLVMSetTailCall(LLVMBuildCall2(b, round, function, values, count, ""), true);
  LLVMBuildRetVoid(b);
  return task;
}

// if (call->parallel && count > 1) call->parallel(call, task, arguments, count); else all in a row
static LLVMValueRef build_launch(Llvm *llvm)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef task_types[3] = {llvm->pointer, llvm->pointer, llvm->index};
  LLVMTypeRef task_type = LLVMFunctionType(llvm->nothing, task_types, 3, false);
  LLVMTypeRef types[5] = {llvm->pointer, llvm->pointer, llvm->pointer, llvm->index,
                          llvm_type(llvm, TYPE_BOOL, 1)};
  LLVMValueRef launch = llvm_function(llvm, "launch", llvm->nothing, 5, types), parameters[5];
  LLVMGetParams(launch, parameters);
  LLVMValueRef count = parameters[3], zero = llvm_integer(llvm, 0);
  LLVMBasicBlockRef blocks[4];  // shared, alone, loop, after
  for (int i = 0; i < 4; i++)
    blocks[i] = LLVMAppendBasicBlockInContext(llvm->context, launch, "");
  LLVMValueRef parallel = llvm_call_field(llvm, parameters[0], CALL_PARALLEL, llvm->pointer);
  LLVMValueRef has_threads =
      LLVMBuildICmp(b, LLVMIntNE, parallel, LLVMConstNull(llvm->pointer), "");
  LLVMValueRef has_many = LLVMBuildICmp(b, LLVMIntSGT, count, llvm_integer(llvm, 1), "");
  LLVMBuildCondBr(b, LLVMBuildAnd(b, has_threads, has_many, ""), blocks[0], blocks[1]);
  LLVMPositionBuilderAtEnd(b, blocks[0]);
  LLVMTypeRef parallel_type = LLVMFunctionType(llvm->nothing, types, 4, false);
  LLVMBuildCall2(b, parallel_type, parallel, parameters, 4, "");
  LLVMBuildBr(b, blocks[3]);
  LLVMPositionBuilderAtEnd(b, blocks[1]);
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSGT, count, zero, ""), blocks[2], blocks[3]);
  LLVMPositionBuilderAtEnd(b, blocks[2]);
  LLVMValueRef i = LLVMBuildPhi(b, llvm->index, "");
  LLVMValueRef last = LLVMBuildSub(b, count, llvm_integer(llvm, 1), "");
  LLVMValueRef at = LLVMBuildSelect(b, parameters[4], LLVMBuildSub(b, last, i, ""), i, "");
  LLVMBuildCall2(b, task_type, parameters[1], (LLVMValueRef[]){parameters[0], parameters[2], at}, 3,
                 "");
  LLVMValueRef next = LLVMBuildAdd(b, i, llvm_integer(llvm, 1), "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, count, ""), blocks[2], blocks[3]);
  LLVMAddIncoming(i, (LLVMValueRef[]){zero, next}, &blocks[1], 2);
  LLVMPositionBuilderAtEnd(b, blocks[3]);
  LLVMBuildRetVoid(b);
  return launch;
}

LLVMValueRef llvm_launcher(Llvm *llvm)
{
  if (!llvm->launch)
    llvm->launch = build_launch(llvm);
  return llvm->launch;
}

// The task for rounds of this type, and the launcher; built when first asked for.
static LLVMValueRef task_for(Llvm *llvm, LLVMTypeRef round)
{
  for (int i = 0; i < llvm->tasks.count; i++)
    if (llvm->tasks.items[i].round == round)
      return llvm->tasks.items[i].task;
  LLVMBasicBlockRef block = LLVMGetInsertBlock(llvm->builder);
  LLVMMetadataRef place = LLVMGetCurrentDebugLocation2(llvm->builder);
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  llvm_launcher(llvm);
  LlvmTask task = {round, build_task(llvm, round)};
  list_add(llvm->arena, &llvm->tasks, task);
  LLVMPositionBuilderAtEnd(llvm->builder, block);
  LLVMSetCurrentDebugLocation2(llvm->builder, place);
  return task.task;
}

// The number of rounds from..to in steps; not negative.
static LLVMValueRef count_rounds(Llvm *llvm, LLVMValueRef from, LLVMValueRef to, int64_t step)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef span = LLVMBuildSub(b, to, from, "");
  if (step > 1) {
    span = LLVMBuildAdd(b, span, llvm_integer(llvm, step - 1), "");
    span = LLVMBuildSDiv(b, span, llvm_integer(llvm, step), "");
  }
  return LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, from, to, ""), span, llvm_integer(llvm, 0),
                         "");
}

static void store_field(Llvm *llvm, LLVMTypeRef type, LLVMValueRef arguments, unsigned i,
                        LLVMValueRef value)
{
  LLVMBuildStore(llvm->builder, value, LLVMBuildStructGEP2(llvm->builder, type, arguments, i, ""));
}

void llvm_launch(LlvmFunction *f, const LlvmKernel *made, LLVMValueRef arguments)
{
  Llvm *llvm = f->llvm;
  const LoopStatement *s = made->parallel;
  LLVMTypeRef round = LLVMGlobalGetValueType(made->round), type = arguments_type(llvm, round);
  LLVMValueRef from = llvm_expr(f, s->loop.from), to = llvm_expr(f, s->loop.to);
  store_field(llvm, type, arguments, ARGUMENT_ROUND, made->round);
  store_field(llvm, type, arguments, ARGUMENT_FROM, from);
  store_field(llvm, type, arguments, ARGUMENT_STEP, llvm_integer(llvm, s->loop.step));
  unsigned at = ARGUMENT_FIRST;
  for (int i = 0; i < f->kernel->parameters.count; i++)
    store_field(llvm, type, arguments, at++, f->buffers[i]);
  for (int i = 0; i < f->kernel->sizes.count; i++)
    store_field(llvm, type, arguments, at++, f->variables[f->kernel->sizes.items[i]->id].value);
  for (int i = 0; i < made->outer.count; i++) {
    const LoopRegister *reg = made->outer.items[i];
    LLVMValueRef place = f->registers[reg->id];
    store_field(llvm, type, arguments, at++,
                LLVMBuildLoad2(llvm->builder, register_type(llvm, reg), place, ""));
  }
  LLVMValueRef backwards = s->loop.reverse ? llvm_expr(f, s->loop.reverse)
                                           : LLVMConstInt(llvm_type(llvm, TYPE_BOOL, 1), 0, false);
  LLVMValueRef values[5] = {f->call, task_for(llvm, round), arguments,
                            count_rounds(llvm, from, to, s->loop.step), backwards};
  LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(llvm->launch), llvm->launch, values, 5, "");
}

LLVMValueRef llvm_launch_space(Llvm *llvm, const LlvmKernel *made)
{
  return LLVMBuildAlloca(llvm->builder, arguments_type(llvm, LLVMGlobalGetValueType(made->round)),
                         "");
}

// -- kernels --------------------------------------------------------------------------------------

// Bounds of a parallel loop that an entry can compute: of sizes and constants alone.
static bool is_simple(const LoopExpr *e)
{
  if (e->op == LOOP_REGISTER || e->op == LOOP_LOAD || e->op == LOOP_GATHER)
    return false;
  for (int i = 0; i < e->operand_count; i++)
    if (!is_simple(e->operands[i]))
      return false;
  return true;
}

// (call, buffers.., sizes..): all of a kernel but the rounds of its parallel loop
static LLVMValueRef declare_whole(Llvm *llvm, const LlvmKernel *made)
{
  const LoopKernel *kernel = made->kernel;
  LlvmRegisters none = {0};
  LLVMTypeRef *types = arena_array(llvm->arena, LLVMTypeRef, 1 + kernel_type_count(kernel, &none));
  types[0] = llvm->pointer;
  int count = 1 + kernel_types(llvm, kernel, &none, types + 1);
  return declare_function(llvm, kernel, made->parallel ? ".whole" : "", count, types);
}

static void define_whole(Llvm *llvm, const LlvmKernel *made, const LlvmFacts *facts)
{
  LlvmFunction f = open_function(llvm, made->kernel, made->whole);
  bind_parameters(&f, facts, 1);
  if (!made->parallel)
    add_locals(&f);
  add_registers(&f);
  LLVMValueRef arguments = made->parallel ? llvm_launch_space(llvm, made) : NULL;
  for (const LoopStatement *s = made->kernel->body.first; s; s = s->next)
    if (s == made->parallel)
      llvm_launch(&f, made, arguments);
    else
      emit_statement(&f, s);
  end_function(&f);
}

LlvmKernel llvm_kernel(Llvm *llvm, int position)
{
  const LoopKernel *kernel = llvm->program->kernels.items[position];
  const LlvmFacts *facts = &llvm->facts[position];
  LlvmKernel made = {.kernel = kernel};
  const LoopStatement *s = kernel->body.first;
  for (; s && !(s->kind == LOOP_FOR && s->loop.parallel); s = s->next)
    if (s->kind == LOOP_LET)
      list_add(llvm->arena, &made.outer, s->assign.reg);
  made.parallel = s;
  bool is_rounds = s && s == kernel->body.first && !s->next && is_simple(s->loop.from) &&
                   is_simple(s->loop.to) && (!s->loop.reverse || is_simple(s->loop.reverse));
  if (s)
    made.round = declare_round(llvm, &made);
  if (!is_rounds)
    made.whole = declare_whole(llvm, &made);
  bool is_here = llvm->part->first <= position && position < llvm->part->end;
  if (is_here && made.round)
    define_round(llvm, &made, facts);
  if (is_here && made.whole)
    define_whole(llvm, &made, facts);
  return made;
}
