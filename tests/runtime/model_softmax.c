// A net written by hand, playing the part of generated code: softmax regression on pictures of
// 28x28.
//
// It has all that generated code has: entries for two bindings, a prepared copy of the weights,
// draws (each pixel is dropped with a chance of a tenth in training), slots (momentum), a schedule
// from the scalars, loops that run in parallel. Tests of the runtime are runs of it. What a train
// block would say comes from the environment, so that one program serves all of them:
//
//   SOFTMAX_DATA="idx|fashion-mnist"  SOFTMAX_VALID="split|0.2"
//   SOFTMAX_TEST="npy|image=a.npy|label=b.npy" SOFTMAX_SETTINGS="epochs=3|patience=2"
//   SOFTMAX_NAME=other  SOFTMAX_FINGERPRINT=7  SOFTMAX_FEATURES=avx

#include "netc.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 64, PIXELS = 28 * 28, CLASSES = 10, MAX_ARGUMENTS = 8, MAX_READERS = 3 };
enum { WEIGHT = 0, BIAS = 31360, SEEN = 31424, WEIGHTS_BYTES = 31488, SLOTS_BYTES = 31424 };
enum { STEP, STEPS, EPOCH, RATE, MOMENTUM };

// The workspace of every entry.
typedef struct Work {
  float x[ROWS][PIXELS];
  float logits[ROWS][CLASSES];
  float delta[ROWS][CLASSES];
  float gradient[CLASSES][PIXELS + 1];
  float loss[ROWS], hit[ROWS];
} Work;

// A loop, run by the pool where there is one.
static void run(NetcCall *call, NetcTask *task, const void *arguments, int64_t count)
{
  if (call->parallel) {
    call->parallel(call, task, arguments, count);
    return;
  }
  for (int64_t i = 0; i < count; i++)
    task(call, arguments, i);
}

static void done(NetcCall *call, int kernel)
{
  if (call->kernel_done)
    call->kernel_done(call, kernel);
}

static void initialize(NetcCall *call)
{
  float *weight = (float *)(void *)(call->weights + WEIGHT);
  memset(call->weights, 0, WEIGHTS_BYTES);
  memset(call->slots, 0, SLOTS_BYTES);
  for (int i = 0; i < CLASSES * PIXELS; i++)
    weight[i] = 0.02f * (netc_random_uniform(call->seed, 0, 1, (uint64_t)i, 0) - 0.5f);
}

// Pixel-major weights: what the forward loop reads.
static void prepare(NetcCall *call)
{
  const float *weight = (const float *)(const void *)(call->weights + WEIGHT);
  float *panel = (float *)(void *)call->prepared;
  for (int c = 0; c < CLASSES; c++)
    for (int i = 0; i < PIXELS; i++)
      panel[i * CLASSES + c] = weight[c * PIXELS + i];
}

static void scale_row(NetcCall *call, const void *training, int64_t row)
{
  Work *work = (Work *)(void *)call->workspace;
  const unsigned char *image = (const unsigned char *)call->inputs[0] + row * PIXELS;
  for (int i = 0; i < PIXELS; i++) {
    uint64_t element = (uint64_t)(row * PIXELS + i);
    float u = training ? netc_random_uniform(call->seed, call->step, 2, element, 0) : 1;
    work->x[row][i] = u < 0.1f ? 0 : (float)image[i] * (1.0f / 255);
  }
}

static void forward_row(NetcCall *call, const void *training, int64_t row)
{
  Work *work = (Work *)(void *)call->workspace;
  const float *weight = (const float *)(const void *)(call->weights + WEIGHT);
  const float *bias = (const float *)(const void *)(call->weights + BIAS);
  const float *panel = (const float *)(const void *)call->prepared;
  for (int c = 0; c < CLASSES; c++) {
    float sum = bias[c];
    for (int i = 0; i < PIXELS; i++)
      sum += work->x[row][i] * (training ? weight[c * PIXELS + i] : panel[i * CLASSES + c]);
    work->logits[row][c] = sum;
  }
}

static void forward(NetcCall *call, const void *training)
{
  run(call, scale_row, training, call->symbols[0]);
  done(call, 0);
  run(call, forward_row, training, call->symbols[0]);
  done(call, 1);
}

static void predict(NetcCall *call)
{
  const Work *work = (const Work *)(const void *)call->workspace;
  forward(call, NULL);
  memcpy(call->outputs[0], work->logits, (size_t)call->symbols[0] * sizeof work->logits[0]);
}

