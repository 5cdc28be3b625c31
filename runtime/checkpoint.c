// Weights out, and checkpoints out and in.
//
// A checkpoint is a weights file with the optimiser's slots beside the weights (and the best
// weights so far as best/NAME, where training stops by patience; the curves as history/NAME; what
// is carried over to the next batch as carry/NAME), and in __metadata__ where the training stands.
// Numbers there that must return bit for bit are hexadecimal.

#include "weights.h"

#include "files.h"
#include "json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// The texts of __metadata__: numbers are strings in it too.

static void note_integer(NetcJson *notes, const char *key, int64_t value)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%" PRId64, value);
  netc_json_text(notes, key, digits);
}

static void note_bits(NetcJson *notes, const char *key, uint64_t value)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%016" PRIx64, value);
  netc_json_text(notes, key, digits);
}

static void note_number(NetcJson *notes, const char *key, double value)
{
  char digits[64];
  snprintf(digits, sizeof digits, "%a", value);
  netc_json_text(notes, key, digits);
}

static void note_classes(NetcJson *notes, const NetcSession *session)
{
  NetcJson list = {0};
  netc_json_open(&list, NULL, '[');
  for (int i = 0; i < session->class_count; i++)
    netc_json_text(&list, NULL, session->classes[i]);
  netc_json_close(&list, ']');
  if (session->class_count > 0 && list.text.data)
    netc_json_text(notes, "classes", list.text.data);
  notes->text.failed |= list.text.failed;
  netc_json_free(&list);
}

static void note_history(NetcJson *notes, const NetcHistory *history)
{
  char text[NETC_HISTORY_TEXT];
  netc_history_print(history, text);
  netc_json_text(notes, "history", text);
}

static void note_place(NetcJson *notes, const NetcModel *model, const double *scalars,
                       const NetcPlace *place)
{
  note_integer(notes, "step", place->step);
  note_integer(notes, "epoch", place->epoch);
  note_integer(notes, "position", place->position);
  note_integer(notes, "batches", place->batches);
  note_integer(notes, "gathered", place->gathered);
  note_number(notes, "gathered_samples", place->gathered_samples);
  note_integer(notes, "epochs", place->epochs);
  note_integer(notes, "batch", place->batch);
  note_number(notes, "loss_sum", place->loss_sum);
  note_number(notes, "metric_sum", place->metric_sum);
  note_number(notes, "best", place->best);
  note_integer(notes, "best_epoch", place->best_epoch);
  note_integer(notes, "data_count", place->data_count);
  note_bits(notes, "data_sum", place->data_sum);
  note_history(notes, place->history);
  for (int i = 0; i < model->scalar_count; i++) {
    char key[128];
    snprintf(key, sizeof key, "scalar.%s", model->scalars[i].name);
    note_number(notes, key, scalars[i]);
  }
}

static void open_notes(NetcJson *notes, const NetcSession *session, const char *kind)
{
  netc_json_open(notes, NULL, '{');
  netc_json_text(notes, "format", "pt");  // what other readers look for: C order, these names
  netc_json_text(notes, "netc", kind);
  netc_json_text(notes, "net", session->model->name);
  note_bits(notes, "fingerprint", session->model->fingerprint);
  note_bits(notes, "seed", session->seed);  // names the part of the data that was held back
  note_classes(notes, session);
}

static int add_tensors(NetcStoring *storing, const NetcTensor *tensors, int count,
                       const char *prefix, const char *arena)
{
  for (int i = 0; i < count; i++) {
    const NetcTensor *tensor = &tensors[i];
    storing[i] = (NetcStoring){.prefix = prefix,
                               .name = tensor->name,
                               .element = netc_dtype_element(tensor->dtype),
                               .rank = tensor->rank,
                               .extents = tensor->extents,
                               .data = arena + tensor->offset};
  }
  return count;
}

