// The functions that have a mathematical meaning, in double: what the evaluator and constant
// folding use.

#include "graph/graph.h"

#include <math.h>
#include <string.h>

#define UNARY(name)                                                                                \
  static double exact_##name(const double *arguments)                                              \
  {                                                                                                \
    return name(arguments[0]);                                                                     \
  }
UNARY(exp)
UNARY(expm1)
UNARY(log)
UNARY(log1p)
UNARY(tanh)
UNARY(erf)
UNARY(sin)
UNARY(cos)
#undef UNARY

static double exact_pow(const double *arguments)
{
  return pow(arguments[0], arguments[1]);
}

ExactFunction *function_exact(const char *name, int parameter_count)
{
  static const struct {
    const char *name;
    int parameter_count;
    ExactFunction *function;
  } table[] = {
      {"exp", 1, exact_exp},     {"expm1", 1, exact_expm1}, {"log", 1, exact_log},
      {"log1p", 1, exact_log1p}, {"tanh", 1, exact_tanh},   {"erf", 1, exact_erf},
      {"sin", 1, exact_sin},     {"cos", 1, exact_cos},     {"pow", 2, exact_pow},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(table[i].name, name) == 0 && table[i].parameter_count == parameter_count)
      return table[i].function;
  return NULL;
}
