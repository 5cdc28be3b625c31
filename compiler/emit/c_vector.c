// Vectors in the generated C: GNU vector types and one small function per operation that C has no
// operator for. They are always inlined, so passing vectors wider than the target's costs nothing.
//
// gcc and clang know different builtins for one and the same instruction; where neither has one the
// loop over lanes gives the same bits.
//
// A bool of several lanes is a mask: i32 lanes of 0 and -1. In memory it is bytes of 0 and 1.

#include "emit/c.h"

#include <string.h>

typedef struct Element {
  const char *name, *c_type;
  int bytes;
} Element;

static const Element elements[] = {
    {"f32", "float", 4},   {"f64", "double", 8},   {"i32", "int32_t", 4}, {"u8", "uint8_t", 1},
    {"i64", "int64_t", 8}, {"u32", "uint32_t", 4}, {"i8", "int8_t", 1},
};

// In lanes; bool is a mask, index is i64.
static const char *const element_names[] = {
    [TYPE_F32] = "f32", [TYPE_F64] = "f64",  [TYPE_I32] = "i32",
    [TYPE_U8] = "u8",   [TYPE_BOOL] = "i32", [TYPE_INDEX] = "i64",
};

const char *c_scalar(Type type)
{
  static const char *const names[] = {
      [TYPE_F32] = "float",  [TYPE_F64] = "double", [TYPE_I32] = "int32_t",
      [TYPE_U8] = "uint8_t", [TYPE_BOOL] = "bool",  [TYPE_INDEX] = "int64_t",
  };
  return names[type];
}

static const Element *element_find(const char *name)
{
  const Element *e = elements;
  while (strcmp(e->name, name))
    e++;
  return e;
}

// True the first time.
static bool is_new(CWriter *w, const char *name)
{
  for (int i = 0; i < w->defined.count; i++)
    if (!strcmp(w->defined.items[i], name))
      return false;
  list_add(w->arena, &w->defined, name);
  return true;
}

const char *c_lanes_type(CWriter *w, const char *element, int lanes)
{
  const Element *e = element_find(element);
  const char *name = arena_print(w->arena, "%sx%d", e->name, lanes);
  if (is_new(w, name)) {
    text_add(&w->types, "typedef %s %s __attribute__((vector_size(%d)));\n", e->c_type, name,
             e->bytes * lanes);
    text_add(&w->types,
             "typedef %s %s_memory __attribute__((vector_size(%d), aligned(%d), may_alias));\n",
             e->c_type, name, e->bytes * lanes, e->bytes);
  }
  return name;
}

const char *c_type(CWriter *w, LoopType type)
{
  if (type.lanes == 1)
    return c_scalar(type.scalar);
  return c_lanes_type(w, element_names[type.scalar], type.lanes);
}

// -- templates ------------------------------------------------------------------------------------

// What stands for what in the text of a helper:
//   $T the type              $N its lanes            $C an element in C     $E by our name
//   $U, $V lanes, an element unsigned of that size   $W integer lanes of that size
//   $M i32 lanes (masks)     $I i64 lanes            $F suffix of a function of libm
//   $R f32 lanes             $A a, a, a, ..          $Z 0, 1, 2, ..
//   $S from[0], from[stride], ..
//   $H the same operation on one lane
//   $G, $B the macro and the text of gcc's builtin; lines that begin with ? need one
typedef struct Template {
  const char *operation;
  const char *text;
} Template;