// Weights; of a training the slots, the best weights and what else its place has too.
static bool save(const NetcSession *session, NetcJson *notes, const NetcPlace *place,
                 const char *best, const char *path, NetcError *error)
{
  const NetcModel *model = session->model;
  const NetcCarry *carry = place ? place->carry : NULL;
  netc_json_close(notes, '}');
  size_t most = (size_t)model->tensor_count * 2 + (size_t)model->slot_count + NETC_SERIES_COUNT +
                NETC_MAX_COLUMNS + 1;
  NetcStoring *storing = calloc(most, sizeof *storing);
  bool fine = storing && !notes->text.failed;
  if (fine) {
    int count = add_tensors(storing, model->tensors, model->tensor_count, "", session->weights);
    if (place) {
      count += add_tensors(storing + count, model->slots, model->slot_count, "", session->slots);
      count += add_tensors(storing + count, netc_history_tensors, NETC_SERIES_COUNT, "history/",
                           (const char *)place->history);
    }
    if (carry && carry->started)
      count +=
          add_tensors(storing + count, carry->tensors, carry->count, "carry/", carry->memory.base);
    if (best)
      count += add_tensors(storing + count, model->tensors, model->tensor_count, "best/", best);
    fine = netc_tensors_write(path, storing, count, notes->text.data, error);
  } else {
    netc_fail(error, "%s: no memory to write it", path);
  }
  free(storing);
  netc_json_free(notes);
  return fine;
}

bool netc_session_save(const NetcSession *session, const char *path, NetcError *error)
{
  NetcJson notes = {0};
  open_notes(&notes, session, "weights");
  return save(session, &notes, NULL, NULL, path, error);
}

bool netc_checkpoint_save(const NetcSession *session, const NetcPlace *place, const char *best,
                          const char *path, NetcError *error)
{
  NetcJson notes = {0};
  open_notes(&notes, session, "checkpoint");
  note_place(&notes, session->model, session->scalars, place);
  return save(session, &notes, place, best, path, error);
}

// A note in the form that note_integer, note_bits and note_number write.
static bool read_integer(const NetcTensorFile *file, const char *key, int64_t *value)
{
  const char *text = netc_tensors_note(file, key);
  return text && netc_parse_integer(text, value) && *value >= -1;
}

static bool read_bits(const NetcTensorFile *file, const char *key, uint64_t *value)
{
  const char *text = netc_tensors_note(file, key);
  char *end;
  if (!text || strlen(text) != 16)
    return false;
  *value = strtoull(text, &end, 16);
  return !*end;
}

static bool read_number(const NetcTensorFile *file, const char *key, double *value)
{
  const char *text = netc_tensors_note(file, key);
  char *end;
  if (!text || !*text)
    return false;
  *value = strtod(text, &end);
  return !*end;
}

bool netc_weights_seed(const NetcTensorFile *file, uint64_t *seed)
{
  return read_bits(file, "seed", seed);
}

static bool read_place(NetcSession *session, const NetcTensorFile *file, NetcPlace *place,
                       NetcError *error)
{
  bool fine = read_bits(file, "seed", &place->seed) && read_integer(file, "step", &place->step) &&
              read_integer(file, "epoch", &place->epoch) &&
              read_integer(file, "position", &place->position) &&
              read_integer(file, "batches", &place->batches) &&
              read_integer(file, "gathered", &place->gathered) &&
              read_number(file, "gathered_samples", &place->gathered_samples) &&
              read_integer(file, "epochs", &place->epochs) &&
              read_integer(file, "batch", &place->batch) &&
              read_number(file, "loss_sum", &place->loss_sum) &&
              read_number(file, "metric_sum", &place->metric_sum) &&
              read_number(file, "best", &place->best) &&
              read_integer(file, "best_epoch", &place->best_epoch) &&
              read_integer(file, "data_count", &place->data_count) &&
              read_bits(file, "data_sum", &place->data_sum);
  for (int i = 0; fine && i < session->model->scalar_count; i++) {
    char key[128];
    snprintf(key, sizeof key, "scalar.%s", session->model->scalars[i].name);
    fine = read_number(file, key, &session->scalars[i]);
  }
  fine = fine && place->step >= 0 && place->epoch >= 0 && place->position >= 0 &&
         place->batch >= 1 && place->batches >= 0 && place->gathered >= 0;
  return fine || netc_fail(error, "%s: __metadata__: the place in the training is not complete",
                           file->path);
}

