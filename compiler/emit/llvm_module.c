// Entries, the model's tables and constants; and what the calls of a kernel have in common.
//
//   entry predict { call dense1(image, dense1.weight, h, B) }
//
//   define internal void @netc_entry_0(ptr %call) {
//     ; arguments = {@kernel.dense1, 0, 1, %image, %weight, %h, %B}
//     call void @launch(ptr %call, ptr @task.0, ptr %arguments, i64 %B)
//     ; if (call->kernel_done) call->kernel_done(call, 0)
//   }
//   @netc_model = constant {..}

#include "emit/llvm.h"

#include "emit/model.h"

#include <assert.h>
#include <string.h>

// -- facts ----------------------------------------------------------------------------------------

// A symbol is 1 or more and its capacity at most; a step 0 or more and less than their number.
static Interval size_range(const LoopEntry *entry, const LoopSize *size)
{
  if (size->symbol < 0 || size->factor == 0)
    return (Interval){size->constant, size->constant};
  int step = size->symbol - entry->symbols.count;
  Interval value = {1, step < 0 ? entry->capacities.items[size->symbol] : 0};
  if (step >= 0)
    value = (Interval){0, size_range(entry, &entry->repeats.items[step].count).high - 1};
  int64_t one = size->constant + size->factor * value.low, all;
  if (__builtin_mul_overflow(size->factor, value.high, &all) ||
      __builtin_add_overflow(all, size->constant, &all))
    return (Interval){INT64_MIN, INT64_MAX};
  if (size->divisor > 1) {
    one /= size->divisor;
    all /= size->divisor;
  }
  return one < all ? (Interval){one, all} : (Interval){all, one};
}

// Inputs and outputs are the caller's, and as long as the extents of the day.
static int64_t buffer_bytes(const LoopBuffer *buffer)
{
  if (buffer->space == SPACE_INPUT || buffer->space == SPACE_OUTPUT)
    return 0;
  return buffer->count * type_bytes(buffer->type);
}

static int buffer_alignment(const LoopBuffer *buffer)
{
  bool is_arena = buffer->space <= SPACE_WORKSPACE;
  int alignment = type_bytes(buffer->type);
  if (buffer->space == SPACE_CONSTANT)
    return NETC_ARENA_ALIGNMENT;
  while (is_arena && alignment < NETC_ARENA_ALIGNMENT && buffer->offset % (2 * alignment) == 0)
    alignment *= 2;
  return alignment;
}

static void add_facts(Arena *arena, LlvmFacts *facts, const LoopEntry *entry, const LoopCall *call)
{
  int sizes = call->kernel->sizes.count, parameters = call->kernel->parameters.count;
  if (!facts->is_called) {
    facts->sizes = arena_array(arena, Interval, sizes);
    facts->bytes = arena_array(arena, int64_t, parameters);
    facts->alignments = arena_array(arena, int, parameters);
  }
  for (int i = 0; i < sizes; i++) {
    Interval range = size_range(entry, &call->sizes[i]), *known = &facts->sizes[i];
    if (!facts->is_called)
      *known = range;
    known->low = range.low < known->low ? range.low : known->low;
    known->high = range.high > known->high ? range.high : known->high;
  }
  for (int i = 0; i < parameters; i++) {
    int64_t bytes = buffer_bytes(call->buffers[i]);
    int alignment = buffer_alignment(call->buffers[i]);
    if (!facts->is_called || bytes < facts->bytes[i])
      facts->bytes[i] = bytes;
    if (!facts->is_called || alignment < facts->alignments[i])
      facts->alignments[i] = alignment;
  }
  facts->is_called = true;
}

const LlvmFacts *llvm_facts(Arena *arena, const LoopProgram *program)
{
  LlvmFacts *facts = arena_array(arena, LlvmFacts, program->kernels.count);
  for (int i = 0; i < program->entries.count; i++) {
    const LoopEntry *entry = program->entries.items[i];
    for (int k = 0; k < entry->calls.count; k++) {
      const LoopCall *call = &entry->calls.items[k];
      add_facts(arena, &facts[call->kernel->position], entry, call);
    }
  }
  return facts;
}

// -- data -----------------------------------------------------------------------------------------