static const Template templates[] = {
    {"of", "INLINE $T $T_of($C a)\n{\n  return ($T){$A};\n}\n\n"},
    {"lanes", "INLINE $T $T_lanes($C start)\n{\n  return ($T){$Z} + start;\n}\n\n"},
    {"add", "INLINE $T $T_add($T a, $T b)\n{\n  return ($T)(($U)a + ($U)b);\n}\n\n"},
    {"subtract", "INLINE $T $T_subtract($T a, $T b)\n{\n  return ($T)(($U)a - ($U)b);\n}\n\n"},
    {"multiply", "INLINE $T $T_multiply($T a, $T b)\n{\n  return ($T)(($U)a * ($U)b);\n}\n\n"},
    {"negate", "INLINE $T $T_negate($T a)\n{\n  return ($T)(0 - ($U)a);\n}\n\n"},
    {"shift_left",
     "INLINE $T $T_shift_left($T a, int bits)\n{\n  return ($T)(($U)a << bits);\n}\n\n"},
    {"quotient", "INLINE $T $T_quotient($T a, $T b)\n{\n  return a / b + (a % b < 0);\n}\n\n"},
    {"remainder", "INLINE $T $T_remainder($T a, $T b)\n{\n"
                  "  $T rest = a % b;\n"
                  "  return rest + ((rest < 0) & b);\n}\n\n"},
    {"fma", "INLINE $T $T_fma($T a, $T b, $T c)\n{\n"
            "#if NETC_HAS(__builtin_elementwise_fma)\n"
            "  return __builtin_elementwise_fma(a, b, c);\n"
            "?#elif defined $G && !defined __clang__\n"
            "?  return $B;\n"
            "#else\n"
            "  for (int i = 0; i < $N; i++)\n"
            "    a[i] = __builtin_fma$F(a[i], b[i], c[i]);\n"
            "  return a;\n"
            "#endif\n}\n\n"},
    {"sqrt", "INLINE $T $T_sqrt($T a)\n{\n"
             "#if NETC_HAS(__builtin_elementwise_sqrt)\n"
             "  return __builtin_elementwise_sqrt(a);\n"
             "?#elif defined $G && !defined __clang__\n"
             "?  return $B;\n"
             "#else\n"
             "  for (int i = 0; i < $N; i++)\n"
             "    a[i] = __builtin_sqrt$F(a[i]);\n"
             "  return a;\n"
             "#endif\n}\n\n"},
    {"floor", "INLINE $T $T_floor($T a)\n{\n"
              "#if NETC_HAS(__builtin_elementwise_floor)\n"
              "  return __builtin_elementwise_floor(a);\n"
              "?#elif defined $G && !defined __clang__\n"
              "?  return $B;\n"
              "#else\n"
              "  for (int i = 0; i < $N; i++)\n"
              "    a[i] = __builtin_floor$F(a[i]);\n"
              "  return a;\n"
              "#endif\n}\n\n"},
    {"max", "INLINE $T $T_max($T a, $T b)\n{\n"
            "?#if defined $G && !defined __clang__\n"
            "?  return $B;\n"
            "?#endif\n"
            "  $W mask = a > b;\n"
            "  return ($T)((mask & ($W)a) | (~mask & ($W)b));\n}\n\n"},
    {"min", "INLINE $T $T_min($T a, $T b)\n{\n"
            "?#if defined $G && !defined __clang__\n"
            "?  return $B;\n"
            "?#endif\n"
            "  $W mask = a < b;\n"
            "  return ($T)((mask & ($W)a) | (~mask & ($W)b));\n}\n\n"},
    {"select", "INLINE $T $T_select($M condition, $T a, $T b)\n{\n"
               "?#if defined $G && !defined __clang__\n"
               "?  return $B;\n"
               "?#endif\n"
               "  $W mask = __builtin_convertvector(condition, $W);\n"
               "  return ($T)((mask & ($W)a) | (~mask & ($W)b));\n}\n\n"},
    {"scalb", "INLINE $T $T_scalb($T a, $T b)\n{\n"
              "?#if defined $G\n"
              "?  return $B;\n"
              "?#else\n"
              "  for (int i = 0; i < $N; i++)\n"
              "    a[i] = $H(a[i], b[i]);\n"
              "  return a;\n"
              "?#endif\n"
              "}\n\n"},
    {"pair", "INLINE $M $T_pair($T a, $T b)\n{\n"
             "?#if defined $G\n"
             "?  return $B;\n"
             "?#else\n"
             "  $M pairs = {0};\n"
             "  for (int i = 0; i < $N; i++)\n"
             "    pairs[i] = $H(a[i], b[i]);\n"
             "  return pairs;\n"
             "?#endif\n"
             "}\n\n"},
    {"dot", "INLINE $R $T_dot($T a, $T b, $R sum)\n{\n"
            "?#if defined $G\n"
            "?  return $B;\n"
            "?#else\n"
            "  for (int i = 0; i < $N; i++)\n"
            "    sum[i] = $H(a[i], b[i], sum[i]);\n"
            "  return sum;\n"
            "?#endif\n"
            "}\n\n"},
    {"load_part", "INLINE $T $T_load_part(const $C *from, int64_t count)\n{\n"
                  "?#if defined $G\n"
                  "?  $M mask = ($M){$Z} < (int32_t)(count < 0 ? 0 : count < $N ? count : $N);\n"
                  "?  return $B;\n"
                  "?#else\n"
                  "  $T part = {0};\n"
                  "  for (int i = 0; i < $N; i++)\n"
                  "    if (i < count)\n"
                  "      part[i] = from[i];\n"
                  "  return part;\n"
                  "?#endif\n"
                  "}\n\n"},
    {"store_part", "INLINE void $T_store_part($C *to, $T value, int64_t count)\n{\n"
                   "?#if defined $G\n"
                   "?  $M mask = ($M){$Z} < (int32_t)(count < 0 ? 0 : count < $N ? count : $N);\n"
                   "?  $B;\n"
                   "?#else\n"
                   "  for (int i = 0; i < $N; i++)\n"
                   "    if (i < count)\n"
                   "      to[i] = value[i];\n"
                   "?#endif\n"
                   "}\n\n"},
    {"store_strided", "INLINE void $T_store_strided($C *to, int64_t stride, $T value, "
                      "int64_t count)\n{\n"
                      "  for (int i = 0; i < $N; i++)\n"
                      "    if (i < count)\n"
                      "      to[i * stride] = value[i];\n"
                      "}\n\n"},
    {"gather", "INLINE $T $T_gather(const $C *from, $I addresses)\n{\n"
               "  $T gathered = {0};\n"
               "  for (int i = 0; i < $N; i++)\n"
               "    gathered[i] = from[addresses[i]];\n"
               "  return gathered;\n}\n\n"},
    {"strided", "INLINE $T $T_strided(const $C *from, int64_t stride)\n{\n"
                "  return ($T){$S};\n}\n\n"},
    {"random", "INLINE $T $T_random(uint64_t key, uint64_t step, $I element, uint32_t stream)\n{\n"
               "  $C drawn[$N];\n"
               "  int64_t elements[$N];\n"
               "  memcpy(elements, &element, sizeof elements);\n"
               "  netc_draw(drawn, elements, $N, key, step, stream);\n"
               "  return *($T_memory *)drawn;\n}\n\n"},
};

