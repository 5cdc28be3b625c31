// What an entry runs for each row of a batch, as c_rows.c writes it.
//
// The task of one part: a copy of the call for one row, whose inputs and outputs move on.

#include "emit/llvm.h"

typedef struct RowCode {
  Llvm *llvm;
  const LoopEntry *entry;
  LLVMValueRef call, row;  // NetcCalls: of all rows, and of one
  LLVMValueRef inputs, outputs;
} RowCode;

static LLVMValueRef moved(Llvm *llvm, LLVMValueRef pointer, LLVMValueRef bytes)
{
  return LLVMBuildGEP2(llvm->builder, llvm->byte, pointer, &bytes, 1, "");
}

static LLVMValueRef list_item(Llvm *llvm, LLVMValueRef list, int position)
{
  return moved(llvm, list, llvm_integer(llvm, position * (int64_t)sizeof(void *)));
}

static void set_field(const RowCode *code, unsigned field, LLVMValueRef value)
{
  Llvm *llvm = code->llvm;
  LLVMBuildStore(llvm->builder, value,
                 LLVMBuildStructGEP2(llvm->builder, llvm->call, code->row, field, ""));
}

static LLVMValueRef add_list(Llvm *llvm, LLVMTypeRef item, int count)
{
  return LLVMBuildAlloca(llvm->builder, LLVMArrayType2(item, (uint64_t)count + 1), "");
}

// One row, and the other symbols as they are.
static LLVMValueRef row_symbols(const RowCode *code, LLVMValueRef *rows)
{
  Llvm *llvm = code->llvm;
  LLVMBuilderRef b = llvm->builder;
  LLVMValueRef all = llvm_call_field(llvm, code->call, CALL_SYMBOLS, llvm->pointer);
  LLVMValueRef symbols = add_list(llvm, llvm->index, code->entry->symbols.count);
  *rows = LLVMBuildLoad2(b, llvm->index, all, "rows");
  LLVMBuildStore(b, llvm_integer(llvm, 1), symbols);
  for (int i = 1; i < code->entry->symbols.count; i++)
    LLVMBuildStore(b, LLVMBuildLoad2(b, llvm->index, list_item(llvm, all, i), ""),
                   list_item(llvm, symbols, i));
  return symbols;
}

static void place_row(const RowCode *code, LLVMValueRef list, int i, LLVMValueRef all,
                      int64_t row_bytes, LLVMValueRef position)
{
  Llvm *llvm = code->llvm;
  LLVMValueRef bytes = LLVMBuildMul(llvm->builder, position, llvm_integer(llvm, row_bytes), "");
  LLVMBuildStore(llvm->builder, moved(llvm, all, bytes), list_item(llvm, list, i));
}

// An input or output of all rows.
static LLVMValueRef whole_port(const RowCode *code, int field, int i, const char *name)
{
  Llvm *llvm = code->llvm;
  LLVMValueRef all = llvm_call_field(llvm, code->call, field, llvm->pointer);
  return LLVMBuildLoad2(llvm->builder, llvm->pointer, list_item(llvm, all, i), name);
}

static void place_inputs(const RowCode *code, LLVMValueRef position)
{
  const LoopEntry *entry = code->entry;
  for (int i = 0; i < entry->inputs.count; i++) {
    const NetcPort *port = &entry->inputs.items[i];
    place_row(code, code->inputs, i, whole_port(code, CALL_INPUTS, i, port->name),
              port_row_bytes(entry, port), position);
  }
}

static void place_outputs(const RowCode *code, LLVMValueRef position)
{
  Llvm *llvm = code->llvm;
  const LoopEntry *entry = code->entry, *row = entry->row;
  for (int i = 0; i < row->outputs.count; i++) {
    const NetcPort *port = &row->outputs.items[i];
    LLVMValueRef all;
    if (entry->kept.count)
      all = moved(llvm, llvm_call_field(llvm, code->call, CALL_WORKSPACE, llvm->pointer),
                  llvm_integer(llvm, entry->kept.items[i]->offset));
    else
      all = whole_port(code, CALL_OUTPUTS, i, port->name);
    place_row(code, code->outputs, i, all, port_row_bytes(row, port), position);
  }
}

