// Kernels to functions.
//
//   kernel k(x: f32 in, y: f32 out, B) { parallel b in 0..B { .. } }
//
//   k(call, x, y, B)              what the entry calls: hands the rounds to call->parallel, or runs them
//   k.task(call, arguments, i)    round i: unpacks x, y, B and calls the next
//   k.round(call, x, y, B, b)     the body of the loop
//
// A kernel without a parallel loop is the first alone. The body is a function of its own so that its
// pointers are parameters: there `noalias` says what loops.h promises, that buffers never overlap.
//
// Loops are emitted rotated (test at the end, a guard before where the loop may be empty) and with the
// unrolling that they ask for, so no pass has to do it: the copies differ by constants, which end up as
// displacements in the addresses.

#include "emit/llvm.h"

static void emit_block(LlvmFunction *f, const LoopBlock *block);

// -- loops ------------------------------------------------------------------------------------------

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

// An instruction that emits nothing, but that loads do not cross when a block is put in order: instruction
// selection gathers neighbouring loads, and would hoist those of all copies to the first.
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
  LLVMAddCallSiteAttribute(
      call, at, LLVMCreateEnumAttribute(llvm->context, memory, INACCESSIBLE_MEMORY));
  LLVMAddCallSiteAttribute(call, at, LLVMCreateEnumAttribute(llvm->context, nounwind, 0));
}

// `copies` rounds of the body: of value, value + step, ..
static void emit_copies(LlvmFunction *f, const LoopStatement *s, LLVMValueRef value, int64_t offset,
                        int64_t copies, Interval range)
{
  Binding *binding = &f->variables[s->loop.variable->id];
  f->depth++;
  for (int64_t i = 0; i < copies; i++) {
    if (i > 0)
      emit_fence(f->llvm);
    *binding = (Binding){value, offset + i * s->loop.step, range, f->depth};
    emit_block(f, &s->loop.body);
  }
  f->depth--;
}

static LLVMBasicBlockRef add_block(LlvmFunction *f)
{
  return LLVMAppendBasicBlockInContext(f->llvm->context, f->function, "");
}

// Rounds from bounds.from in steps of copies*step while the variable is below bounds.to. Returns the first
// value that was not run.
static LLVMValueRef emit_rounds(LlvmFunction *f, const LoopStatement *s, Bounds bounds, int64_t copies)
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
  LLVMAddIncoming(value, (LLVMValueRef[]){bounds.from, next}, (LLVMBasicBlockRef[]){before, last}, 2);
  LLVMPositionBuilderAtEnd(b, after);
  LLVMValueRef end = LLVMBuildPhi(b, llvm->index, "");
  LLVMAddIncoming(end, &next, &last, 1);
  if (is_guarded)
    LLVMAddIncoming(end, &bounds.from, &before, 1);
  return end;
}