// f64 is for scalars: its vectors are rare, mostly wider than the target's, and gcc 12 fails inside
// on masks of such ones.
static const Template f64_templates[] = {
    {"max", "INLINE $T $T_max($T a, $T b)\n{\n"
            "  for (int i = 0; i < $N; i++)\n"
            "    a[i] = a[i] > b[i] ? a[i] : b[i];\n"
            "  return a;\n}\n\n"},
    {"min", "INLINE $T $T_min($T a, $T b)\n{\n"
            "  for (int i = 0; i < $N; i++)\n"
            "    a[i] = a[i] < b[i] ? a[i] : b[i];\n"
            "  return a;\n}\n\n"},
    {"select", "INLINE $T $T_select($M condition, $T a, $T b)\n{\n"
               "  for (int i = 0; i < $N; i++)\n"
               "    a[i] = condition[i] ? a[i] : b[i];\n"
               "  return a;\n}\n\n"},
};

static const Template scalar_templates[] = {
    {"add", "INLINE $C $E_add($C a, $C b)\n{\n  return ($C)(($V)a + ($V)b);\n}\n\n"},
    {"subtract", "INLINE $C $E_subtract($C a, $C b)\n{\n  return ($C)(($V)a - ($V)b);\n}\n\n"},
    {"multiply", "INLINE $C $E_multiply($C a, $C b)\n{\n  return ($C)(($V)a * ($V)b);\n}\n\n"},
    {"negate", "INLINE $C $E_negate($C a)\n{\n  return ($C)(0u - ($V)a);\n}\n\n"},
    {"not", "INLINE $C $E_not($C a)\n{\n  return ($C)~a;\n}\n\n"},
    {"shift_left",
     "INLINE $C $E_shift_left($C a, int bits)\n{\n  return ($C)(($V)a << bits);\n}\n\n"},
    {"quotient",
     "INLINE $C $E_quotient($C a, $C b)\n{\n  return ($C)(a / b - (a % b < 0));\n}\n\n"},
    {"remainder", "INLINE $C $E_remainder($C a, $C b)\n{\n"
                  "  $C rest = ($C)(a % b);\n"
                  "  return ($C)(rest < 0 ? rest + b : rest);\n}\n\n"},
    {"max", "INLINE $C $E_max($C a, $C b)\n{\n  return a > b ? a : b;\n}\n\n"},
    {"min", "INLINE $C $E_min($C a, $C b)\n{\n  return a < b ? a : b;\n}\n\n"},
    {"bits", "INLINE int32_t $E_bits(float a)\n{\n"
             "  int32_t bits;\n  memcpy(&bits, &a, sizeof bits);\n  return bits;\n}\n\n"},
    {"from_bits", "INLINE float $E_from_bits(int32_t bits)\n{\n"
                  "  float a;\n  memcpy(&a, &bits, sizeof a);\n  return a;\n}\n\n"},
    // Bounds: BEYOND_F32.
    {"scalb", "INLINE float $E_scalb(float a, float b)\n{\n"
              "  if (b - b != 0)\n"
              "    return a * (b < 0 ? 0 : b);\n"
              "  b = b > 278 ? 278 : b < -278 ? -278 : floorf(b);\n"
              "  return ldexpf(a, (int)b);\n}\n\n"},
    {"pair", "INLINE int32_t $E_pair(float a, float b)\n{\n"
             "  return (int32_t)((uint32_t)netc_bf16(b) << 16 | (uint32_t)netc_bf16(a));\n}\n\n"},
    {"dot", "INLINE float $E_dot(int32_t a, int32_t b, float sum)\n{\n"
            "  uint32_t high = 0xFFFF0000u;\n"
            "  sum = netc_add_product((uint32_t)a & high, (uint32_t)b & high, sum);\n"
            "  return netc_add_product((uint32_t)a << 16, (uint32_t)b << 16, sum);\n}\n\n"},
    {"random",
     "INLINE float $E_random(uint64_t key, uint64_t step, int64_t element, uint32_t stream)\n{\n"
     "  float drawn;\n"
     "  netc_draw(&drawn, &element, 1, key, step, stream);\n"
     "  return drawn;\n}\n\n"},
};