// An unnamed constant of these bytes.
static LLVMValueRef bytes_global(Llvm *llvm, const char *name, const char *bytes, size_t length,
                                 bool is_terminated, unsigned alignment)
{
  LLVMValueRef value = LLVMConstStringInContext2(llvm->context, bytes, length, !is_terminated);
  LLVMValueRef global = LLVMAddGlobal(llvm->module, LLVMTypeOf(value), name);
  LLVMSetInitializer(global, value);
  LLVMSetGlobalConstant(global, true);
  LLVMSetLinkage(global, LLVMPrivateLinkage);
  LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
  LLVMSetAlignment(global, alignment);
  return global;
}

static LLVMValueRef constant_global(Llvm *llvm, int64_t position)
{
  const LoopConstant *constant = &llvm->program->constants.items[position];
  const char *name = arena_print(llvm->arena, "constant.%d", (int)position);
  LLVMValueRef global = LLVMGetNamedGlobal(llvm->module, name);
  if (global)
    return global;
  size_t length = (size_t)constant->count * (size_t)type_bytes(constant->type);
  return bytes_global(llvm, name, constant->data, length, false, NETC_ARENA_ALIGNMENT);
}

static LLVMValueRef data_value(Llvm *llvm, const Data *data);

// The struct of that name, whose fields are those of the values.
static LLVMTypeRef struct_type(Llvm *llvm, const char *name, LLVMValueRef *values, unsigned count)
{
  LLVMTypeRef type = LLVMGetTypeByName2(llvm->context, name);
  if (type)
    return type;
  LLVMTypeRef *fields = arena_array(llvm->arena, LLVMTypeRef, count);
  for (unsigned i = 0; i < count; i++)
    fields[i] = LLVMTypeOf(values[i]);
  type = LLVMStructCreateNamed(llvm->context, name);
  LLVMStructSetBody(type, fields, count, false);
  return type;
}

static LLVMValueRef items_value(Llvm *llvm, const Data *data)
{
  unsigned count = (unsigned)data->items.count;
  LLVMValueRef *values = arena_array(llvm->arena, LLVMValueRef, count);
  for (unsigned i = 0; i < count; i++)
    values[i] = data_value(llvm, data->items.items[i]);
  if (data->kind == DATA_ARRAY)
    return LLVMConstArray2(LLVMTypeOf(values[0]), values, count);
  LLVMTypeRef type = struct_type(llvm, data->type, values, count);
  return LLVMConstNamedStruct(type, values, count);
}

static LLVMValueRef data_value(Llvm *llvm, const Data *data)
{
  switch (data->kind) {
  case DATA_INT32:
    return LLVMConstInt(llvm->i32, (uint64_t)data->integer, true);
  case DATA_INT64:
    return llvm_integer(llvm, data->integer);
  case DATA_DOUBLE:
    return LLVMConstReal(LLVMDoubleTypeInContext(llvm->context), data->number);
  case DATA_BOOL:
    return LLVMConstInt(llvm->byte, (uint64_t)data->integer, false);
  case DATA_TEXT:
    return data->text ? bytes_global(llvm, "text", data->text, strlen(data->text), true, 1)
                      : LLVMConstNull(llvm->pointer);
  case DATA_ADDRESS:
    return data->target ? LLVMGetNamedGlobal(llvm->module, data->target->name)
                        : LLVMConstNull(llvm->pointer);
  case DATA_FUNCTION:
    return data->integer < 0
               ? LLVMConstNull(llvm->pointer)
               : LLVMGetNamedFunction(llvm->module, entry_symbol(llvm->arena, (int)data->integer));
  default:
    return items_value(llvm, data);
  }
}

static void emit_model(Llvm *llvm)
{
  const ModelData *model = model_data(llvm->arena, llvm->program);
  LLVMValueRef global = NULL;
  for (int i = 0; i < model->globals.count; i++) {
    const Data *data = model->globals.items[i];
    LLVMValueRef value = items_value(llvm, data);
    global = LLVMAddGlobal(llvm->module, LLVMTypeOf(value), data->name);
    LLVMSetInitializer(global, value);
    LLVMSetGlobalConstant(global, true);
    LLVMSetLinkage(global, LLVMInternalLinkage);
  }
  LLVMSetLinkage(global, LLVMExternalLinkage);  // netc_model
}

// -- entries --------------------------------------------------------------------------------------

