// netc weights diff: what one file has and the other has not, by name; exit code 1 if anything.
//
// Numbers are compared as doubles, whatever their types. Two NaN are equal; so are numbers that lie
// no further apart than --tolerance. The relative difference is that of |a - b| to the larger of
// |a| and |b|.

#include "command/weights.h"

#include "json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// What one tensor comes to.
typedef struct Distance {
  int64_t differing;          // numbers further apart than the tolerance
  int64_t place;              // of the largest difference
  double absolute, relative;  // the largest; also below the tolerance
} Distance;

typedef struct Totals {
  const CommandLine *line;
  NetcJson json;
  int left, right, differing, equal;  // tensors: only here, only there, in both
  double absolute, relative;          // the largest of all
} Totals;

static void compare_numbers(Distance *d, double a, double b, int64_t at, double tolerance)
{
  if (a == b || (isnan(a) && isnan(b)))
    return;
  double absolute = isnan(a) || isnan(b) ? INFINITY : fabs(a - b);
  double larger = fmax(fabs(a), fabs(b));
  double relative = isfinite(absolute) ? absolute / larger : INFINITY;
  d->differing += !(absolute <= tolerance);
  if (absolute > d->absolute) {
    d->absolute = absolute;
    d->place = at;
  }
  d->relative = relative > d->relative ? relative : d->relative;
}

static bool compare_tensors(const NetcTensorFile *const files[2], const NetcStored *const both[2],
                            double tolerance, Distance *d, NetcError *error)
{
  double blocks[2][WEIGHTS_BLOCK];
  int64_t count = weights_count(both[0]);
  void *left = weights_read(files[0], both[0], error);
  void *right = left ? weights_read(files[1], both[1], error) : NULL;
  for (int64_t at = 0; right && at < count; at += WEIGHTS_BLOCK) {
    int64_t block = weights_block(both[0], left, at, blocks[0]);
    weights_block(both[1], right, at, blocks[1]);
    for (int64_t i = 0; i < block; i++)
      compare_numbers(d, blocks[0][i], blocks[1][i], at + i, tolerance);
  }
  bool fine = right != NULL;
  free(left);
  free(right);
  return fine;
}

static void open_object(Totals *t, const char *name, const char *what)
{
  netc_json_open(&t->json, NULL, '{');
  netc_json_text(&t->json, "name", name);
  netc_json_text(&t->json, "differs", what);
}

static void close_object(Totals *t)
{
  netc_json_close(&t->json, '}');
  netc_json_print(&t->json, stdout);
}

static void report_lone(Totals *t, const NetcTensorFile *file, const NetcStored *tensor, bool left)
{
  char name[256], type[256];
  *(left ? &t->left : &t->right) += 1;
  weights_type(type, sizeof type, tensor);
  if (t->line->json) {
    open_object(t, tensor->name, left ? "only in the first" : "only in the second");
    netc_json_text(&t->json, left ? "first" : "second", type);
    close_object(t);
  } else {
    printf("%s: only in %s: %s\n", netc_escape(name, sizeof name, tensor->name), file->path, type);
  }
}

// Another shape, where numbers cannot be compared, or another type, where they can.
static void report_types(Totals *t, const NetcStored *const both[2], const char *what)
{
  char name[256], types[2][256];
  for (int i = 0; i < 2; i++)
    weights_type(types[i], sizeof types[i], both[i]);
  if (t->line->json) {
    open_object(t, both[0]->name, what);
    netc_json_text(&t->json, "first", types[0]);
    netc_json_text(&t->json, "second", types[1]);
    close_object(t);
  } else {
    printf("%s: %s: %s and %s\n", netc_escape(name, sizeof name, both[0]->name), what, types[0],
           types[1]);
  }
}