// A function of its own: ten rounds of Philox a lane are too long to stand wherever there is a
// draw.
static const char *const draw =
    "static NOINLINE void netc_draw(float *restrict drawn, const int64_t *restrict elements, int "
    "count,\n"
    "                               uint64_t key, uint64_t step, uint32_t stream)\n{\n"
    "  for (int i = 0; i < count; i++)\n"
    "    drawn[i] = netc_random_element(key, step, (uint64_t)elements[i], stream);\n"
    "}\n\n";

// What an instruction of AVX512-BF16 does, where there is none. Exponents of zero count as zeros.
static const char *const bf16 =
    "INLINE float netc_flush(float a)\n{\n"
    "  uint32_t bits;\n"
    "  memcpy(&bits, &a, sizeof bits);\n"
    "  bits &= bits & 0x7F800000u ? 0xFFFFFFFFu : 0x80000000u;\n"
    "  memcpy(&a, &bits, sizeof bits);\n"
    "  return a;\n}\n\n"
    "INLINE uint32_t netc_bf16(float a)\n{\n"
    "  uint32_t bits;\n"
    "  a = netc_flush(a);\n"
    "  memcpy(&bits, &a, sizeof bits);\n"
    "  return a != a ? bits >> 16 | 0x40u : (bits + 0x7FFFu + (bits >> 16 & 1u)) >> 16;\n}\n\n"
    "INLINE float netc_add_product(uint32_t a, uint32_t b, float sum)\n{\n"
    "  float x, y;\n"
    "  memcpy(&x, &a, sizeof x);\n"
    "  memcpy(&y, &b, sizeof y);\n"
    "  return netc_flush(fmaf(netc_flush(x), netc_flush(y), netc_flush(sum)));\n}\n\n";