// A loop whose count is known: whole turns of `unroll` rounds, then the rest in a row.
static void emit_counted(LlvmFunction *f, const LoopStatement *s, Bounds bounds, int64_t count)
{
  Llvm *llvm = f->llvm;
  int64_t unroll = s->loop.unroll > 1 ? s->loop.unroll : 1, from = bounds.from_range.low;
  int64_t whole = count > unroll ? count / unroll * unroll : 0;
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
  Bounds bounds = {llvm_expr(f, s->loop.from), llvm_expr(f, s->loop.to), llvm_range(f, s->loop.from),
                   llvm_range(f, s->loop.to), s->loop.step};
  Interval from = bounds.from_range, to = bounds.to_range;
  int64_t span;
  if (from.low == from.high && to.low == to.high && !__builtin_sub_overflow(to.low, from.low, &span)) {
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

// -- statements -------------------------------------------------------------------------------------

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
    LLVMBuildStore(f->llvm->builder, llvm_expr(f, s->assign.value), f->registers[s->assign.reg->id]);
    break;
  case LOOP_STORE:
    llvm_store(f, s);
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

// -- functions --------------------------------------------------------------------------------------

// Registers that are set before the parallel loop: rounds get their values, and change them no more.
typedef ListOf(LoopRegister *) Registers;

static Registers outer_registers(Llvm *llvm, const LoopKernel *kernel, const LoopStatement *parallel)
{
  Registers registers = {0};
  for (const LoopStatement *s = kernel->body.first; s != parallel; s = s->next)
    if (s->kind == LOOP_LET)
      list_add(llvm->arena, &registers, s->assign.reg);
  return registers;
}

static void describe_parameters(Llvm *llvm, const LlvmFunction *f, const LlvmFacts *facts)
{
  for (int i = 0; i < f->kernel->parameters.count; i++) {
    const LoopParameter *parameter = f->kernel->parameters.items[i];
    unsigned at = (unsigned)i + 2;  // from 1, after the call
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

// Opens a function (call, buffers.., sizes.., extra..) with allocas for the kernel's registers.
static LlvmFunction open_function(Llvm *llvm, const LoopKernel *kernel, const LlvmFacts *facts,
                                  const char *name, int extra_count, const LLVMTypeRef *extra)
{
  LlvmFunction f = {.llvm = llvm, .kernel = kernel};
  int buffers = kernel->parameters.count, sizes = kernel->sizes.count;
  LLVMTypeRef *types = arena_array(llvm->arena, LLVMTypeRef, 1 + buffers + sizes + extra_count);
  types[0] = llvm->pointer;
  for (int i = 0; i < buffers; i++)
    types[1 + i] = llvm->pointer;
  for (int i = 0; i < sizes; i++)
    types[1 + buffers + i] = llvm->index;
  for (int i = 0; i < extra_count; i++)
    types[1 + buffers + sizes + i] = extra[i];
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  f.function = llvm_function(llvm, name, llvm->nothing, 1 + buffers + sizes + extra_count, types);
  llvm_debug_function(llvm, f.function, kernel->name, kernel->file, kernel->line);
  describe_parameters(llvm, &f, facts);
  f.call = LLVMGetParam(f.function, 0);
  f.parameters = arena_array(llvm->arena, LLVMValueRef, buffers);
  for (int i = 0; i < buffers; i++) {
    f.parameters[i] = LLVMGetParam(f.function, 1 + (unsigned)i);
    LLVMSetValueName(f.parameters[i], kernel->parameters.items[i]->name);
  }
  f.variables = arena_array(llvm->arena, Binding, kernel->variable_count);
  for (int i = 0; i < sizes; i++) {
    const LoopVariable *size = kernel->sizes.items[i];
    LLVMValueRef value = LLVMGetParam(f.function, 1 + (unsigned)(buffers + i));
    LLVMSetValueName(value, size->name);
    f.variables[size->id] = (Binding){value, 0, facts->sizes[i], 0};
  }
  f.registers = arena_array(llvm->arena, LLVMValueRef, kernel->registers.count);
  for (int i = 0; i < kernel->registers.count; i++) {
    const LoopRegister *reg = kernel->registers.items[i];
    LLVMTypeRef type = llvm_type(llvm, reg->type.scalar, reg->type.lanes);
    f.registers[reg->id] = LLVMBuildAlloca(llvm->builder, type, reg->name);
  }
  return f;
}

static LLVMValueRef extra_parameter(const LlvmFunction *f, int i)
{
  return LLVMGetParam(f->function,
                      (unsigned)(1 + f->kernel->parameters.count + f->kernel->sizes.count + i));
}

static LLVMTypeRef register_type(Llvm *llvm, const LoopRegister *reg)
{
  return llvm_type(llvm, reg->type.scalar, reg->type.lanes);
}

// (call, buffers.., sizes.., variable, outer registers..)
static LLVMValueRef round_function(Llvm *llvm, const LoopKernel *kernel, const LlvmFacts *facts,
                                   const LoopStatement *parallel, const Registers *outer,
                                   Interval range)
{
  LLVMTypeRef *extra = arena_array(llvm->arena, LLVMTypeRef, 1 + outer->count);
  extra[0] = llvm->index;
  for (int i = 0; i < outer->count; i++)
    extra[1 + i] = register_type(llvm, outer->items[i]);
  const char *name = arena_print(llvm->arena, "kernel.%s.round", kernel->name);
  LlvmFunction f = open_function(llvm, kernel, facts, name, 1 + outer->count, extra);
  f.variables[parallel->loop.variable->id] = (Binding){extra_parameter(&f, 0), 0, range, 0};
  for (int i = 0; i < outer->count; i++)
    LLVMBuildStore(llvm->builder, extra_parameter(&f, 1 + i), f.registers[outer->items[i]->id]);
  emit_block(&f, &parallel->loop.body);
  LLVMBuildRetVoid(llvm->builder);
  return f.function;
}

// What a task is told: buffers, sizes, start of the loop, outer registers.
static LLVMTypeRef arguments_type(Llvm *llvm, const LoopKernel *kernel, const Registers *outer)
{
  int buffers = kernel->parameters.count, sizes = kernel->sizes.count, count = 0;
  LLVMTypeRef *fields = arena_array(llvm->arena, LLVMTypeRef, buffers + sizes + 1 + outer->count);
  for (int i = 0; i < buffers; i++)
    fields[count++] = llvm->pointer;
  for (int i = 0; i < sizes + 1; i++)
    fields[count++] = llvm->index;
  for (int i = 0; i < outer->count; i++)
    fields[count++] = register_type(llvm, outer->items[i]);
  return LLVMStructTypeInContext(llvm->context, fields, (unsigned)count, false);
}

// void task(NetcCall *call, const void *arguments, int64_t index)
static LLVMValueRef task_function(Llvm *llvm, const LoopKernel *kernel, LLVMTypeRef arguments,
                                  LLVMValueRef round, int64_t step)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef types[3] = {llvm->pointer, llvm->pointer, llvm->index};
  const char *name = arena_print(llvm->arena, "kernel.%s.task", kernel->name);
  LLVMSetCurrentDebugLocation2(b, NULL);
  LLVMValueRef function = llvm_function(llvm, name, llvm->nothing, 3, types);
  llvm_debug_function(llvm, function, kernel->name, kernel->file, kernel->line);
  int count = (int)LLVMCountStructElementTypes(arguments);
  int start = kernel->parameters.count + kernel->sizes.count;
  LLVMValueRef *values = arena_array(llvm->arena, LLVMValueRef, count + 1);
  values[0] = LLVMGetParam(function, 0);
  for (int i = 0; i < count; i++) {
    LLVMValueRef field = LLVMBuildStructGEP2(b, arguments, LLVMGetParam(function, 1), (unsigned)i, "");
    values[1 + i] = LLVMBuildLoad2(b, LLVMStructGetTypeAtIndex(arguments, (unsigned)i), field, "");
  }
  LLVMValueRef distance =
      LLVMBuildMul(b, LLVMGetParam(function, 2), llvm_integer(llvm, step), "");
  values[1 + start] = LLVMBuildAdd(b, values[1 + start], distance, "");
  LLVMValueRef call = LLVMBuildCall2(b, LLVMGlobalGetValueType(round), round, values,
                                     (unsigned)count + 1, "");
  LLVMSetTailCall(call, true);
  LLVMBuildRetVoid(b);
  return function;
}

// The number of rounds from..to in steps; not negative.
static LLVMValueRef count_rounds(Llvm *llvm, LLVMValueRef from, LLVMValueRef to, int64_t step)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef zero = llvm_integer(llvm, 0);
  LLVMValueRef span = LLVMBuildSub(b, to, from, "");
  if (step > 1) {
    span = LLVMBuildAdd(b, span, llvm_integer(llvm, step - 1), "");
    span = LLVMBuildSDiv(b, span, llvm_integer(llvm, step), "");
  }
  return LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, from, to, ""), span, zero, "");
}