// A repeat whose calls are being written.
typedef struct RepeatCode {
  LLVMValueRef step, count, done;  // the present step; how many there are, and have been
  LLVMBasicBlockRef block;
} RepeatCode;

typedef struct EntryCode {
  Llvm *llvm;
  const LoopEntry *entry;
  LLVMValueRef function, call;
  RepeatCode *repeats;
} EntryCode;

static LLVMValueRef byte_offset(Llvm *llvm, LLVMValueRef pointer, int64_t bytes)
{
  LLVMValueRef offset = llvm_integer(llvm, bytes);
  return bytes ? LLVMBuildGEP2(llvm->builder, llvm->byte, pointer, &offset, 1, "") : pointer;
}

static LLVMValueRef buffer_pointer(Llvm *llvm, LLVMValueRef call, const LoopBuffer *buffer)
{
  switch (buffer->space) {
  case SPACE_INPUT:
  case SPACE_OUTPUT: {
    int field = buffer->space == SPACE_INPUT ? CALL_INPUTS : CALL_OUTPUTS;
    LLVMValueRef list = llvm_call_field(llvm, call, field, llvm->pointer);
    LLVMValueRef item = byte_offset(llvm, list, buffer->offset * 8);
    return LLVMBuildLoad2(llvm->builder, llvm->pointer, item, buffer->name);
  }
  case SPACE_SCALARS:
    return byte_offset(llvm, llvm_call_field(llvm, call, CALL_SCALARS, llvm->pointer),
                       buffer->offset);
  case SPACE_CONSTANT:
    return constant_global(llvm, buffer->offset);
  default:
    return byte_offset(llvm,
                       llvm_call_field(llvm, call,
                                       CALL_WEIGHTS + (int)(buffer->space - SPACE_WEIGHTS),
                                       llvm->pointer),
                       buffer->offset);
  }
}

// A symbol of the day, or the present step of a repeat.
static LLVMValueRef symbol_value(const EntryCode *code, int symbol)
{
  Llvm *llvm = code->llvm;
  int step = symbol - code->entry->symbols.count;
  if (step >= 0)
    return code->repeats[step].step;
  LLVMValueRef symbols = llvm_call_field(llvm, code->call, CALL_SYMBOLS, llvm->pointer);
  return LLVMBuildLoad2(llvm->builder, llvm->index, byte_offset(llvm, symbols, symbol * 8), "");
}

static LLVMValueRef size_value(const EntryCode *code, const LoopSize *size)
{
  Llvm *llvm = code->llvm;
  LLVMBuilderRef b = llvm->builder;
  if (size->symbol < 0)
    return llvm_integer(llvm, size->constant);
  LLVMValueRef value = symbol_value(code, size->symbol);
  value = LLVMBuildMul(b, value, llvm_integer(llvm, size->factor), "");
  value = LLVMBuildAdd(b, value, llvm_integer(llvm, size->constant), "");
  return size->divisor > 1 ? LLVMBuildSDiv(b, value, llvm_integer(llvm, size->divisor), "") : value;
}

// if (call->kernel_done) call->kernel_done(call, position)
static void emit_done(Llvm *llvm, LLVMValueRef function, LLVMValueRef call, int position)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef types[2] = {llvm->pointer, llvm->i32};
  LLVMTypeRef type = LLVMFunctionType(llvm->nothing, types, 2, false);
  LLVMValueRef done = llvm_call_field(llvm, call, CALL_KERNEL_DONE, llvm->pointer);
  LLVMBasicBlockRef told = LLVMAppendBasicBlockInContext(llvm->context, function, "");
  LLVMBasicBlockRef after = LLVMAppendBasicBlockInContext(llvm->context, function, "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntNE, done, LLVMConstNull(llvm->pointer), ""), told,
                  after);
  LLVMPositionBuilderAtEnd(b, told);
  LLVMValueRef arguments[2] = {call, LLVMConstInt(llvm->i32, (unsigned)position, false)};
  LLVMBuildCall2(b, type, done, arguments, 2, "");
  LLVMBuildBr(b, after);
  LLVMPositionBuilderAtEnd(b, after);
}