// The instruction of a vector operation as gcc's builtin, or as a function of immintrin.h that
// clang has too, and the macro that says it is there.
typedef struct Builtin {
  const char *operation, *type;
  const char *macro, *text;
} Builtin;

#define MASK8  "(unsigned char)-1"
#define MASK16 "(unsigned short)-1"
#define VL     "__AVX512VL__"
#define NARROW "__AVX512BF16__ && defined __AVX512VL__"
#define WORDS(bits, half, name)                                                                    \
  "_mm" bits "_cvtepu16_epi32((__m" half "i)_mm" bits "_cvtneps_pbh(" name "))"
#define PAIRS(bits, half, or)                                                                      \
  "_mm" bits "_" or "(_mm" bits                                                                    \
                    "_slli_epi32(" WORDS(bits, half, "b") ", 16), " WORDS(bits, half, "a") ")"
static const Builtin builtins[] = {
    {"fma", "f32x4", "__FMA__", "__builtin_ia32_vfmaddps(a, b, c)"},
    {"fma", "f32x8", "__FMA__", "__builtin_ia32_vfmaddps256(a, b, c)"},
    {"fma", "f32x16", "__AVX512F__", "__builtin_ia32_vfmaddps512_mask(a, b, c, " MASK16 ", 4)"},
    {"fma", "f64x2", "__FMA__", "__builtin_ia32_vfmaddpd(a, b, c)"},
    {"fma", "f64x4", "__FMA__", "__builtin_ia32_vfmaddpd256(a, b, c)"},
    {"sqrt", "f32x4", "__SSE__", "__builtin_ia32_sqrtps(a)"},
    {"sqrt", "f32x8", "__AVX__", "__builtin_ia32_sqrtps256(a)"},
    {"sqrt", "f32x16", "__AVX512F__", "__builtin_ia32_sqrtps512_mask(a, a, " MASK16 ", 4)"},
    {"floor", "f32x4", "__SSE4_1__", "__builtin_ia32_roundps(a, 9)"},
    {"floor", "f32x8", "__AVX__", "__builtin_ia32_roundps256(a, 9)"},
    {"floor", "f32x16", "__AVX512F__", "__builtin_ia32_rndscaleps_mask(a, 9, a, " MASK16 ", 4)"},
    {"max", "f32x4", "__SSE__", "__builtin_ia32_maxps(a, b)"},
    {"max", "f32x8", "__AVX__", "__builtin_ia32_maxps256(a, b)"},
    {"max", "f32x16", "__AVX512F__", "__builtin_ia32_maxps512_mask(a, b, a, " MASK16 ", 4)"},
    {"min", "f32x4", "__SSE__", "__builtin_ia32_minps(a, b)"},
    {"min", "f32x8", "__AVX__", "__builtin_ia32_minps256(a, b)"},
    {"min", "f32x16", "__AVX512F__", "__builtin_ia32_minps512_mask(a, b, a, " MASK16 ", 4)"},
    {"select", "f32x4", "__SSE4_1__", "__builtin_ia32_blendvps(b, a, (f32x4)condition)"},
    {"select", "f32x8", "__AVX__", "__builtin_ia32_blendvps256(b, a, (f32x8)condition)"},
    {"load_part", "f32x4", "__AVX__", "__builtin_ia32_maskloadps((const f32x4 *)from, mask)"},
    {"load_part", "f32x8", "__AVX__", "__builtin_ia32_maskloadps256((const f32x8 *)from, mask)"},
    {"store_part", "f32x4", "__AVX__", "__builtin_ia32_maskstoreps((f32x4 *)to, mask, value)"},
    {"store_part", "f32x8", "__AVX__", "__builtin_ia32_maskstoreps256((f32x8 *)to, mask, value)"},
    {"pair", "f32x4", NARROW, "(i32x4)" PAIRS("", "128", "or_si128")},
    {"pair", "f32x8", NARROW, "(i32x8)" PAIRS("256", "128", "or_si256")},
    {"pair", "f32x16", "__AVX512BF16__", "(i32x16)" PAIRS("512", "256", "or_si512")},
    {"scalb", "f32x4", VL, "__builtin_ia32_scalefps128_mask(a, b, a, " MASK8 ")"},
    {"scalb", "f32x8", VL, "__builtin_ia32_scalefps256_mask(a, b, a, " MASK8 ")"},
    {"scalb", "f32x16", "__AVX512F__", "__builtin_ia32_scalefps512_mask(a, b, a, " MASK16 ", 4)"},
    {"dot", "i32x4", NARROW, "_mm_dpbf16_ps(sum, (__m128bh)a, (__m128bh)b)"},
    {"dot", "i32x8", NARROW, "_mm256_dpbf16_ps(sum, (__m256bh)a, (__m256bh)b)"},
    {"dot", "i32x16", "__AVX512BF16__", "_mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b)"},
};

