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
UNARY(exp2)
UNARY(expm1)
UNARY(log)
UNARY(log2)
UNARY(log10)
UNARY(log1p)
UNARY(sinh)
UNARY(cosh)
UNARY(tanh)
UNARY(erf)
UNARY(sin)
UNARY(cos)
UNARY(tan)
#undef UNARY

static double exact_normal_cdf(const double *arguments)
{
  return 0.5 * erfc(-arguments[0] * M_SQRT1_2);
}

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
      {"exp", 1, exact_exp},     {"exp2", 1, exact_exp2},
      {"expm1", 1, exact_expm1}, {"log", 1, exact_log},
      {"log2", 1, exact_log2},   {"log10", 1, exact_log10},
      {"sinh", 1, exact_sinh},   {"cosh", 1, exact_cosh},
      {"tan", 1, exact_tan},     {"log1p", 1, exact_log1p},
      {"tanh", 1, exact_tanh},   {"erf", 1, exact_erf},
      {"sin", 1, exact_sin},     {"cos", 1, exact_cos},
      {"pow", 2, exact_pow},     {"normal_cdf", 1, exact_normal_cdf},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(table[i].name, name) == 0 && table[i].parameter_count == parameter_count)
      return table[i].function;
  return NULL;
}