// for position in from .. to
static void run_rows(const RowCode *code, LLVMValueRef task, LLVMValueRef row, LLVMValueRef from,
                     LLVMValueRef to)
{
  Llvm *llvm = code->llvm;
  LLVMBuilderRef b = llvm->builder;
  LLVMBasicBlockRef before = LLVMGetInsertBlock(b);
  LLVMBasicBlockRef loop = LLVMAppendBasicBlockInContext(llvm->context, task, "row");
  LLVMBasicBlockRef after = LLVMAppendBasicBlockInContext(llvm->context, task, "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, from, to, ""), loop, after);
  LLVMPositionBuilderAtEnd(b, loop);
  LLVMValueRef position = LLVMBuildPhi(b, llvm->index, "row");
  place_inputs(code, position);
  place_outputs(code, position);
  LLVMValueRef argument = code->row;
  LLVMBuildCall2(b, LLVMGlobalGetValueType(row), row, &argument, 1, "");
  LLVMValueRef next = LLVMBuildAdd(b, position, llvm_integer(llvm, 1), "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, to, ""), loop, after);
  LLVMAddIncoming(position, (LLVMValueRef[]){from, next}, (LLVMBasicBlockRef[]){before, loop}, 2);
  LLVMPositionBuilderAtEnd(b, after);
}

// part*rows/parts
static LLVMValueRef first_row(Llvm *llvm, LLVMValueRef part, LLVMValueRef rows, LLVMValueRef parts)
{
  return LLVMBuildSDiv(llvm->builder, LLVMBuildMul(llvm->builder, part, rows, ""), parts, "");
}

// (call, address of the number of parts, part)
static LLVMValueRef part_task(Llvm *llvm, const LoopEntry *entry, const char *symbol,
                              LLVMValueRef row)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMTypeRef types[3] = {llvm->pointer, llvm->pointer, llvm->index};
  const char *name = arena_print(llvm->arena, "%s.rows", symbol);
  LLVMValueRef task = llvm_function(llvm, name, llvm->nothing, 3, types);
  LLVMValueRef part = LLVMGetParam(task, 2), rows;
  RowCode code = {.llvm = llvm, .entry = entry, .call = LLVMGetParam(task, 0)};
  code.row = LLVMBuildAlloca(b, llvm->call, "row");
  code.inputs = add_list(llvm, llvm->pointer, entry->inputs.count);
  code.outputs = add_list(llvm, llvm->pointer, entry->row->outputs.count);
  LLVMBuildMemCpy(b, code.row, 8, code.call, 8, LLVMSizeOf(llvm->call));
  set_field(&code, CALL_INPUTS, code.inputs);
  set_field(&code, CALL_OUTPUTS, code.outputs);
  set_field(&code, CALL_SYMBOLS, row_symbols(&code, &rows));
  LLVMValueRef offset = LLVMBuildMul(b, part, llvm_integer(llvm, entry_part_bytes(entry)), "");
  offset = LLVMBuildAdd(b, offset, llvm_integer(llvm, entry_parts_start(entry)), "");
  LLVMValueRef workspace = llvm_call_field(llvm, code.call, CALL_WORKSPACE, llvm->pointer);
  set_field(&code, CALL_WORKSPACE, moved(llvm, workspace, offset));
  LLVMValueRef parts = LLVMBuildLoad2(b, llvm->index, LLVMGetParam(task, 1), "parts");
  LLVMValueRef parallel = llvm_call_field(llvm, code.call, CALL_PARALLEL, llvm->pointer);
  LLVMValueRef is_all = LLVMBuildICmp(b, LLVMIntEQ, parts, llvm_integer(llvm, 1), "");
  set_field(&code, CALL_PARALLEL,
            LLVMBuildSelect(b, is_all, parallel, LLVMConstNull(llvm->pointer), ""));
  LLVMValueRef end = LLVMBuildAdd(b, part, llvm_integer(llvm, 1), "");
  run_rows(&code, task, row, first_row(llvm, part, rows, parts), first_row(llvm, end, rows, parts));
  LLVMBuildRetVoid(b);
  return task;
}

static LLVMValueRef is_null(Llvm *llvm, LLVMValueRef call, int field)
{
  LLVMValueRef value = llvm_call_field(llvm, call, field, llvm->pointer);
  return LLVMBuildICmp(llvm->builder, LLVMIntEQ, value, LLVMConstNull(llvm->pointer), "");
}

LLVMValueRef llvm_rows(Llvm *llvm, const LoopEntry *entry, const char *symbol, LLVMValueRef row)
{
  LLVMBuilderRef b = llvm->builder;
  LLVMSetCurrentDebugLocation2(b, NULL);
  LLVMValueRef launcher = llvm_launcher(llvm), task = part_task(llvm, entry, symbol, row);
  LLVMValueRef function = llvm_function(llvm, symbol, llvm->nothing, 1, &llvm->pointer);
  LLVMValueRef call = LLVMGetParam(function, 0), one = llvm_integer(llvm, 1);
  LLVMValueRef parts = LLVMBuildAlloca(b, llvm->index, "parts");
  LLVMValueRef alone = is_null(llvm, call, CALL_PARALLEL);
  LLVMValueRef watched = LLVMBuildNot(b, is_null(llvm, call, CALL_KERNEL_DONE), "");
  LLVMValueRef count = LLVMBuildSelect(b, LLVMBuildOr(b, alone, watched, ""), one,
                                       llvm_integer(llvm, entry->parts), "");
  LLVMBuildStore(b, count, parts);
  LLVMValueRef forwards = LLVMConstInt(llvm_type(llvm, TYPE_BOOL, 1), 0, false);
  LLVMValueRef arguments[5] = {call, task, parts, count, forwards};
  LLVMBuildCall2(b, LLVMGlobalGetValueType(launcher), launcher, arguments, 5, "");
  LLVMBuildRetVoid(b);
  return function;
}