// Says what a checkpoint is of, where it is not of this net and optimiser.
static bool check_origin(const NetcModel *model, const NetcTensorFile *file, NetcError *error)
{
  const char *kind = netc_tensors_note(file, "netc"), *net = netc_tensors_note(file, "net");
  uint64_t fingerprint = 0;
  char shown[128];
  if (!kind || strcmp(kind, "checkpoint") != 0)
    return netc_fail(error, "%s: holds weights, not a checkpoint; start from them with --weights",
                     file->path);
  if (!net || strcmp(net, model->name) != 0)
    return netc_fail(error, "%s: a checkpoint of the net %s, expected %s", file->path,
                     netc_escape(shown, sizeof shown, net ? net : "?"), model->name);
  if (!read_bits(file, "fingerprint", &fingerprint) || fingerprint != model->fingerprint)
    return netc_fail(error,
                     "%s: a checkpoint of another %s (fingerprint %016" PRIx64
                     ", expected %016" PRIx64
                     "): its layers, shapes or optimiser differ from those of this program",
                     file->path, model->name, fingerprint, model->fingerprint);
  return true;
}

// Tensors that a checkpoint stores as they lie in memory.
static bool read_exact(const NetcTensorFile *file, const NetcTensor *tensors, int count,
                       const char *prefix, char *arena, NetcError *error)
{
  for (int i = 0; i < count; i++) {
    const NetcTensor *tensor = &tensors[i];
    char name[600], shown[700];
    snprintf(name, sizeof name, "%s%s", prefix, tensor->name);
    const NetcStored *stored = netc_tensors_find(file, name);
    if (!stored || stored->element != netc_dtype_element(tensor->dtype) ||
        stored->rank != tensor->rank ||
        memcmp(stored->extents, tensor->extents, (size_t)tensor->rank * sizeof(int64_t)) != 0)
      return netc_fail(error, "%s: %s: %s", file->path, netc_escape(shown, sizeof shown, name),
                       stored ? "other shape or type than this optimiser has" : "missing");
    if (!netc_tensors_read(file, stored, arena + tensor->offset, error))
      return false;
  }
  return true;
}

// Checkpoints of older programs have none.
static bool read_history(const NetcTensorFile *file, NetcHistory *history, NetcError *error)
{
  const char *text = netc_tensors_note(file, "history");
  netc_history_begin(history);
  if (!text)
    return true;
  if (!netc_history_parse(history, text))
    return netc_fail(error, "%s: __metadata__: history: not what a training writes", file->path);
  return read_exact(file, netc_history_tensors, NETC_SERIES_COUNT, "history/", (char *)history,
                    error);
}

// State is carried over within an epoch only.
static bool read_carry(const NetcTensorFile *file, const NetcPlace *place, NetcError *error)
{
  NetcCarry *carry = place->carry;
  if (carry->count == 0 || place->position == 0)
    return true;
  carry->started = true;
  return read_exact(file, carry->tensors, carry->count, "carry/", carry->memory.base, error);
}

bool netc_checkpoint_load(NetcSession *session, NetcPlace *place, char *best, const char *path,
                          NetcText *warnings, NetcError *error)
{
  const NetcModel *model = session->model;
  NetcTensorFile file;
  if (!netc_tensors_open(&file, path, error))
    return false;
  bool fine = check_origin(model, &file, error) && read_place(session, &file, place, error) &&
              netc_weights_load(session, &file, NULL, 0, warnings, error) &&
              read_exact(&file, model->slots, model->slot_count, "", session->slots, error) &&
              (!best || place->best_epoch < 0 ||
               read_exact(&file, model->tensors, model->tensor_count, "best/", best, error)) &&
              read_history(&file, place->history, error) && read_carry(&file, place, error);
  if (fine) {
    session->seed = place->seed;
    session->step = (uint64_t)place->step;
  }
  netc_tensors_close(&file);
  return fine;
}

bool netc_checkpoint_probe(const char *path, NetcError *error)
{
  NetcWriter *writer = malloc(sizeof *writer);
  bool fine = writer ? netc_writer_open(writer, path, error)
                     : netc_fail(error, "%s: no memory to write it", path);
  if (fine)
    netc_writer_abandon(writer);
  free(writer);
  return fine;
}