// What a kernel is given in a call: buffers and sizes, bound as in the kernel's own function.
static LlvmFunction bind_call(const EntryCode *code, const LoopCall *c)
{
  Llvm *llvm = code->llvm;
  const LoopKernel *kernel = c->kernel;
  LlvmFunction f = {.llvm = llvm, .kernel = kernel, .function = code->function, .call = code->call};
  f.buffers = arena_array(llvm->arena, LLVMValueRef, kernel->parameters.count);
  for (int i = 0; i < kernel->parameters.count; i++)
    f.buffers[i] = buffer_pointer(llvm, f.call, c->buffers[i]);
  f.variables = arena_array(llvm->arena, Binding, kernel->variable_count);
  const LlvmFacts *facts = &llvm->facts[kernel->position];
  for (int i = 0; i < kernel->sizes.count; i++) {
    LLVMValueRef size = size_value(code, &c->sizes[i]);
    f.variables[kernel->sizes.items[i]->id] =
        (Binding){.value = size, .range = facts->sizes[i], .multiple = 1};
  }
  return f;
}

static void call_whole(const LlvmFunction *f, LLVMValueRef whole)
{
  Llvm *llvm = f->llvm;
  int buffers = f->kernel->parameters.count, sizes = f->kernel->sizes.count;
  LLVMValueRef *arguments = arena_array(llvm->arena, LLVMValueRef, 1 + buffers + sizes);
  arguments[0] = f->call;
  for (int i = 0; i < buffers; i++)
    arguments[1 + i] = f->buffers[i];
  for (int i = 0; i < sizes; i++)
    arguments[1 + buffers + i] = f->variables[f->kernel->sizes.items[i]->id].value;
  LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(whole), whole, arguments,
                 (unsigned)(1 + buffers + sizes), "");
}

// One space for the arguments of these launches: the largest.
static LLVMValueRef launch_space(Llvm *llvm, const LoopEntry *entry, int first, int end)
{
  const LlvmKernel *largest = NULL;
  unsigned most = 0;
  for (int i = first; i < end; i++) {
    const LlvmKernel *made = &llvm->kernels[entry->calls.items[i].kernel->position];
    unsigned count = made->whole ? 0 : LLVMCountParams(made->round);
    if (count > most) {
      largest = made;
      most = count;
    }
  }
  return largest ? llvm_launch_space(llvm, largest) : NULL;
}

// step = done, or count - 1 - done: count is 1 or more.
static void open_repeat(const LoopRepeat *repeat, void *context)
{
  EntryCode *code = context;
  Llvm *llvm = code->llvm;
  LLVMBuilderRef b = llvm->builder;
  RepeatCode *r = &code->repeats[repeat - code->entry->repeats.items];
  r->count = size_value(code, &repeat->count);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(b);
  r->block = LLVMAppendBasicBlockInContext(llvm->context, code->function, repeat->name);
  LLVMBuildBr(b, r->block);
  LLVMPositionBuilderAtEnd(b, r->block);
  r->done = LLVMBuildPhi(b, llvm->index, repeat->name);
  LLVMValueRef zero = llvm_integer(llvm, 0);
  LLVMAddIncoming(r->done, &zero, &before, 1);
  LLVMValueRef last = LLVMBuildSub(b, r->count, llvm_integer(llvm, 1), "");
  r->step = repeat->reverse ? LLVMBuildSub(b, last, r->done, "") : r->done;
}

static void close_repeat(const LoopRepeat *repeat, void *context)
{
  EntryCode *code = context;
  Llvm *llvm = code->llvm;
  LLVMBuilderRef b = llvm->builder;
  RepeatCode *r = &code->repeats[repeat - code->entry->repeats.items];
  LLVMBasicBlockRef here = LLVMGetInsertBlock(b);
  LLVMBasicBlockRef after = LLVMAppendBasicBlockInContext(llvm->context, code->function, "");
  LLVMValueRef next = LLVMBuildAdd(b, r->done, llvm_integer(llvm, 1), "");
  LLVMAddIncoming(r->done, &next, &here, 1);
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, r->count, ""), r->block, after);
  LLVMPositionBuilderAtEnd(b, after);
}

// Without a body yet; the builder stands at its start.
static LLVMValueRef entry_function(Llvm *llvm, const LoopEntry *entry, const char *symbol)
{
  const char *file =
      entry->calls.count ? entry->calls.items[0].file : llvm->program->model.source_name;
  LLVMSetCurrentDebugLocation2(llvm->builder, NULL);
  LLVMValueRef function = llvm_function(llvm, symbol, llvm->nothing, 1, &llvm->pointer);
  llvm_debug_function(llvm, function, entry->name, file, 0);
  return function;
}

