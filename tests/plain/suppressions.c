// What ThreadSanitizer is not to report: LLVM is not instrumented, so its own locks are not seen.
// Linked into all that holds LLVM where SANITIZE=thread.

const char *__tsan_default_suppressions(void);

const char *__tsan_default_suppressions(void)
{
  return "race:libLLVM\ncalled_from_lib:libLLVM\n";
}
