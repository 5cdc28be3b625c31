// One module of the LLVM back-end: loops to an object, to LLVM IR or to assembly, through LLVM's C
// interface.
//
// The loops are scheduled and vector code already, so the passes only clean up: registers become
// values, equal addresses and loads one, invariants leave their loops. Nothing vectorises,
// reassociates or contracts; the bits are those of the interpreter of loops.

#include "emit/llvm.h"

#include <assert.h>
#include <llvm-c/Analysis.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <string.h>

// -- types and small values -----------------------------------------------------------------------

static LLVMTypeRef lanes_of(LLVMTypeRef scalar, int lanes)
{
  return lanes == 1 ? scalar : LLVMVectorType(scalar, (unsigned)lanes);
}

LLVMTypeRef llvm_type(Llvm *llvm, Type scalar, int lanes)
{
  switch (scalar) {
  case TYPE_F32:
    return lanes_of(LLVMFloatTypeInContext(llvm->context), lanes);
  case TYPE_F64:
    return lanes_of(LLVMDoubleTypeInContext(llvm->context), lanes);
  case TYPE_I32:
    return lanes_of(llvm->i32, lanes);
  case TYPE_U8:
    return lanes_of(llvm->byte, lanes);
  case TYPE_BOOL:
    return lanes_of(LLVMInt1TypeInContext(llvm->context), lanes);
  default:
    return lanes_of(llvm->index, lanes);
  }
}

LLVMTypeRef llvm_memory_type(Llvm *llvm, Type scalar, int lanes)
{
  return llvm_type(llvm, scalar == TYPE_BOOL ? TYPE_U8 : scalar, lanes);
}

LLVMValueRef llvm_integer(Llvm *llvm, int64_t value)
{
  return LLVMConstInt(llvm->index, (uint64_t)value, true);
}

LLVMValueRef llvm_splat(Llvm *llvm, LLVMValueRef scalar, int lanes)
{
  if (lanes == 1)
    return scalar;
  LLVMValueRef copies[16];
  for (int i = 0; i < lanes; i++)
    copies[i] = scalar;
  if (LLVMIsConstant(scalar))
    return LLVMConstVector(copies, (unsigned)lanes);
  LLVMTypeRef type = LLVMVectorType(LLVMTypeOf(scalar), (unsigned)lanes);
  LLVMValueRef zero = llvm_integer(llvm, 0), poison = LLVMGetPoison(type);
  LLVMValueRef first = LLVMBuildInsertElement(llvm->builder, poison, scalar, zero, "");
  LLVMValueRef zeros = LLVMConstNull(LLVMVectorType(llvm->i32, (unsigned)lanes));
  return LLVMBuildShuffleVector(llvm->builder, first, poison, zeros, "");
}

LLVMValueRef llvm_call_field(Llvm *llvm, LLVMValueRef call, int field, LLVMTypeRef type)
{
  LLVMValueRef place = LLVMBuildStructGEP2(llvm->builder, llvm->call, call, (unsigned)field, "");
  return LLVMBuildLoad2(llvm->builder, type, place, "");
}

LLVMValueRef llvm_intrinsic(Llvm *llvm, const char *name, int type_count, LLVMTypeRef *types,
                            int count, LLVMValueRef *arguments)
{
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  assert(id);
  LLVMTypeRef type = LLVMIntrinsicGetType(llvm->context, id, types, (size_t)type_count);
  LLVMValueRef function = LLVMGetIntrinsicDeclaration(llvm->module, id, types, (size_t)type_count);
  return LLVMBuildCall2(llvm->builder, type, function, arguments, (unsigned)count, "");
}

void llvm_attribute(Llvm *llvm, LLVMValueRef function, unsigned at, const char *name,
                    uint64_t value)
{
  unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
  assert(kind);
  LLVMAddAttributeAtIndex(function, at, LLVMCreateEnumAttribute(llvm->context, kind, value));
}

LLVMValueRef llvm_declare(Llvm *llvm, const char *name, LLVMTypeRef result, int count,
                          LLVMTypeRef *types)
{
  LLVMTypeRef type = LLVMFunctionType(result, types, (unsigned)count, false);
  LLVMValueRef function = LLVMAddFunction(llvm->module, name, type);
  llvm_attribute(llvm, function, (unsigned)LLVMAttributeFunctionIndex, "nounwind", 0);
  return function;
}

void llvm_define(Llvm *llvm, LLVMValueRef function)
{
  LLVMPositionBuilderAtEnd(llvm->builder,
                           LLVMAppendBasicBlockInContext(llvm->context, function, ""));
}

LLVMValueRef llvm_function(Llvm *llvm, const char *name, LLVMTypeRef result, int count,
                           LLVMTypeRef *types)
{
  LLVMValueRef function = llvm_declare(llvm, name, result, count, types);
  LLVMSetLinkage(function, LLVMInternalLinkage);
  llvm_define(llvm, function);
  return function;
}

// -- the module -----------------------------------------------------------------------------------

static LLVMTypeRef call_type(Llvm *llvm)
{
  LLVMTypeRef fields[CALL_RUNTIME + 1];
  for (int i = 0; i <= CALL_RUNTIME; i++)
    fields[i] = i == CALL_SEED || i == CALL_STEP ? llvm->index : llvm->pointer;
  LLVMTypeRef type = LLVMStructCreateNamed(llvm->context, "NetcCall");
  LLVMStructSetBody(type, fields, CALL_RUNTIME + 1, false);
  return type;
}

