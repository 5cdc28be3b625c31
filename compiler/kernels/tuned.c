// The text of measured schedules.

#include "kernels/tuned.h"

#include <stdlib.h>
#include <string.h>

const char *tuned_cpu(Arena *arena, const Machine *machine)
{
  return arena_print(arena, "%s/%lldK/%lldK/%lldK", machine->cpu,
                     (long long)(machine->l1_bytes / 1024), (long long)(machine->l2_bytes / 1024),
                     (long long)(machine->l3_bytes / 1024));
}

TunedKernel *tuned_find(const Tuned *tuned, const char *cpu, uint64_t identity)
{
  for (int i = 0; i < tuned->kernels.count; i++) {
    TunedKernel *kernel = &tuned->kernels.items[i];
    if (kernel->identity == identity && !strcmp(kernel->cpu, cpu))
      return kernel;
  }
  return NULL;
}

static int unrolled(const Schedule *schedule)
{
  return schedule->unroll > 1 ? schedule->unroll : 1;
}

bool schedule_same(const Schedule *a, const Schedule *b)
{
  bool same = a->loop_count == b->loop_count && a->vector == b->vector && a->lanes == b->lanes &&
              a->vectors == b->vectors && a->tiled_count == b->tiled_count &&
              unrolled(a) == unrolled(b) && a->parallel == b->parallel &&
              (a->parallel < 0 || a->grain == b->grain) && a->outer == b->outer &&
              !memcmp(a->block, b->block, sizeof a->block);
  for (int i = 0; same && i < a->loop_count; i++)
    same = a->loops[i] == b->loops[i];
  for (int i = 0; same && i < a->tiled_count; i++)
    same = a->tiled[i] == b->tiled[i] && a->tile[i] == b->tile[i];
  return same;
}

// -- printing -------------------------------------------------------------------------------------

static void print_schedule(const Schedule *schedule, Text *out)
{
  text_add(out, " loops");
  for (int i = 0; i < schedule->loop_count; i++)
    text_add(out, " %d", schedule->loops[i]);
  if (schedule->vector >= 0)
    text_add(out, " vector %d %d %d", schedule->vector, schedule->lanes, schedule->vectors);
  for (int i = 0; i < schedule->tiled_count; i++)
    text_add(out, " tile %d %d", schedule->tiled[i], schedule->tile[i]);
  text_add(out, " unroll %d", schedule->unroll);
  if (schedule->parallel >= 0)
    text_add(out, " parallel %d %lld", schedule->parallel, (long long)schedule->grain);
  for (int s = 0; s < MAX_INDICES; s++)
    if (schedule->block[s])
      text_add(out, " block %d %lld", s, (long long)schedule->block[s]);
  if (schedule->outer)
    text_add(out, " outer %d", schedule->outer);
}

static void print_kernel(const TunedKernel *kernel, Text *out)
{
  text_add(out, "%016llx ", (unsigned long long)kernel->identity);
  if (kernel->is_done)
    text_add(out, "done");
  else
    text_add(out, "tried %d", kernel->tried);
  text_add(out, " us %.4g %.4g", kernel->before, kernel->after);
  if (kernel->has_schedule)
    print_schedule(&kernel->schedule, out);
  text_add(out, "  # %s\n", kernel->note);
}

void tuned_print(const Tuned *tuned, Text *out)
{
  text_add(out, "netc tune 1\n");
  const char *cpu = NULL;
  for (int i = 0; i < tuned->kernels.count; i++) {
    const TunedKernel *kernel = &tuned->kernels.items[i];
    if (kernel->before == 0)  // not measured
      continue;
    if (!cpu || strcmp(cpu, kernel->cpu))
      text_add(out, "cpu %s\n", cpu = kernel->cpu);
    print_kernel(kernel, out);
  }
}

// -- parsing --------------------------------------------------------------------------------------

typedef struct Parser {
  Arena *arena;
  Diag *diag;
  const Source *source;
  const char *at, *end;  // what is left of the line
  const char *word;      // the one that was read last
  bool failed;
} Parser;

static bool fault(Parser *p, const char *at, const char *expected)
{
  uint32_t start = (uint32_t)(at - p->source->text);
  uint32_t stop = at < p->end ? start + 1 : start;
  if (!p->failed) {
    diag_error(p->diag, E0605, (Span){p->source, start, stop}, "expected %s", expected);
    diag_help(p->diag, "without the file, or with --no-tune, schedules are the compiler's own");
  }
  p->failed = true;
  return false;
}

static void skip_blanks(Parser *p)
{
  while (p->at < p->end && (*p->at == ' ' || *p->at == '\t'))
    p->at++;
}

static bool at_end(Parser *p)
{
  skip_blanks(p);
  return p->at == p->end || *p->at == '#';
}

// The next word is this one: it is passed.
static bool accept(Parser *p, const char *word)
{
  skip_blanks(p);
  size_t length = strlen(word);
  bool same = (size_t)(p->end - p->at) >= length && !strncmp(p->at, word, length) &&
              (p->at + length == p->end || p->at[length] == ' ' || p->at[length] == '\t');
  p->at += same ? length : 0;
  return same;
}

static bool expect(Parser *p, const char *word)
{
  return accept(p, word) || fault(p, p->at, arena_print(p->arena, "`%s`", word));
}