static const Builtin *find_builtin(const char *operation, const char *type)
{
  for (size_t i = 0; i < sizeof builtins / sizeof builtins[0]; i++)
    if (!strcmp(builtins[i].operation, operation) && !strcmp(builtins[i].type, type))
      return &builtins[i];
  return NULL;
}

// Integer lanes as wide as an element.
static const char *integer_name(Type type)
{
  return type == TYPE_F64 || type == TYPE_INDEX ? "i64" : type == TYPE_U8 ? "i8" : "i32";
}

static const char *unsigned_scalar(Type type)
{
  return type == TYPE_INDEX ? "uint64_t" : type == TYPE_U8 ? "uint8_t" : "uint32_t";
}

static void add_repeated(Text *out, int lanes, bool numbers)
{
  for (int i = 0; i < lanes; i++)
    text_add(out, numbers ? "%s%d" : "%sa", i ? ", " : "", i);
}

static void substitute(CWriter *w, Text *out, char mark, const char *operation, LoopType type,
                       const Builtin *builtin)
{
  switch (mark) {
  case 'T':
    text_add(out, "%s", c_type(w, type));
    break;
  case 'N':
    text_add(out, "%d", type.lanes);
    break;
  case 'C':
    text_add(out, "%s", element_find(element_names[type.scalar])->c_type);
    break;
  case 'E':
    text_add(out, "%s", element_names[type.scalar]);
    break;
  case 'U':
    text_add(out, "%s", c_lanes_type(w, "u32", type.lanes));
    break;
  case 'V':
    text_add(out, "%s", unsigned_scalar(type.scalar));
    break;
  case 'W':
    text_add(out, "%s", c_lanes_type(w, integer_name(type.scalar), type.lanes));
    break;
  case 'M':
    text_add(out, "%s", c_lanes_type(w, "i32", type.lanes));
    break;
  case 'I':
    text_add(out, "%s", c_lanes_type(w, "i64", type.lanes));
    break;
  case 'R':
    text_add(out, "%s", c_lanes_type(w, "f32", type.lanes));
    break;
  case 'F':
    text_add(out, "%s", type.scalar == TYPE_F32 ? "f" : "");
    break;
  case 'H':
    text_add(out, "%s", c_helper(w, operation, (LoopType){type.scalar, 1}));
    break;
  case 'G':
    text_add(out, "%s", builtin->macro);
    break;
  case 'B':
    text_add(out, "%s", builtin->text);
    break;
  case 'S':
    for (int i = 0; i < type.lanes; i++)
      text_add(out, "%sfrom[%d*stride]", i ? ", " : "", i);
    break;
  default:
    add_repeated(out, type.lanes, mark == 'Z');
  }
}