// if (call->parallel && count > 1) call->parallel(call, task, arguments, count); else all in a row
static void emit_launch(LlvmFunction *f, LLVMValueRef task, LLVMValueRef arguments, LLVMValueRef count)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef launch_types[4] = {llvm->pointer, llvm->pointer, llvm->pointer, llvm->index};
  LLVMTypeRef launch_type = LLVMFunctionType(llvm->nothing, launch_types, 4, false);
  LLVMValueRef parallel = llvm_call_field(llvm, f->call, CALL_PARALLEL, llvm->pointer);
  LLVMValueRef is_shared = LLVMBuildAnd(
      b, LLVMBuildICmp(b, LLVMIntNE, parallel, LLVMConstNull(llvm->pointer), ""),
      LLVMBuildICmp(b, LLVMIntSGT, count, llvm_integer(llvm, 1), ""), "");
  LLVMBasicBlockRef shared = add_block(f), alone = add_block(f), loop = add_block(f), after = add_block(f);
  LLVMBuildCondBr(b, is_shared, shared, alone);
  LLVMPositionBuilderAtEnd(b, shared);
  LLVMBuildCall2(b, launch_type, parallel, (LLVMValueRef[]){f->call, task, arguments, count}, 4, "");
  LLVMBuildBr(b, after);
  LLVMPositionBuilderAtEnd(b, alone);
  LLVMValueRef zero = llvm_integer(llvm, 0);
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSGT, count, zero, ""), loop, after);
  LLVMPositionBuilderAtEnd(b, loop);
  LLVMValueRef i = LLVMBuildPhi(b, llvm->index, "");
  LLVMBuildCall2(b, LLVMGlobalGetValueType(task), task, (LLVMValueRef[]){f->call, arguments, i}, 3, "");
  LLVMValueRef next = LLVMBuildAdd(b, i, llvm_integer(llvm, 1), "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, count, ""), loop, after);
  LLVMAddIncoming(i, (LLVMValueRef[]){zero, next}, (LLVMBasicBlockRef[]){alone, loop}, 2);
  LLVMPositionBuilderAtEnd(b, after);
}

