// The error of the library's elementary functions, as netc compiled them, over the floats.
//
//   netc emit --stage c tests/accuracy/elementary.net --bind N=4096 -o elementary.net.c
//   cc -O2 -Iruntime elementary.net.c tests/accuracy/elementary.c -lm -o elementary && ./elementary
//   97
//
// Takes every `stride`-th bit pattern (default 97; 1 is all of them and takes minutes), compares
// each result with the function of libm in double, and prints the largest error in units of the
// last place of the result, where it is, and how many arguments are worse than one unit. Fails when
// an error passes the bound below, which is the number that compiler/library/math.net states,
// rounded up. The error of the reference is below 2^-28 units, so it does not count.

#include "model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096, FUNCTION_COUNT = 20 };

static double root_4(double x)
{
  return sqrt(sqrt(x));
}

static double power_3_4(double x)
{
  return pow(x, 0.75);
}

static double power_3_2(double x)
{
  return pow(x, 1.5);
}

static double normal_cdf(double x)
{
  return 0.5 * erfc(-x * M_SQRT1_2);
}

static double sigmoid(double x)
{
  return 1 / (1 + exp(-x));
}

typedef struct Function {
  const char *result;
  double (*of_one)(double);
  double (*of_two)(double, double);
  float limit;   // of |x|, beyond it nothing is promised
  double bound;  // units of the last place
  double least;  // a smaller result is measured in the units of this
} Function;

static const Function functions[FUNCTION_COUNT] = {
    {"exp_x", exp, NULL, INFINITY, 0.87},
    {"exp2_x", exp2, NULL, INFINITY, 0.87},
    {"expm1_x", expm1, NULL, INFINITY, 1.45},
    {"log_x", log, NULL, INFINITY, 0.86},
    {"log2_x", log2, NULL, INFINITY, 1.57},
    {"log10_x", log10, NULL, INFINITY, 2.02},
    {"log1p_x", log1p, NULL, INFINITY, 1.45},
    {"sinh_x", sinh, NULL, INFINITY, 1.62},
    {"cosh_x", cosh, NULL, INFINITY, 1.32},
    {"tanh_x", tanh, NULL, INFINITY, 2.01},
    {"erf_x", erf, NULL, INFINITY, 1.0},
    {"normal_cdf_x", normal_cdf, NULL, INFINITY, 1.28, 0.5},
    {"sin_x", sin, NULL, 1e5f, 1.55},
    {"cos_x", cos, NULL, 1e5f, 1.55},
    {"tan_x", tan, NULL, 1e5f, 1.95},
    {"sigmoid_x", sigmoid, NULL, INFINITY, 1.61},
    {"root_4_x", root_4, NULL, INFINITY, 1.0},
    {"power_3_4_x", power_3_4, NULL, INFINITY, 2.35},
    {"power_3_2_x", power_3_2, NULL, INFINITY, 1.5},
    {"pow_xy", NULL, pow, INFINITY, 2.0},
};

typedef struct Record {
  double worst;
  float x, y, got;
  double wanted;
  long count, above_one;
} Record;

// Distance in units of the last place of `wanted`, or of `least` if that is larger, as a float;
// past the largest float stands 2^128.
static double error_in_units(double wanted, double least, float got)
{
  if (isnan(wanted) || isnan(got))
    return isnan(wanted) && isnan(got) ? 0 : HUGE_VAL;
  double top = 0x1p128;
  double value = fmin(fmax(got, -top), top);
  wanted = fmin(fmax(wanted, -top), top);
  double size = fmax(fabs(wanted), least);
  int exponent = size == 0 ? -126 : ilogb(size);
  exponent = exponent < -126 ? -126 : exponent > 127 ? 127 : exponent;
  return fabs(value - wanted) / ldexp(1, exponent - 23);
}