// The helper's text is built aside: what it needs is defined before it.
static void expand(CWriter *w, const char *text, const char *operation, LoopType type,
                   const Builtin *builtin)
{
  Text out = {.arena = w->arena};
  bool line_begins = true;
  for (const char *p = text; *p; p++) {
    if (line_begins && *p == '?' && !builtin) {
      p = strchr(p, '\n');
      continue;
    }
    if (*p == '$')
      substitute(w, &out, *++p, operation, type, builtin);
    else if (!line_begins || *p != '?')
      text_add_bytes(&out, p, 1);
    line_begins = *p == '\n';
  }
  text_add(&w->helpers, "%s", text_get(&out));
}

// sum_lanes and max_lanes: by halves.
static void define_halving(CWriter *w, const char *name, const char *operation, LoopType type)
{
  LoopType half = {type.scalar, type.lanes / 2};
  bool adds = !strcmp(operation, "sum_lanes");
  bool infix = adds && type.scalar != TYPE_I32;
  const char *combine = infix ? "" : c_helper(w, adds ? "add" : "max", half);
  const char *rest = half.lanes > 1 ? c_helper(w, operation, half) : "";
  Text *out = &w->helpers;
  text_add(out, "INLINE %s %s(%s a)\n{\n", c_scalar(type.scalar), name, c_type(w, type));
  const char *middle = infix ? " + " : ", ", *open = infix ? "" : "(", *close = infix ? "" : ")";
  if (half.lanes == 1) {
    text_add(out, "  return %s%sa[0]%sa[1]%s;\n}\n\n", combine, open, middle, close);
    return;
  }
  text_add(out, "  return %s(%s%s__builtin_shufflevector(a, a, ", rest, combine, open);
  add_repeated(out, half.lanes, true);
  text_add(out, ")%s\n         __builtin_shufflevector(a, a", middle);
  for (int i = half.lanes; i < type.lanes; i++)
    text_add(out, ", %d", i);
  text_add(out, ")%s);\n}\n\n", close);
}

#define FIND(list) find_in(list, sizeof(list) / sizeof(list)[0], operation)
static const char *find_in(const Template *list, size_t count, const char *operation)
{
  for (size_t i = 0; i < count; i++)
    if (!strcmp(list[i].operation, operation))
      return list[i].text;
  return NULL;
}

static const char *find_template(const char *operation, LoopType type)
{
  if (type.lanes == 1)
    return FIND(scalar_templates);
  const char *own = type.scalar == TYPE_F64 ? FIND(f64_templates) : NULL;
  return own ? own : FIND(templates);
}

// What helpers of bf16 are made of.
static void define_bf16(CWriter *w)
{
  w->has_bf16 = true;
  if (is_new(w, "netc_bf16"))
    text_add(&w->helpers, "%s", bf16);
}

const char *c_helper(CWriter *w, const char *operation, LoopType type)
{
  bool scalar = type.lanes == 1;
  const char *prefix = scalar ? element_names[type.scalar] : c_type(w, type);
  const char *name = arena_print(w->arena, "%s_%s", prefix, operation);
  if (!is_new(w, name))
    return name;
  const char *text = find_template(operation, type);
  if (!strcmp(operation, "random") && is_new(w, "netc_draw"))
    text_add(&w->helpers, "%s", draw);
  if (!strcmp(operation, "pair") || !strcmp(operation, "dot"))
    define_bf16(w);
  if (text)
    expand(w, text, operation, type, scalar ? NULL : find_builtin(operation, prefix));
  else
    define_halving(w, name, operation, type);
  return name;
}

// -- conversions ----------------------------------------------------------------------------------

// Truncation that saturates; NaN gives 0.
static void define_scalar_truncation(CWriter *w, const char *name, Type from, Type to)
{
  const char *least = to == TYPE_U8 ? "0" : to == TYPE_I32 ? "INT32_MIN" : "INT64_MIN";
  const char *most = to == TYPE_U8 ? "255" : to == TYPE_I32 ? "INT32_MAX" : "INT64_MAX";
  const char *low = to == TYPE_U8 ? "0" : to == TYPE_I32 ? "-0x1p31" : "-0x1p63";
  const char *high = to == TYPE_U8 ? "255" : to == TYPE_I32 ? "0x1p31" : "0x1p63";
  text_add(&w->helpers,
           "INLINE %s %s(%s a)\n{\n"
           "  return a != a ? 0 : a <= %s ? %s : a >= %s ? %s : (%s)a;\n}\n\n",
           c_scalar(to), name, c_scalar(from), low, least, high, most, c_scalar(to));
}