// A function that makes these calls; no repeat goes beyond them.
static LLVMValueRef emit_calls(Llvm *llvm, const LoopEntry *entry, const char *symbol, int first,
                               int end)
{
  LLVMValueRef function = entry_function(llvm, entry, symbol);
  LLVMValueRef space = launch_space(llvm, entry, first, end);
  EntryCode code = {llvm, entry, function, LLVMGetParam(function, 0), NULL};
  code.repeats = arena_array(llvm->arena, RepeatCode, entry->repeats.count);
  for (int i = first; i < end; i++) {
    const LoopCall *call = &entry->calls.items[i];
    const LlvmKernel *made = &llvm->kernels[call->kernel->position];
    llvm_debug_line(llvm, function, call->file, call->line);
    entry_open_repeats(entry, i, open_repeat, &code);
    LlvmFunction f = bind_call(&code, call);
    if (made->whole)
      call_whole(&f, made->whole);
    else
      llvm_launch(&f, made, space);
    emit_done(llvm, function, f.call, entry_row_calls(entry) + i);
    entry_close_repeats(entry, i, close_repeat, &code);
  }
  LLVMBuildRetVoid(llvm->builder);
  return function;
}

// Where a function that begins with call `first` ends: after CALLS_A_FUNCTION of them, and the rest
// of a repeat.
static int function_end(const LoopEntry *entry, int first)
{
  enum { CALLS_A_FUNCTION = 128 };
  int end = first + CALLS_A_FUNCTION;
  for (int i = 0; i < entry->repeats.count; i++) {  // inner ones stand after those around them
    const LoopRepeat *repeat = &entry->repeats.items[i];
    if (repeat->first < end && end < repeat->last)
      end = repeat->last;
  }
  return end < entry->calls.count ? end : entry->calls.count;
}

// Of the entry that runs for each row: it comes before.
static LLVMValueRef row_function(Llvm *llvm, const LoopEntry *entry)
{
  int position = entry_position(llvm->program, entry->row);
  return LLVMGetNamedFunction(llvm->module, entry_symbol(llvm->arena, position));
}

// LLVM's time for a function grows faster than the function, so a long entry is several of them;
// what it runs row by row is one more.
static void emit_entry(Llvm *llvm, int position)
{
  const LoopEntry *entry = llvm->program->entries.items[position];
  const char *symbol = entry_symbol(llvm->arena, position);
  bool is_one = !entry->row && function_end(entry, 0) == entry->calls.count;
  if (is_one) {
    emit_calls(llvm, entry, symbol, 0, entry->calls.count);
    return;
  }
  ListOf(LLVMValueRef) parts = {0};
  if (entry->row)
    list_add(llvm->arena, &parts,
             llvm_rows(llvm, entry, arena_print(llvm->arena, "%s.all", symbol),
                       row_function(llvm, entry)));
  for (int first = 0, end; first < entry->calls.count; first = end) {
    end = function_end(entry, first);
    const char *name = arena_print(llvm->arena, "%s.%d", symbol, parts.count);
    list_add(llvm->arena, &parts, emit_calls(llvm, entry, name, first, end));
  }
  LLVMValueRef function = entry_function(llvm, entry, symbol), call = LLVMGetParam(function, 0);
  for (int i = 0; i < parts.count; i++)
    LLVMBuildCall2(llvm->builder, LLVMGlobalGetValueType(parts.items[i]), parts.items[i], &call, 1,
                   "");
  LLVMBuildRetVoid(llvm->builder);
}

void llvm_module(Llvm *llvm)
{
  const LoopProgram *program = llvm->program;
  const LlvmPart *part = llvm->part;
  int first = part->has_entries ? 0 : part->first;
  int end = part->has_entries ? program->kernels.count : part->end;
  llvm->kernels = arena_array(llvm->arena, LlvmKernel, end - first);
  for (int i = first; i < end; i++)
    if (llvm->facts[i].is_called)
      llvm->kernels[i - first] = llvm_kernel(llvm, i);
  if (!part->has_entries)
    return;
  for (int i = 0; i < program->entries.count; i++)
    emit_entry(llvm, i);
  emit_model(llvm);
}