static void report_numbers(Totals *t, const NetcStored *tensor, const Distance *d)
{
  char name[256];
  int64_t count = weights_count(tensor);
  if (t->line->json) {
    open_object(t, tensor->name, "numbers");
    netc_json_integer(&t->json, "count", count);
    netc_json_integer(&t->json, "differing", d->differing);
    netc_json_number(&t->json, "absolute", d->absolute);
    netc_json_number(&t->json, "relative", d->relative);
    netc_json_integer(&t->json, "place", d->place);
    close_object(t);
  } else {
    printf("%s: %" PRId64 " of %" PRId64 " numbers, by %.4g at most (element %" PRId64
           "), relatively %.4g\n",
           netc_escape(name, sizeof name, tensor->name), d->differing, count, d->absolute, d->place,
           d->relative);
  }
}

static bool compare_pair(Totals *t, const NetcTensorFile *const files[2],
                         const NetcStored *const both[2], NetcError *error)
{
  Distance d = {0};
  size_t extents = (size_t)both[0]->rank * sizeof(int64_t);
  if (both[0]->rank != both[1]->rank || memcmp(both[0]->extents, both[1]->extents, extents)) {
    report_types(t, both, "shape");
    t->differing++;
    return true;
  }
  if (!compare_tensors(files, both, t->line->tolerance, &d, error))
    return false;
  bool retyped = both[0]->element != both[1]->element;
  if (retyped)
    report_types(t, both, "dtype");
  if (d.differing)
    report_numbers(t, both[0], &d);
  *(retyped || d.differing ? &t->differing : &t->equal) += 1;
  t->absolute = fmax(t->absolute, d.absolute);
  t->relative = fmax(t->relative, d.relative);
  return true;
}

// Both files in the order of names.
static bool compare_files(Totals *t, const NetcTensorFile *const files[2], NetcError *error)
{
  int at[2] = {0, 0};
  while (at[0] < files[0]->count || at[1] < files[1]->count) {
    const NetcStored *both[2];
    for (int i = 0; i < 2; i++)
      both[i] = at[i] < files[i]->count ? files[i]->by_name[at[i]] : NULL;
    int order = !both[0] ? 1 : !both[1] ? -1 : strcmp(both[0]->name, both[1]->name);
    if (order == 0 && !compare_pair(t, files, both, error))
      return false;
    if (order < 0)
      report_lone(t, files[0], both[0], true);
    if (order > 0)
      report_lone(t, files[1], both[1], false);
    at[0] += order <= 0;
    at[1] += order >= 0;
  }
  return true;
}

static void report_totals(Totals *t)
{
  if (t->line->json) {
    netc_json_open(&t->json, NULL, '{');
    netc_json_integer(&t->json, "equal", t->equal);
    netc_json_integer(&t->json, "differing", t->differing);
    netc_json_integer(&t->json, "only_in_the_first", t->left);
    netc_json_integer(&t->json, "only_in_the_second", t->right);
    netc_json_number(&t->json, "absolute", t->absolute);
    netc_json_number(&t->json, "relative", t->relative);
    close_object(t);
    return;
  }
  printf("%d equal, %d differing, %d only in the first, %d only in the second; "
         "largest difference %.4g, relatively %.4g\n",
         t->equal, t->differing, t->left, t->right, t->absolute, t->relative);
}

static void report_begin(Totals *t)
{
  if (!t->line->json)
    return;
  netc_json_open(&t->json, NULL, '{');
  netc_json_integer(&t->json, "version", 1);
  netc_json_text(&t->json, "command", "weights diff");
  netc_json_text(&t->json, "first", t->line->files.items[0]);
  netc_json_text(&t->json, "second", t->line->files.items[1]);
  close_object(t);
}

int weights_diff(CommandLine *line, NetcError *error)
{
  NetcTensorFile left, right;
  Totals totals = {.line = line};
  if (!netc_tensors_open(&left, line->files.items[0], error))
    return EXIT_INPUT;
  bool fine = netc_tensors_open(&right, line->files.items[1], error);
  if (fine) {
    const NetcTensorFile *const files[2] = {&left, &right};
    report_begin(&totals);
    fine = compare_files(&totals, files, error);
    if (fine)
      report_totals(&totals);
    netc_tensors_close(&right);
  }
  netc_tensors_close(&left);
  netc_json_free(&totals.json);
  return fine && !totals.left && !totals.right && !totals.differing ? EXIT_DONE : EXIT_INPUT;
}
