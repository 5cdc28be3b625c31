// Text from circle.net, symbol by symbol, in a program of one's own: it links what `netc emit
// --stage c` or `--stage obj` wrote, and hands the state from call to call.
//
//   embed WEIGHTS PROMPT LENGTH

#include "netc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char alphabet[] = " einostwx";  // of the text, in the order of its bytes
enum { SYMBOLS = 9, HIDDEN = 24 };

// What the net keeps of the text so far.
typedef struct State {
  float hidden[HIDDEN], steps;
} State;

// Reads a symbol and gives the likeliest next one.
static int32_t step(NetcSession *session, State *state, int32_t symbol, NetcError *error)
{
  static const int64_t extents[] = {1, 1};  // B and T
  float logits[SYMBOLS];
  State next;
  const void *inputs[] = {&symbol, state->hidden, &state->steps};
  void *outputs[] = {logits, next.hidden, &next.steps};
  if (!netc_session_predict(session, inputs, outputs, extents, error))
    return -1;
  *state = next;
  int32_t best = 0;
  for (int32_t i = 1; i < SYMBOLS; i++)
    if (logits[i] > logits[best])
      best = i;
  return best;
}

static bool generate(NetcSession *session, const char *prompt, int length, NetcError *error)
{
  State state = {0};
  int32_t next = -1;
  for (const char *at = prompt; *at; at++) {
    const char *symbol = strchr(alphabet, *at);
    if (!symbol)
      return netc_fail_usage(error, "%c is not in the text", *at);
    next = step(session, &state, (int32_t)(symbol - alphabet), error);
  }
  for (int i = 0; i < length && next >= 0; i++) {
    putchar(alphabet[next]);
    next = step(session, &state, next, error);
  }
  return next >= 0;
}

int main(int argc, char **argv)
{
  NetcError error = {0};
  if (argc != 4)
    return NETC_BAD_USAGE;
  NetcSession *session = netc_session_create(&netc_model, 1, &error);
  bool fine = session && netc_session_load(session, argv[1], 0, &error) &&
              generate(session, argv[2], atoi(argv[3]), &error);
  if (!fine)
    fprintf(stderr, "%s\n", error.text);
  netc_session_destroy(session);
  return fine ? NETC_DONE : error.status;
}