static int64_t whole(Parser *p, int64_t low, int64_t high)
{
  skip_blanks(p);
  char *stop = (char *)p->at;
  const char *start = p->at;
  int64_t value = p->at < p->end && *p->at >= '0' && *p->at <= '9' ? strtoll(p->at, &stop, 10) : 0;
  if (stop == start || value < low || value > high ||
      (stop < p->end && *stop != ' ' && *stop != '\t'))
    fault(p, start,
          arena_print(p->arena, "a number from %lld to %lld", (long long)low, (long long)high));
  p->at = stop;
  return p->failed ? low : value;
}

static double real(Parser *p)
{
  skip_blanks(p);
  char *stop = (char *)p->at;
  double value = p->at < p->end ? strtod(p->at, &stop) : 0;
  if (stop == p->at || !(value >= 0 && value < 1e12))
    fault(p, p->at, "microseconds");
  p->at = stop;
  return value;
}

static uint64_t identity(Parser *p)
{
  enum { DIGITS = 16 };
  skip_blanks(p);
  size_t digits = strspn(p->at, "0123456789abcdef");
  if (digits != DIGITS || (p->at[digits] != ' ' && p->at[digits] != '\t')) {
    fault(p, p->at, "16 hexadecimal digits");
    return 0;
  }
  uint64_t value = strtoull(p->at, NULL, 16);
  p->at += digits;
  return value;
}

static Schedule parse_schedule(Parser *p)
{
  enum { MOST_POINTS = 64 };
  Schedule s = {.vector = -1, .lanes = 1, .vectors = 1, .parallel = -1};
  expect(p, "loops");
  for (skip_blanks(p); p->at < p->end && *p->at >= '0' && *p->at <= '9' && !p->failed;
       skip_blanks(p)) {
    if (s.loop_count == MAX_INDICES)
      fault(p, p->at, "fewer loops");
    else
      s.loops[s.loop_count++] = (int)whole(p, 0, MAX_INDICES - 1);
  }
  if (accept(p, "vector")) {
    s.vector = (int)whole(p, 0, MAX_INDICES - 1);
    s.lanes = (int)whole(p, 1, MOST_POINTS);
    s.vectors = (int)whole(p, 1, MOST_POINTS);
  }
  while (accept(p, "tile")) {
    if (s.tiled_count == MAX_TILED) {
      fault(p, p->at, "fewer tiles");
      return s;
    }
    s.tiled[s.tiled_count] = (int)whole(p, 0, MAX_INDICES - 1);
    s.tile[s.tiled_count++] = (int)whole(p, 1, MOST_POINTS);
  }
  expect(p, "unroll");
  s.unroll = (int)whole(p, 0, MOST_POINTS);
  if (accept(p, "parallel")) {
    s.parallel = (int)whole(p, 0, MAX_INDICES - 1);
    s.grain = whole(p, 1, INT32_MAX);
  }
  while (accept(p, "block")) {
    int slot = (int)whole(p, 0, MAX_INDICES - 1);
    s.block[slot] = whole(p, 1, INT32_MAX);
  }
  if (accept(p, "outer"))
    s.outer = (int)whole(p, 1, MAX_INDICES - 1);
  return s;
}

static const char *rest_of(Parser *p, const char *from)
{
  return arena_copy_text(p->arena, from, (size_t)(p->end - from));
}

static void parse_kernel(Parser *p, Tuned *tuned, const char *cpu)
{
  TunedKernel kernel = {.cpu = cpu, .identity = identity(p)};
  if (!cpu) {
    fault(p, p->at, "a line `cpu NAME` before");
    return;
  }
  kernel.is_done = accept(p, "done");
  if (!kernel.is_done && expect(p, "tried"))
    kernel.tried = (int)whole(p, 0, INT32_MAX);
  expect(p, "us");
  kernel.before = real(p);
  kernel.after = real(p);
  kernel.has_schedule = !at_end(p);
  if (kernel.has_schedule && !p->failed)
    kernel.schedule = parse_schedule(p);
  if (!at_end(p))
    fault(p, p->at, "the end of the line");
  const char *note = p->at < p->end ? p->at + 1 : p->end;
  kernel.note = rest_of(p, note + strspn(note, " "));
  if (!p->failed)
    list_add(p->arena, &tuned->kernels, kernel);
}

Tuned *tuned_parse(Arena *arena, Diag *diag, const Source *source)
{
  Parser p = {.arena = arena, .diag = diag, .source = source};
  Tuned *tuned = arena_new(arena, Tuned);
  const char *cpu = NULL, *next = source->text;
  for (int line = 0; *next && !p.failed; line++) {
    p.at = next;
    p.end = p.at + strcspn(p.at, "\r\n");
    next = p.end + (*p.end == '\r') + (p.end[*p.end == '\r'] == '\n');
    if (line == 0) {
      if (expect(&p, "netc") && expect(&p, "tune"))
        expect(&p, "1");
    } else if (accept(&p, "cpu")) {
      skip_blanks(&p);
      cpu = rest_of(&p, p.at);
    } else if (!at_end(&p))
      parse_kernel(&p, tuned, cpu);
  }
  if (next == source->text)
    fault(&p, next, "`netc tune 1`");
  return p.failed ? NULL : tuned;
}