static void judge_row(NetcCall *call, const void *arguments, int64_t row)
{
  Work *work = (Work *)(void *)call->workspace;
  const float *logits = work->logits[row];
  int label = ((const int32_t *)call->inputs[1])[row], best = 0;
  float sum = 0;
  (void)arguments;
  for (int c = 1; c < CLASSES; c++)
    best = logits[c] > logits[best] ? c : best;
  for (int c = 0; c < CLASSES; c++)
    sum += expf(logits[c] - logits[best]);
  for (int c = 0; c < CLASSES; c++)
    work->delta[row][c] =
        (expf(logits[c] - logits[best]) / sum - (float)(c == label)) / (float)call->symbols[0];
  work->loss[row] = logf(sum) + logits[best] - logits[label];
  work->hit[row] = best == label;
}

static void judge(NetcCall *call)
{
  const Work *work = (const Work *)(const void *)call->workspace;
  float loss = 0, hits = 0;
  run(call, judge_row, NULL, call->symbols[0]);
  for (int64_t row = 0; row < call->symbols[0]; row++) {
    loss += work->loss[row];
    hits += work->hit[row];
  }
  *(float *)call->outputs[0] = loss / (float)call->symbols[0];
  *(float *)call->outputs[1] = hits / (float)call->symbols[0];
  done(call, 2);
}

static void evaluate(NetcCall *call)
{
  const Work *work = (const Work *)(const void *)call->workspace;
  forward(call, NULL);
  judge(call);
  memcpy(call->outputs[2], work->logits, (size_t)call->symbols[0] * sizeof work->logits[0]);
}

static void gradient_class(NetcCall *call, const void *arguments, int64_t c)
{
  Work *work = (Work *)(void *)call->workspace;
  float *gradient = work->gradient[c];
  (void)arguments;
  memset(gradient, 0, sizeof work->gradient[c]);
  for (int64_t row = 0; row < call->symbols[0]; row++) {
    for (int i = 0; i < PIXELS; i++)
      gradient[i] += work->delta[row][c] * work->x[row][i];
    gradient[PIXELS] += work->delta[row][c];
  }
}

static void move(float *w, float *m, float g, float rate, float momentum)
{
  *m = momentum * *m + g;
  *w -= rate * *m;
}

// The rate falls to nothing along a cosine.
static void update(NetcCall *call)
{
  const Work *work = (const Work *)(const void *)call->workspace;
  const double *s = call->scalars;
  float rate = (float)(s[RATE] * 0.5 * (1 + cos(3.14159265358979 * (s[STEP] - 1) / s[STEPS])));
  float momentum = (float)s[MOMENTUM];
  float *weight = (float *)(void *)(call->weights + WEIGHT);
  float *bias = (float *)(void *)(call->weights + BIAS);
  float *weight_m = (float *)(void *)call->slots, *bias_m = weight_m + CLASSES * PIXELS;
  for (int c = 0; c < CLASSES; c++) {
    for (int i = 0; i < PIXELS; i++)
      move(&weight[c * PIXELS + i], &weight_m[c * PIXELS + i], work->gradient[c][i], rate,
           momentum);
    move(&bias[c], &bias_m[c], work->gradient[c][PIXELS], rate, momentum);
  }
  *(float *)(void *)(call->weights + SEEN) += (float)call->symbols[0];
}

static void train(NetcCall *call)
{
  forward(call, call);
  judge(call);
  run(call, gradient_class, NULL, CLASSES);
  done(call, 3);
  update(call);
  done(call, 4);
}

// clang-format off
#define BATCH {0, 1, 0}
#define CONSTANT(n) {n, 0, -1}
// clang-format on
static const NetcPort inputs[] = {
    {"image", NETC_U8, 4, {BATCH, CONSTANT(1), CONSTANT(28), CONSTANT(28)}, CONSTANT(0)},
    {"label", NETC_I32, 1, {BATCH}, CONSTANT(CLASSES)}};
static const NetcPort logits_port[] = {
    {"logits", NETC_F32, 2, {BATCH, CONSTANT(CLASSES)}, CONSTANT(0)}};
static const NetcPort evaluate_ports[] = {
    {"loss", NETC_F32, 0, {{0}}, CONSTANT(0)},
    {"accuracy", NETC_F32, 0, {{0}}, CONSTANT(0)},
    {"logits", NETC_F32, 2, {BATCH, CONSTANT(CLASSES)}, CONSTANT(0)}};
static const NetcKernel kernels[] = {
    {"scale", "softmax", "softmax.net", 3, PIXELS, 5 * PIXELS},
    {"dense1", "softmax.dense1", "softmax.net", 4, 15690, 31400},
    {"loss", "softmax", "softmax.net", 9, 60, 80},
    {"dense1.weight gradient", "softmax.dense1", "softmax.net", 4, 15690, 31400},
    {"sgd", "softmax", "softmax.net", 11, 490, 1960}};
