// `generate`: symbol after symbol, each drawn from the scores that the net gives after the last.
//
// The entry is the prediction of one row and one step; its state goes on as in training. Symbol
// number n is drawn by the random number n of the seed, so the same seed, weights and prompt give
// the same text.

#include "carry.h"
#include "commands.h"
#include "evaluate.h"
#include "json.h"
#include "layout.h"
#include "random.h"
#include "session.h"
#include "text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_LENGTH = 500, DRAW_KEY = 0x67656e };

typedef struct Generation {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  const NetcEntry *entry;
  NetcBuffers inputs, outputs;
  NetcCarry carry;
  NetcLog log;
  int64_t ones[NETC_MAX_SYMBOLS];  // extents: one row, one step
  int text;                        // the input that takes symbols
  int64_t symbols, drawn;
  double *shares;  // by symbol: room for a draw
  NetcText written;
} Generation;

// -- symbols and bytes ----------------------------------------------------------------------------

// The bytes of a symbol: its name, where \x and two digits stand for a byte.
static size_t bytes_of(const Generation *g, int64_t symbol, char byte[1], const char **bytes)
{
  const char *name = netc_session_class(g->session, symbol);
  unsigned value;
  char end;
  *bytes = name;
  if (strlen(name) != 4 || sscanf(name, "\\x%2X%c", &value, &end) != 1)
    return strlen(name);
  *byte = (char)value;
  *bytes = byte;
  return 1;
}

// The longest symbol that `text` begins with, its bytes in *length; -1: none.
static int64_t symbol_at(const Generation *g, const char *text, size_t *length)
{
  int64_t best = -1;
  *length = 0;
  for (int64_t i = 0; i < g->symbols; i++) {
    char byte;
    const char *bytes;
    size_t count = bytes_of(g, i, &byte, &bytes);
    if (count <= *length || strncmp(text, bytes, count) != 0)
      continue;
    *length = count;
    best = i;
  }
  return best;
}

static void write_bytes(Generation *g, const char *bytes, size_t count)
{
  if (g->options->json)
    netc_text_add_bytes(&g->written, bytes, count);
  else
    fwrite(bytes, 1, count, stdout);
}

static void write_symbol(Generation *g, int64_t symbol)
{
  char byte;
  const char *bytes;
  size_t count = bytes_of(g, symbol, &byte, &bytes);
  write_bytes(g, bytes, count);
}

// -- one step -------------------------------------------------------------------------------------

static void feed(Generation *g, int64_t symbol)
{
  const void *inputs[NETC_MAX_COLUMNS];
  *(int32_t *)g->inputs.pointers[g->text] = (int32_t)symbol;
  netc_carry_give(&g->carry, (const void *const *)g->inputs.pointers, inputs);
  netc_session_run(g->session, g->entry, inputs, g->outputs.pointers, g->ones);
  netc_carry_take(&g->carry, g->outputs.pointers);
}

static int by_score(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}

// The score that a symbol must have to be among the best `top`.
static double least_score(Generation *g, const float *scores, int64_t top)
{
  if (top <= 0 || top >= g->symbols)
    return -INFINITY;
  for (int64_t i = 0; i < g->symbols; i++)
    g->shares[i] = (double)scores[i];
  qsort(g->shares, (size_t)g->symbols, sizeof *g->shares, by_score);
  return g->shares[top - 1];
}

// A symbol with probability exp(score/temperature) over their sum; at 0 the best, the first of
// equals.
static int64_t draw(Generation *g, double temperature)
{
  const float *scores = g->outputs.pointers[0];
  int64_t best = 0;
  double least = least_score(g, scores, g->options->top), sum = 0;
  for (int64_t i = 1; i < g->symbols; i++)
    if (scores[i] > scores[best])
      best = i;
  NetcBits bits = netc_random_bits(g->session->seed, 0, DRAW_KEY, (uint64_t)g->drawn++, 0);
  if (temperature == 0)
    return best;
  for (int64_t i = 0; i < g->symbols; i++) {
    double distance = ((double)scores[i] - (double)scores[best]) / temperature;
    g->shares[i] = (double)scores[i] >= least ? exp(distance) : 0;
    sum += g->shares[i];
  }
  double left = (bits.word[0] + 0.5) * 0x1p-32 * sum;
  for (int64_t i = 0; i < g->symbols; i++) {
    left -= g->shares[i];
    if (left < 0)
      return i;
  }
  return best;
}

// -- the command ----------------------------------------------------------------------------------

static const NetcEntry *find_entry(Generation *g, NetcError *error)
{
  const NetcModel *model = g->model;
  for (int i = 0; i < NETC_MAX_SYMBOLS; i++)
    g->ones[i] = 1;
  const NetcEntry *entry = netc_entry_fitting(model, NETC_PREDICT, g->ones);
  if (netc_setting_find(model, "generate") && entry)
    return entry;
  netc_fail_usage(error, "%s does not generate: its train block has no `generate`", model->name);
  return NULL;
}