// A parallel loop in the function that an entry calls.
typedef struct Launch {
  Registers outer;
  LLVMTypeRef type;        // of the arguments
  LLVMValueRef task;
  LLVMValueRef arguments;  // their place on the stack
} Launch;

// Packs the arguments at the parallel loop's place among the top statements, and launches.
static void emit_parallel(LlvmFunction *f, const LoopStatement *s, const Launch *launch)
{
  Llvm *llvm = f->llvm;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef from = llvm_expr(f, s->loop.from), to = llvm_expr(f, s->loop.to);
  LLVMValueRef arguments = launch->arguments;
  LLVMTypeRef type = launch->type;
  unsigned at = 0;
  for (int i = 0; i < f->kernel->parameters.count; i++)
    LLVMBuildStore(b, f->parameters[i], LLVMBuildStructGEP2(b, type, arguments, at++, ""));
  for (int i = 0; i < f->kernel->sizes.count; i++) {
    LLVMValueRef size = f->variables[f->kernel->sizes.items[i]->id].value;
    LLVMBuildStore(b, size, LLVMBuildStructGEP2(b, type, arguments, at++, ""));
  }
  LLVMBuildStore(b, from, LLVMBuildStructGEP2(b, type, arguments, at++, ""));
  for (int i = 0; i < launch->outer.count; i++) {
    const LoopRegister *reg = launch->outer.items[i];
    LLVMValueRef value = LLVMBuildLoad2(b, register_type(llvm, reg), f->registers[reg->id], "");
    LLVMBuildStore(b, value, LLVMBuildStructGEP2(b, type, arguments, at++, ""));
  }
  emit_launch(f, launch->task, arguments, count_rounds(llvm, from, to, s->loop.step));
}

// What can be said of the parallel variable outside of the kernel's functions.
static Interval parallel_range(Llvm *llvm, const LoopKernel *kernel, const LlvmFacts *facts,
                               const LoopStatement *s)
{
  LlvmFunction f = {.llvm = llvm, .kernel = kernel};
  f.variables = arena_array(llvm->arena, Binding, kernel->variable_count);
  for (int i = 0; i < kernel->sizes.count; i++)
    f.variables[kernel->sizes.items[i]->id].range = facts->sizes[i];
  return variable_range(llvm_range(&f, s->loop.from), llvm_range(&f, s->loop.to));
}

LLVMValueRef llvm_kernel(Llvm *llvm, const LoopKernel *kernel, const LlvmFacts *facts)
{
  const LoopStatement *parallel = kernel->body.first;
  while (parallel && !(parallel->kind == LOOP_FOR && parallel->loop.parallel))
    parallel = parallel->next;
  Launch launch = {.type = NULL};
  if (parallel) {
    launch.outer = outer_registers(llvm, kernel, parallel);
    launch.type = arguments_type(llvm, kernel, &launch.outer);
    Interval range = parallel_range(llvm, kernel, facts, parallel);
    LLVMValueRef round = round_function(llvm, kernel, facts, parallel, &launch.outer, range);
    launch.task = task_function(llvm, kernel, launch.type, round, parallel->loop.step);
  }
  const char *name = arena_print(llvm->arena, "kernel.%s", kernel->name);
  LlvmFunction f = open_function(llvm, kernel, facts, name, 0, NULL);
  if (parallel)
    launch.arguments = LLVMBuildAlloca(llvm->builder, launch.type, "arguments");
  for (const LoopStatement *s = kernel->body.first; s; s = s->next)
    if (s == parallel)
      emit_parallel(&f, s, &launch);
    else
      emit_statement(&f, s);
  LLVMBuildRetVoid(llvm->builder);
  return f.function;
}