static const char *const symbols[] = {"B"};
static const int64_t one[] = {1}, many[] = {ROWS};
#define ENTRY(kind_, name_, function_, in, outs, out, kernels_, capacity)                          \
  {                                                                                                \
    .kind = kind_, .name = name_, .function = function_, .workspace_bytes = sizeof(Work),          \
    .symbol_count = 1, .symbols = symbols, .capacities = capacity, .input_count = in,              \
    .inputs = inputs, .output_count = out, .outputs = outs, .kernel_count = kernels_,              \
    .kernels = kernels                                                                             \
  }
static const NetcEntry entries[] = {
    {.kind = NETC_INITIALIZE, .name = "initialize", .function = initialize},
    {.kind = NETC_PREPARE, .name = "prepare", .function = prepare},
    ENTRY(NETC_PREDICT, "predict", predict, 1, logits_port, 1, 2, one),
    ENTRY(NETC_PREDICT, "predict", predict, 1, logits_port, 1, 2, many),
    ENTRY(NETC_EVALUATE, "evaluate", evaluate, 2, evaluate_ports, 3, 3, many),
    ENTRY(NETC_TRAIN, "train", train, 2, evaluate_ports, 2, 5, many)};
static const NetcTensor tensors[] = {
    {"dense1.weight", NETC_F32, 2, {CLASSES, PIXELS}, WEIGHT, true},
    {"dense1.bias", NETC_F32, 1, {CLASSES}, BIAS, true},
    {"seen", NETC_F32, 0, {0}, SEEN, false}};
static const NetcTensor slots[] = {
    {"dense1.weight.m", NETC_F32, 2, {CLASSES, PIXELS}, 0, false},
    {"dense1.bias.m", NETC_F32, 1, {CLASSES}, CLASSES *PIXELS * 4, false}};
static const NetcScalar scalars[] = {
    {"step", 0}, {"steps", 0}, {"epoch", 0}, {"lr", 0.05}, {"momentum", 0.9}};

// Splits "kind|a|name=b" in place; a part that is a number is one.
static int parse_arguments(char *text, NetcArgument *arguments)
{
  int count = 0;
  for (char *part = strtok(text, "|"); part && count < MAX_ARGUMENTS; part = strtok(NULL, "|")) {
    char *equals = strchr(part, '='), *value = equals ? equals + 1 : part, *end;
    if (equals)
      *equals = 0;
    NetcArgument *argument = &arguments[count++];
    *argument = (NetcArgument){.name = equals ? part : "", .number = strtod(value, &end)};
    if (end == value || *end)
      argument->text = value;
  }
  return count;
}

int main(int argc, char **argv)
{
  static const char *const roles[][2] = {
      {"data", "SOFTMAX_DATA"}, {"valid", "SOFTMAX_VALID"}, {"test", "SOFTMAX_TEST"}};
  NetcArgument arguments[MAX_READERS][MAX_ARGUMENTS], settings[MAX_ARGUMENTS];
  NetcReader readers[MAX_READERS];
  int reader_count = 0, setting_count = 0;
  for (int i = 0; i < MAX_READERS; i++) {
    char *text = getenv(roles[i][1]);
    if (!text || !*text)
      continue;
    int count = parse_arguments(text, arguments[reader_count]);
    readers[reader_count] = (NetcReader){roles[i][0], arguments[reader_count][0].text, count - 1,
                                         arguments[reader_count] + 1};
    reader_count++;
  }
  if (getenv("SOFTMAX_SETTINGS"))
    setting_count = parse_arguments(getenv("SOFTMAX_SETTINGS"), settings);
  const char *name = getenv("SOFTMAX_NAME"), *fingerprint = getenv("SOFTMAX_FINGERPRINT");
  NetcModel model = {.abi = NETC_ABI,
                     .name = name ? name : "softmax",
                     .source = "# written by hand\n",
                     .source_name = "softmax.net",
                     .compiler = "hand 1.0",
                     .target = "any",
                     .fingerprint = fingerprint ? strtoull(fingerprint, NULL, 10) : 42,
                     .weights_bytes = WEIGHTS_BYTES,
                     .slots_bytes = SLOTS_BYTES,
                     .prepared_bytes = BIAS,
                     .tensor_count = 3,
                     .tensors = tensors,
                     .slot_count = 2,
                     .slots = slots,
                     .entry_count = sizeof entries / sizeof *entries,
                     .entries = entries,
                     .scalar_count = sizeof scalars / sizeof *scalars,
                     .scalars = scalars,
                     .reader_count = reader_count,
                     .readers = readers,
                     .setting_count = setting_count,
                     .settings = settings,
                     .metric_name = "accuracy",
                     .metric_rises = true,
                     .features = getenv("SOFTMAX_FEATURES")};
  return netc_main(&model, argc, argv);
}