static void compare(const Function *f, Record *record, float x, float y, float got)
{
  if (!(fabsf(x) <= f->limit) && !isnan(x))
    return;
  double wanted = f->of_one ? f->of_one(x) : f->of_two(x, y);
  double error = error_in_units(wanted, f->least, got);
  if (wanted == 0 && got == 0 && !signbit(wanted) != !signbit(got))
    error = HUGE_VAL;
  record->count++;
  record->above_one += error > 1;
  if (error > record->worst || record->count == 1)
    *record = (Record){error, x, y, got, wanted, record->count, record->above_one};
}

static float float_of(uint32_t bits)
{
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// A second argument for pow that brings the result into range half of the time.
static float exponent_for(float x, uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  uint32_t random = *state >> 32;
  double logarithm = log(fabs(x));
  if (random & 1 || !isfinite(logarithm) || logarithm == 0)
    return float_of(random * 2654435761u);
  return (random / 4294967296.0 * 2 - 1) * 104 / logarithm;
}

static const NetcEntry *predict_entry(void)
{
  for (int i = 0; i < netc_model.entry_count; i++)
    if (netc_model.entries[i].kind == NETC_PREDICT && netc_model.entries[i].capacities[0] >= BLOCK)
      return &netc_model.entries[i];
  fprintf(stderr, "elementary: no entry for %d elements: build with --bind N=%d\n", BLOCK, BLOCK);
  exit(1);
}

static int result_index(const NetcEntry *entry, const char *name)
{
  for (int i = 0; i < entry->output_count; i++)
    if (!strcmp(entry->outputs[i].name, name))
      return i;
  fprintf(stderr, "elementary: no result named %s\n", name);
  exit(1);
}

static void *aligned(int64_t bytes)
{
  int64_t whole = (bytes + NETC_ARENA_ALIGNMENT) / NETC_ARENA_ALIGNMENT * NETC_ARENA_ALIGNMENT;
  void *memory = aligned_alloc(NETC_ARENA_ALIGNMENT, whole);
  if (!memory)
    abort();
  return memory;
}

static void measure(const NetcEntry *entry, uint32_t stride, Record *records)
{
  float *x = aligned(BLOCK * sizeof *x), *y = aligned(BLOCK * sizeof *y);
  void *results[FUNCTION_COUNT];
  const void *inputs[2] = {x, y};
  int64_t n = BLOCK;
  for (int i = 0; i < FUNCTION_COUNT; i++)
    results[i] = aligned(BLOCK * sizeof(float));
  NetcCall call = {.weights = aligned(netc_model.weights_bytes),
                   .prepared = aligned(netc_model.prepared_bytes),
                   .workspace = aligned(entry->workspace_bytes),
                   .inputs = inputs,
                   .outputs = results,
                   .symbols = &n};
  uint64_t state = 1;
  for (uint64_t bits = 0; bits >> 32 == 0; bits += (uint64_t)stride * BLOCK) {
    for (int i = 0; i < BLOCK; i++) {
      x[i] = float_of(bits + (uint64_t)stride * i);
      y[i] = exponent_for(x[i], &state);
    }
    entry->function(&call);
    for (int f = 0; f < FUNCTION_COUNT; f++) {
      const float *got = results[result_index(entry, functions[f].result)];
      for (int i = 0; i < BLOCK; i++)
        compare(&functions[f], &records[f], x[i], y[i], got[i]);
    }
  }
}

int main(int argc, char **argv)
{
  static Record records[FUNCTION_COUNT];
  int stride = argc > 1 ? atoi(argv[1]) : 97;
  if (stride < 1) {
    fprintf(stderr, "usage: elementary [STRIDE]\n");
    return 2;
  }
  measure(predict_entry(), stride, records);
  bool fails = false;
  for (int i = 0; i < FUNCTION_COUNT; i++) {
    Record r = records[i];
    bool passes = r.worst <= functions[i].bound;
    fails |= !passes;
    printf("%-10s %11ld floats, largest error %.3f at %.9g", functions[i].result, r.count, r.worst,
           r.x);
    if (functions[i].of_two)
      printf(", %.9g", r.y);
    printf(" (%.9g for %.12g), %.2f %% above 1%s\n", r.got, r.wanted, 100.0 * r.above_one / r.count,
           passes ? "" : "  FAILS");
  }
  return fails;
}