// All symbols must have a name; the weights of a training on text have them.
static bool name_symbols(Generation *g, NetcError *error)
{
  for (int i = g->entry->input_count - 1; i >= 0; i--)
    if (g->entry->inputs[i].dtype == NETC_I32 && g->entry->inputs[i].rank == 2)
      g->text = i;
  g->symbols = netc_extent(g->entry->inputs[g->text].bound, g->ones);
  g->shares = malloc((size_t)g->symbols * sizeof *g->shares);
  if (!g->shares)
    return netc_fail_memory(error, g->symbols * (int64_t)sizeof *g->shares, "the symbols");
  for (int64_t i = 0; i < g->symbols; i++)
    if (!netc_session_class(g->session, i) || !*netc_session_class(g->session, i))
      return netc_fail(error,
                       "symbol %" PRId64 " of %" PRId64 " has no name: the weights know it after "
                       "a training on text, or `names` in the train block",
                       i, g->symbols);
  return true;
}

static bool set_up(Generation *g, NetcError *error)
{
  uint64_t trained;
  unsigned kinds = NETC_KIND(NETC_PREPARE) | NETC_KIND(NETC_PREDICT);
  netc_log_open(&g->log, g->model, g->options);
  if (!(g->entry = find_entry(g, error)))
    return false;
  g->session = netc_command_session(g->model, g->options, kinds, &g->log, error);
  if (!g->session || !netc_session_check(g->session, g->entry, g->ones, "generate", error) ||
      !netc_command_weights(g->session, g->options, &g->log, &trained, error) ||
      !name_symbols(g, error) ||
      !netc_buffers_map(&g->inputs, g->entry->inputs, g->entry->input_count, g->ones, error) ||
      !netc_buffers_map(&g->outputs, g->entry->outputs, g->entry->output_count, g->ones, error) ||
      !netc_carry_open(&g->carry, g->model, g->entry, error))
    return false;
  g->session->seed = g->options->seed > 0 ? (uint64_t)g->options->seed : 0;
  for (int i = 0; i < g->entry->input_count; i++)
    netc_port_fill(&g->entry->inputs[i], g->ones, g->entry->capacities, g->inputs.pointers[i]);
  return true;
}

// Feeds the prompt; without one a line begins, or where there are no lines the first symbol stands
// before the text.
static bool begin(Generation *g, NetcError *error)
{
  const char *prompt = g->options->prompt;
  size_t length;
  if (!prompt || !*prompt) {
    int64_t symbol = symbol_at(g, "\n", &length);
    feed(g, symbol < 0 ? 0 : symbol);
    return true;
  }
  for (const char *at = prompt; *at; at += length) {
    int64_t symbol = symbol_at(g, at, &length);
    char shown[32];
    if (symbol < 0)
      return netc_fail(error, "--prompt: %s has no symbol for \"%s\"", g->model->name,
                       netc_escape(shown, sizeof shown, at));
    feed(g, symbol);
  }
  write_bytes(g, prompt, strlen(prompt));
  return true;
}

static bool generate(Generation *g, NetcError *error)
{
  double standard = netc_setting_number(g->model, "generate", 0);
  int64_t length = g->options->length >= 0 ? g->options->length
                   : standard > 0          ? (int64_t)standard
                                           : DEFAULT_LENGTH;
  double temperature = g->options->temperature >= 0 ? g->options->temperature : 1;
  if (!begin(g, error))
    return false;
  for (int64_t i = 0; i < length; i++) {
    int64_t symbol = draw(g, temperature);
    write_symbol(g, symbol);
    if (i + 1 < length)
      feed(g, symbol);
  }
  return true;
}

static bool report(Generation *g, NetcError *error)
{
  NetcJson json = {0};
  if (!g->options->json) {
    putchar('\n');
    return true;
  }
  netc_text_add_bytes(&g->written, "", 1);
  netc_json_open(&json, NULL, '{');
  netc_json_integer(&json, "version", 1);
  netc_json_text(&json, "command", "generate");
  netc_json_text(&json, "net", g->model->name);
  netc_json_text(&json, "text", g->written.data);
  netc_json_close(&json, '}');
  bool fine = !g->written.failed && netc_json_print(&json, stdout);
  netc_json_free(&json);
  return fine || netc_fail(error, "no memory to report the text");
}

int netc_command_generate(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  Generation g = {.model = model, .options = options};
  NetcError closing;
  bool fine = set_up(&g, error) && generate(&g, error) && report(&g, error);
  netc_carry_close(&g.carry);
  netc_buffers_unmap(&g.inputs);
  netc_buffers_unmap(&g.outputs);
  netc_text_free(&g.written);
  free(g.shares);
  netc_session_destroy(g.session);
  netc_log_close(&g.log, &closing);
  return fine ? NETC_DONE : error->status;
}
