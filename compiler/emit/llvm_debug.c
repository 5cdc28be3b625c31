// Line tables: one subprogram for each kernel, every instruction of it from the kernel's `.net`
// line, so gdb and perf show that line. Paths are as the user wrote them, relative to where the
// debugger runs, so that objects do not depend on where they were built.

#include "emit/llvm.h"

#include <string.h>

static const char *name_of(const char *file)
{
  return file && file[0] ? file : "<net>";
}

static LLVMMetadataRef debug_file(Llvm *llvm, const char *file)
{
  file = name_of(file);
  return LLVMDIBuilderCreateFile(llvm->debug, file, strlen(file), ".", 1);
}

static void add_flag(Llvm *llvm, const char *name, unsigned value)
{
  LLVMMetadataRef number = LLVMValueAsMetadata(LLVMConstInt(llvm->i32, value, false));
  LLVMAddModuleFlag(llvm->module, LLVMModuleFlagBehaviorWarning, name, strlen(name), number);
}

void llvm_debug_open(Llvm *llvm)
{
  const char *compiler = llvm->program->model.compiler;
  compiler = compiler ? compiler : "netc";
  add_flag(llvm, "Debug Info Version", LLVMDebugMetadataVersion());
  add_flag(llvm, "Dwarf Version", 4);
  llvm->debug = LLVMCreateDIBuilder(llvm->module);
  LLVMMetadataRef file = debug_file(llvm, llvm->program->model.source_name);
  llvm->unit = LLVMDIBuilderCreateCompileUnit(
      llvm->debug, LLVMDWARFSourceLanguageC11, file, compiler, strlen(compiler), llvm->is_optimized,
      "", 0, 0, "", 0, LLVMDWARFEmissionFull, 0, false, false, "", 0, "", 0);
  llvm->untyped = LLVMDIBuilderCreateSubroutineType(llvm->debug, file, NULL, 0, LLVMDIFlagZero);
}

void llvm_debug_function(Llvm *llvm, LLVMValueRef function, const char *name, const char *file,
                         int line)
{
  if (!llvm->debug)
    return;
  size_t length;
  const char *symbol = LLVMGetValueName2(function, &length);
  bool is_local = LLVMGetLinkage(function) == LLVMInternalLinkage;
  LLVMMetadataRef program =
      LLVMDIBuilderCreateFunction(llvm->debug, llvm->unit, name, strlen(name), symbol, length,
                                  debug_file(llvm, file), (unsigned)line, llvm->untyped, is_local,
                                  true, (unsigned)line, LLVMDIFlagZero, llvm->is_optimized);
  LLVMSetSubprogram(function, program);
  llvm_debug_line(llvm, function, file, line);
}

void llvm_debug_line(Llvm *llvm, LLVMValueRef function, const char *file, int line)
{
  if (!llvm->debug)
    return;
  LLVMMetadataRef scope = LLVMGetSubprogram(function);
  LLVMMetadataRef block =
      LLVMDIBuilderCreateLexicalBlockFile(llvm->debug, scope, debug_file(llvm, file), 0);
  LLVMMetadataRef place =
      LLVMDIBuilderCreateDebugLocation(llvm->context, (unsigned)line, 0, block, NULL);
  LLVMSetCurrentDebugLocation2(llvm->builder, place);
}

void llvm_debug_close(Llvm *llvm)
{
  if (!llvm->debug)
    return;
  LLVMDIBuilderFinalize(llvm->debug);
  LLVMDisposeDIBuilder(llvm->debug);
}