static void define_truncation(CWriter *w, const char *name, LoopType from, Type to)
{
  LoopType result = {to, from.lanes};
  const char *source = c_type(w, from), *target = c_type(w, result);
  const char *same = c_lanes_type(w, integer_name(from.scalar), from.lanes);
  const char *of = c_helper(w, "of", from), *max = c_helper(w, "max", from);
  const char *suffix = from.scalar == TYPE_F32 ? "f" : "";
  Text *out = &w->helpers;
  if (to == TYPE_U8) {
    const char *min = c_helper(w, "min", from), *words = c_lanes_type(w, "i32", from.lanes);
    text_add(out, "INLINE %s %s(%s a)\n{\n  a = (%s)((%s)a & (a == a));\n", target, name, source,
             source, same);
    text_add(out, "  a = %s(%s(a, %s(0)), %s(255));\n", min, max, of, of);
    text_add(out, "  return __builtin_convertvector(__builtin_convertvector(a, %s), %s);\n}\n\n",
             words, target);
    return;
  }
  const char *bound = to == TYPE_I32 ? "0x1p31" : "0x1p63";
  text_add(out, "INLINE %s %s(%s a)\n{\n  %s high = a >= %s(%s%s);\n", target, name, source, same,
           of, bound, suffix);
  text_add(out, "  a = %s((%s)((%s)a & (a == a) & ~high), %s(-%s%s));\n", max, source, same, of,
           bound, suffix);
  text_add(out, "  %s mask = __builtin_convertvector(high, %s);\n", target, target);
  text_add(out, "  return (__builtin_convertvector(a, %s) & ~mask) | (%s & mask);\n}\n\n", target,
           to == TYPE_I32 ? "INT32_MAX" : "INT64_MAX");
}

static void define_conversion(CWriter *w, const char *name, LoopType from, Type to)
{
  LoopType result = {to, from.lanes};
  const char *source = c_type(w, from), *target = c_type(w, result);
  const char *words = c_lanes_type(w, "i32", from.lanes);
  Text *out = &w->helpers;
  text_add(out, "INLINE %s %s(%s a)\n{\n  return ", target, name, source);
  if (from.scalar == TYPE_BOOL)
    text_add(out, "__builtin_convertvector(a & 1, %s)", target);
  else if (to == TYPE_BOOL)
    text_add(out, "__builtin_convertvector(a != 0, %s)", target);
  else if (from.scalar == TYPE_U8)
    text_add(out, "__builtin_convertvector(__builtin_convertvector(a, %s), %s)", words, target);
  else
    text_add(out, "__builtin_convertvector(a, %s)", target);
  text_add(out, ";\n}\n\n");
}

const char *c_conversion(CWriter *w, LoopType from, Type to)
{
  bool scalar = from.lanes == 1;
  const char *name = arena_print(w->arena, "%s_from_%s%s",
                                 scalar ? element_names[to] : c_type(w, (LoopType){to, from.lanes}),
                                 element_names[from.scalar],
                                 from.scalar == TYPE_BOOL ? "_mask"
                                 : to == TYPE_BOOL        ? "_truth"
                                                          : "");
  if (!is_new(w, name))
    return name;
  bool truncates = type_is_float(from.scalar) && !type_is_float(to) && to != TYPE_BOOL;
  if (scalar)
    define_scalar_truncation(w, name, from.scalar, to);
  else if (truncates)
    define_truncation(w, name, from, to);
  else
    define_conversion(w, name, from, to);
  return name;
}

// A function of libm is called through a pointer, so that no compiler computes it at compile time
// or puts x*x for pow(x, 2): those differ in the last bit.
const char *c_function(CWriter *w, const char *function, int arguments)
{
  const char *name = arena_print(w->arena, "libm_%s", function);
  if (is_new(w, name))
    text_add(&w->helpers, "static double (*const volatile %s)(%s) = %s;\n\n", name,
             arguments > 1 ? "double, double" : "double", function);
  return name;
}