// LLVM's own handler would end the process.
static void keep_error(LLVMDiagnosticInfoRef info, void *context)
{
  Llvm *llvm = context;
  if (LLVMGetDiagInfoSeverity(info) != LLVMDSError || llvm->error)
    return;
  char *text = LLVMGetDiagInfoDescription(info);
  llvm->error = arena_copy_text(llvm->arena, text, strlen(text));
  LLVMDisposeMessage(text);
}

static void open_module(Llvm *llvm, const Target *target, LLVMTargetMachineRef target_machine)
{
  const char *name = llvm->program->model.source_name;
  name = name && !llvm->part->is_nameless ? name : "net";
  llvm->context = LLVMContextCreate();
  LLVMContextSetDiscardValueNames(llvm->context, llvm->part->is_nameless);
  LLVMContextSetDiagnosticHandler(llvm->context, keep_error, llvm);
  llvm->module = LLVMModuleCreateWithNameInContext(name, llvm->context);
  llvm->builder = LLVMCreateBuilderInContext(llvm->context);
  llvm->pointer = LLVMPointerTypeInContext(llvm->context, 0);
  llvm->index = LLVMInt64TypeInContext(llvm->context);
  llvm->i32 = LLVMInt32TypeInContext(llvm->context);
  llvm->byte = LLVMInt8TypeInContext(llvm->context);
  llvm->nothing = LLVMVoidTypeInContext(llvm->context);
  llvm->call = call_type(llvm);
  llvm->is_optimized = target->optimization > 0;
  llvm->has = machine_instructions(target);
  char *triple = LLVMGetTargetMachineTriple(target_machine);
  LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(target_machine);
  LLVMSetTarget(llvm->module, triple);
  LLVMSetModuleDataLayout(llvm->module, layout);
  LLVMDisposeTargetData(layout);
  LLVMDisposeMessage(triple);
  if (target->debug)
    llvm_debug_open(llvm);
}

static void close_module(Llvm *llvm)
{
  LLVMDisposeBuilder(llvm->builder);
  LLVMDisposeModule(llvm->module);
  LLVMContextDispose(llvm->context);
}

// -- passes and output ----------------------------------------------------------------------------

// Code generation takes most of the time, so passes that change little in scheduled loops are left
// out.
static const char *pipeline(int optimization)
{
  static const char *const pipelines[] = {
      "function(mem2reg)",
      "function(mem2reg,early-cse<memssa>,loop-mssa(licm),simplifycfg)",
      "function(mem2reg,early-cse<memssa>,instcombine<no-verify-fixpoint>,loop-mssa(licm),"
      "early-cse<memssa>,simplifycfg)",
      "function(mem2reg,early-cse<memssa>,instcombine<no-verify-fixpoint>,loop-mssa(licm),gvn,"
      "instcombine<no-verify-fixpoint>,simplifycfg)",
  };
  return pipelines[optimization < 0 ? 0 : optimization > 3 ? 3 : optimization];
}

// Takes an error of LLVM's as a message in the arena.
static const char *take_error(Arena *arena, LLVMErrorRef error)
{
  char *text = LLVMGetErrorMessage(error);
  const char *message = arena_print(arena, "LLVM: %s", text);
  LLVMDisposeErrorMessage(text);
  return message;
}

static const char *run_passes(Llvm *llvm, LLVMTargetMachineRef machine, int optimization)
{
  char *broken = NULL;
  if (LLVMVerifyModule(llvm->module, LLVMReturnStatusAction, &broken)) {
    const char *message = arena_print(llvm->arena, "LLVM finds the module malformed: %s", broken);
    LLVMDisposeMessage(broken);
    return message;
  }
  LLVMDisposeMessage(broken);
  LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
  LLVMErrorRef error = LLVMRunPasses(llvm->module, pipeline(optimization), machine, options);
  LLVMDisposePassBuilderOptions(options);
  return error ? take_error(llvm->arena, error) : NULL;
}

static const char *write_machine_code(Llvm *llvm, LLVMTargetMachineRef machine, LlvmOutput kind,
                                      LlvmPart *part)
{
  LLVMCodeGenFileType type = kind == LLVM_OBJECT ? LLVMObjectFile : LLVMAssemblyFile;
  LLVMMemoryBufferRef buffer = NULL;
  char *error = NULL;
  if (LLVMTargetMachineEmitToMemoryBuffer(machine, llvm->module, type, &error, &buffer)) {
    const char *message = arena_print(part->arena, "LLVM: %s", error);
    LLVMDisposeMessage(error);
    return message;
  }
  part->length = LLVMGetBufferSize(buffer);
  part->bytes = arena_copy_text(part->arena, LLVMGetBufferStart(buffer), part->length);
  LLVMDisposeMemoryBuffer(buffer);
  return NULL;
}

static void write_ir(Llvm *llvm, LlvmPart *part)
{
  char *text = LLVMPrintModuleToString(llvm->module);
  part->length = strlen(text);
  part->bytes = arena_copy_text(part->arena, text, part->length);
  LLVMDisposeMessage(text);
}

void llvm_make_part(LlvmPart *part, const LoopProgram *program, const LlvmFacts *facts,
                    const Target *target, LLVMTargetMachineRef machine, LlvmOutput kind)
{
  Llvm llvm = {.arena = part->arena, .program = program, .part = part, .facts = facts};
  open_module(&llvm, target, machine);
  llvm_module(&llvm);
  llvm_debug_close(&llvm);
  part->message = run_passes(&llvm, machine, target->optimization);
  if (!part->message && kind == LLVM_IR)
    write_ir(&llvm, part);
  else if (!part->message)
    part->message = write_machine_code(&llvm, machine, kind, part);
  if (!part->message && llvm.error)
    part->message = arena_print(part->arena, "LLVM: %s", llvm.error);
  close_module(&llvm);
}
