// The training loop: epochs of shuffled batches, validation, checkpoints, an early end.
//
// Everything that decides what happens next is in NetcPlace, the weights and the slots, and all
// three are in the checkpoint: a run that is cut off at any step and resumed gives the same bytes
// as one that was not. A step allocates nothing: batches, outputs and workspace are mapped before
// the first.

#include "average.h"
#include "carry.h"
#include "commands.h"
#include "files.h"
#include "interrupt.h"
#include "sets.h"
#include "svg.h"

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_EPOCHS = 10, SAVE_SECONDS = 1 };

typedef struct Training {
  const NetcModel *model;
  const NetcOptions *options;
  NetcSession *session;
  const NetcEntry *entry;    // a step
  const NetcEntry *partial;  // a batch that is not the last of its step; null: a step is a batch
  int64_t accumulate;        // batches of a step
  NetcSets sets;
  NetcLoader *loader;
  NetcBuffers outputs;
  NetcEvaluation validation;  // after each epoch; of zeros where nothing validates
  NetcCarry carry;
  NetcAverage average;
  NetcLog log;
  NetcPlace place;
  NetcHistory history;
  char *weights_path, *checkpoint_path;
  NetcMemory best_memory;
  char *best;                 // null: no patience, the last weights are the result
  int64_t patience;           // 0: never stops early
  bool stopped;               // by patience
  bool warned;                // that the loss is not finite
  double epoch_began, saved;  // when the epoch began, when there was a checkpoint last
} Training;

// "a.safetensors" has its checkpoint in "a.ckpt.safetensors", any other name in NAME.ckpt.
static char *checkpoint_of(const char *weights)
{
  static const char end[] = ".safetensors";
  size_t length = strlen(weights), tail = sizeof end - 1;
  bool plain = length <= tail || strcmp(weights + length - tail, end) != 0;
  char *path;
  int kept = (int)(plain ? length : length - tail);
  return asprintf(&path, "%.*s.ckpt%s", kept, weights, plain ? "" : end) < 0 ? NULL : path;
}

// A file that is no safetensors, perhaps the data: a slip of the pen must not cost it.
static bool holds_something_else(const char *path)
{
  unsigned char head[9];
  int file = netc_is_file(path) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0)
    return false;
  ssize_t length = read(file, head, sizeof head);
  close(file);
  return length > 0 && (length < (ssize_t)sizeof head || head[8] != '{');
}

static bool name_files(Training *t, NetcError *error)
{
  const NetcOptions *options = t->options;
  t->weights_path = options->save ? strdup(options->save) : netc_default_weights(t->model);
  t->checkpoint_path = t->weights_path ? checkpoint_of(t->weights_path) : NULL;
  if (!t->checkpoint_path)
    return netc_fail(error, "no memory");
  return !holds_something_else(t->weights_path) ||
         netc_fail_usage(error, "--save: %s is there and holds no weights; it stays as it is",
                         t->weights_path);
}

static bool open_session(Training *t, NetcError *error)
{
  unsigned kinds = NETC_KIND(NETC_INITIALIZE) | NETC_KIND(NETC_PREPARE) | NETC_KIND(NETC_EVALUATE) |
                   NETC_KIND(NETC_TRAIN) | NETC_KIND(NETC_ACCUMULATE);
  t->entry = netc_entry_largest(t->model, NETC_TRAIN);
  t->partial = netc_entry_largest(t->model, NETC_ACCUMULATE);
  t->accumulate = t->partial ? (int64_t)netc_setting_number(t->model, "accumulate", 1) : 1;
  if (!t->entry && t->options->epochs != 0)
    return netc_fail(error, "%s has no train block: it can only predict", t->model->name);
  t->session = netc_command_session(t->model, t->options, kinds, &t->log, error);
  t->patience = (int64_t)netc_setting_number(t->model, "patience", 0);
  if (t->session && t->patience > 0) {
    netc_memory_place(&t->best_memory, t->model->weights_bytes);
    if (!netc_memory_map(&t->best_memory, "the best weights", error))
      return false;
    t->best = t->best_memory.base;
  }
  return t->session && netc_average_open(&t->average, t->session, error) &&
         (!t->entry || netc_carry_open(&t->carry, t->model, t->entry, error));
}

// A fresh start: weights from the seed, then from a file where one is named.
static bool begin(Training *t, NetcError *error)
{
  const NetcArgument *start = netc_setting_find(t->model, "start");
  NetcOptions weights = *t->options;
  uint64_t ignored;
  t->place = (NetcPlace){.seed = netc_command_seed(t->model, t->options),
                         .best_epoch = -1,
                         .history = &t->history,
                         .carry = &t->carry};
  netc_history_begin(&t->history);
  t->place.epochs = (int64_t)netc_setting_number(t->model, "epochs", DEFAULT_EPOCHS);
  t->place.batch = (int64_t)netc_setting_number(t->model, "batch", 0);
  netc_session_initialize(t->session, t->place.seed);
  if (!weights.weights && start)
    weights.weights = start->text;
  return !weights.weights || netc_command_weights(t->session, &weights, &t->log, &ignored, error);
}

static bool resume(Training *t, NetcError *error)
{
  const char *path = t->options->resume ? t->options->resume : t->checkpoint_path;
  NetcText warnings = {0};
  t->place.history = &t->history;
  t->place.carry = &t->carry;
  if (!netc_is_file(path))
    return netc_fail_usage(error, "--resume: there is no checkpoint %s", path);
  bool fine = netc_checkpoint_load(t->session, &t->place, t->best, path, &warnings, error);
  netc_text_free(&warnings);
  if (!fine)
    return false;
  int64_t batch = t->options->batch, seed = t->options->seed;
  if (batch > 0 && batch != t->place.batch)
    return netc_fail_usage(error, "--batch: %s was made with batches of %" PRId64 ", not %" PRId64,
                           path, t->place.batch, batch);
  if (seed >= 0 && (uint64_t)seed != t->place.seed)
    return netc_fail_usage(error, "--seed: %s was made with seed %" PRIu64, path, t->place.seed);
  t->stopped =
      t->best && t->place.best_epoch >= 0 && t->place.epoch - t->place.best_epoch >= t->patience;
  netc_say(&t->log, "resumed %s at epoch %" PRId64 ", sample %" PRId64, path, t->place.epoch + 1,
           t->place.position);
  return true;
}

static bool choose_batch(Training *t, NetcError *error)
{
  const NetcData *data = &t->sets.train_data;
  int64_t capacity = t->entry ? netc_data_most(data, t->entry) : 1;
  const char *symbol = t->entry ? netc_data_symbol(data, t->entry) : NULL;
  if (t->options->batch > 0)
    t->place.batch = t->options->batch;
  if (t->place.batch <= 0 || !symbol)  // without a symbol for it a batch is one graph
    t->place.batch = capacity;
  if (t->place.batch <= capacity)
    return true;
  return netc_fail_usage(error,
                         "--batch: %" PRId64 " is above %s=%" PRId64 ", which %s was built for",
                         t->place.batch, symbol, capacity, t->model->name);
}

// Where state is carried over, rows of a batch go on with those of the last one.
static bool stretch_sets(Training *t, NetcError *error)
{
  NetcSets *sets = &t->sets;
  return (t->carry.count == 0 || netc_rows_stretch(&sets->train, t->place.batch, error)) &&
         netc_evaluate_stretch(t->model, &sets->valid, 0, error) &&
         netc_evaluate_stretch(t->model, &sets->test, 0, error);
}

// A training that would end at its last batch, or at its first validation, does not begin.
static bool check_sizes(Training *t, NetcError *error)
{
  NetcSets *sets = &t->sets;
  bool trains = t->place.epochs > 0;
  return (!trains || netc_rows_check(t->session, t->entry, &sets->train, t->place.batch, error)) &&
         netc_evaluate_check(t->session, &sets->valid, 0, error) &&
         netc_evaluate_check(t->session, &sets->test, 0, error);
}

static uint64_t sum_of(const NetcSets *sets)
{
  return sets->train_data.sum * 31 + sets->valid_data.sum;
}

static bool open_data(Training *t, NetcError *error)
{
  NetcSets *sets = &t->sets;
  if (!netc_sets_open(sets, t->model, t->options, t->place.seed, error))
    return false;
  const NetcData *named = netc_sets_classes(sets);
  if (named && t->model->class_count == 0 &&
      !netc_session_set_classes(t->session, named->classes, named->class_count))
    return netc_fail(error, "no memory for the names of classes");
  if (t->options->resumes &&
      (t->place.data_count != sets->train.count || t->place.data_sum != sum_of(sets)))
    return netc_fail(error,
                     "%s: not the data that the checkpoint was trained on: %" PRId64
                     " samples, expected %" PRId64 "%s",
                     sets->train_data.columns[0].origin, sets->train.count, t->place.data_count,
                     t->place.data_count == sets->train.count ? ", and the values differ" : "");
  t->place.data_count = sets->train.count;
  t->place.data_sum = sum_of(sets);
  if (sets->train_data.skipped > 0)
    netc_warn(&t->log, "pictures that cannot be read are left out: %" PRId64,
              sets->train_data.skipped);
  if (sets->train_data.note)
    netc_say(&t->log, "%s", sets->train_data.note);
  if (sets->split)
    netc_say(&t->log, "%" PRId64 " of %" PRId64 " samples are held back to validate (split %g)",
             sets->valid.count, sets->train_data.count, sets->split_share);
  return sets->train.count > 0 || netc_fail(error, "no samples are left to train on");
}

static bool start_loaders(Training *t, NetcError *error)
{
  NetcPlan plan = {.rows = t->sets.train,
                   .entry = t->entry,
                   .batch = t->place.batch,
                   .shuffled = t->sets.train.stretches == 0,
                   .seed = t->place.seed,
                   .epoch = t->place.epoch,
                   .position = t->place.position,
                   .epochs = t->place.epochs};
  if (plan.position == plan.rows.count) {  // only the validation of this epoch is left
    plan.epoch++;
    plan.position = 0;
  }
  if (!netc_buffers_map(&t->outputs, t->entry->outputs, t->entry->output_count,
                        t->entry->capacities, error))
    return false;
  t->loader = netc_loader_create(&plan, error);
  return t->loader && (t->sets.valid.count == 0 ||
                       netc_evaluation_open(&t->validation, t->session, &t->sets.valid, 0,
                                            t->place.epochs - t->place.epoch, error));
}

static bool save_checkpoint(Training *t, NetcError *error)
{
  t->saved = netc_seconds();
  const char *best = t->place.best_epoch >= 0 ? t->best : NULL;
  return netc_checkpoint_save(t->session, &t->place, best, t->checkpoint_path, error);
}

static bool draw_history(const Training *t, NetcError *error)
{
  return !t->options->plot || netc_history_draw(&t->history, t->model->name, t->model->metric_name,
                                                t->options->plot, error);
}

static int64_t steps_per_epoch(const Training *t)
{
  int64_t samples = t->place.batch * t->accumulate;
  return (t->sets.train.count + samples - 1) / samples;
}

// The numbers that every batch gets; `rows`: its samples.
static void set_scalars(Training *t, int64_t rows)
{
  const NetcPlace *place = &t->place;
  int64_t per_epoch = steps_per_epoch(t);
  netc_session_set_scalar(t->session, "samples", (double)rows);
  netc_session_set_scalar(t->session, "all", place->gathered_samples + (double)rows);
  netc_session_set_scalar(t->session, "step", (double)(place->step + 1));
  netc_session_set_scalar(t->session, "steps", (double)(per_epoch * place->epochs));
  netc_session_set_scalar(t->session, "epoch", (double)place->epoch);
  netc_session_set_scalar(t->session, "steps_per_epoch", (double)per_epoch);
}

// Whether to stop before the last epoch: a signal came, or --stop-at is reached.
static bool must_pause(const Training *t)
{
  return netc_interrupted() || (t->options->stop_at > 0 && t->place.step >= t->options->stop_at);
}

// Forward, backward, and the step of the optimiser after the last of its batches, which the end of
// an epoch cuts short. Draws are named by the batch, schedules go by the step.
static void run_entry(Training *t, const NetcBatch *batch)
{
  const void *inputs[NETC_MAX_COLUMNS];
  NetcPlace *place = &t->place;
  bool is_last =
      place->gathered + 1 >= t->accumulate || place->position + batch->rows >= t->sets.train.count;
  t->session->step = (uint64_t)++place->batches;
  set_scalars(t, batch->rows);
  netc_carry_give(&t->carry, batch->inputs, inputs);
  netc_session_run(t->session, is_last ? t->entry : t->partial, inputs, t->outputs.pointers,
                   batch->symbols);
  netc_carry_take(&t->carry, t->outputs.pointers);
  place->step += is_last;
  place->gathered = is_last ? 0 : place->gathered + 1;
  place->gathered_samples = is_last ? 0 : place->gathered_samples + (double)batch->rows;
}

static void run_batch(Training *t, const NetcBatch *batch)
{
  NetcPlace *place = &t->place;
  run_entry(t, batch);
  double loss = netc_output_loss(&t->outputs, t->entry);
  place->loss_sum += (double)batch->rows * loss;
  place->metric_sum += (double)batch->rows * netc_output_metric(&t->outputs, t->entry, t->model);
  place->position += batch->rows;
  netc_history_add_step(
      &t->history, (double)place->epoch + (double)place->position / (double)t->sets.train.count,
      loss, (t->sets.train.count + place->batch - 1) / place->batch);
  if (!isfinite(loss) && !t->warned) {
    netc_warn(&t->log, "the loss of step %" PRId64 " is %g; a lower --lr may help",
              place->step + (place->gathered > 0), loss);
    t->warned = true;
  }
}

// Steps to the end of the epoch, or to a pause.
static bool run_epoch(Training *t, NetcError *error)
{
  t->epoch_began = netc_seconds();
  while (t->place.position < t->sets.train.count && !must_pause(t)) {
    const NetcBatch *batch = netc_loader_next(t->loader, error);
    if (!batch || !netc_session_check(t->session, t->entry, batch->symbols,
                                      t->sets.train_data.columns[0].origin, error))
      return false;
    run_batch(t, batch);
    netc_log_step(&t->log, &t->place);
  }
  return true;
}

// Keeps the best weights by the validation's metric (else its loss, else the loss of training), and
// stops when `patience` epochs have brought nothing better.
static void judge_epoch(Training *t, const NetcEpoch *epoch)
{
  NetcPlace *place = &t->place;
  const NetcScore *score = epoch->valid.count > 0 ? &epoch->valid : &epoch->train;
  bool by_metric = t->model->metric_name != NULL;
  double value = by_metric ? score->metric : score->loss;
  bool rises = by_metric && t->model->metric_rises;
  bool better = rises ? value > place->best : value < place->best;
  if (!t->best)
    return;
  if (place->best_epoch < 0 || better) {
    place->best = value;
    place->best_epoch = epoch->epoch;
    memcpy(t->best, t->session->weights, (size_t)t->model->weights_bytes);
  }
  t->stopped = epoch->epoch - place->best_epoch >= t->patience;
}

static void record_epoch(Training *t, const NetcEpoch *epoch)
{
  bool valid = epoch->valid.count > 0;
  const double row[NETC_SERIES_COLUMNS] = {(double)epoch->epoch, epoch->train.loss,
                                           epoch->train.metric, valid ? epoch->valid.loss : NAN,
                                           valid ? epoch->valid.metric : NAN};
  netc_history_add_epoch(&t->history, row);
}

// Whether the epoch that just ended leaves a checkpoint: the last, and each --save-every of them,
// else each that ends SAVE_SECONDS after a checkpoint: to write one takes longer than an epoch of a
// small graph.
static bool must_save(const Training *t)
{
  int64_t every = t->options->save_every;
  if (t->stopped || t->place.epoch >= t->place.epochs)
    return true;
  if (every < 0)
    return netc_seconds() - t->saved >= SAVE_SECONDS;
  return every > 0 && t->place.epoch % every == 0;
}

// Validation, report, checkpoint. An interrupted validation is done again by the run that resumes.
static bool end_epoch(Training *t, NetcError *error)
{
  NetcPlace *place = &t->place;
  double rows = (double)place->position;
  NetcEpoch epoch = {.epoch = place->epoch + 1,
                     .step = place->step,
                     .train = {place->loss_sum / rows, place->metric_sum / rows, place->position},
                     .seconds = netc_seconds() - t->epoch_began};
  if (!netc_data_check_files(&t->sets.train_data, error))
    return false;
  netc_average_swap(&t->average);
  bool fine = t->sets.valid.count == 0 ||
              netc_evaluation_run(&t->validation, &epoch.valid, netc_interrupted, NULL, error);
  bool whole = fine && epoch.valid.count == t->sets.valid.count;
  if (whole) {
    netc_log_epoch(&t->log, &epoch);
    record_epoch(t, &epoch);
    judge_epoch(t, &epoch);
  }
  netc_average_swap(&t->average);
  if (!whole)
    return fine;  // interrupted
  place->epoch++;
  place->position = 0;
  netc_carry_reset(&t->carry);
  place->loss_sum = place->metric_sum = 0;
  NetcError saving;
  // A full disk now may have room later; the old checkpoint is whole.
  bool saved = netc_interrupted() || !must_save(t) || save_checkpoint(t, &saving);
  if (!saved || (!netc_interrupted() && !draw_history(t, &saving)))
    netc_warn(&t->log, "%s; training goes on", saving.text);
  return true;
}

static bool run_epochs(Training *t, NetcError *error)
{
  while (t->place.epoch < t->place.epochs && !t->stopped && !must_pause(t)) {
    if (!run_epoch(t, error))
      return false;
    if (t->place.position == t->sets.train.count && !netc_interrupted() && !end_epoch(t, error))
      return false;
  }
  return true;
}

static bool finish_paused(Training *t, NetcError *error)
{
  if (!save_checkpoint(t, error) || !draw_history(t, error))
    return false;
  netc_warn(&t->log, "%s at step %" PRId64 "; saved %s, go on with --resume",
            netc_interrupted() ? "interrupted" : "stopped", t->place.step, t->checkpoint_path);
  return true;
}

static bool report_test(Training *t, NetcError *error)
{
  NetcScore score;
  const NetcRows *rows = t->sets.test.count > 0    ? &t->sets.test
                         : t->sets.valid.count > 0 ? &t->sets.valid
                                                   : &t->sets.train;
  const char *name = rows == &t->sets.test ? "test" : rows == &t->sets.valid ? "valid" : "train";
  if (!netc_evaluate(t->session, rows, 0, &score, netc_interrupted, NULL, error))
    return false;
  if (score.count == rows->count)
    netc_log_result(&t->log, name, &score, t->weights_path);
  return true;
}

static bool finish(Training *t, NetcError *error)
{
  if (t->stopped)
    netc_say(&t->log,
             "stopped: nothing better for %" PRId64 " epochs; the weights of epoch %" PRId64
             " are kept",
             t->patience, t->place.best_epoch);
  bool has_best = t->best && t->place.best_epoch >= 0;
  if (!has_best)
    netc_average_swap(&t->average);
  if (has_best) {
    memcpy(t->session->weights, t->best, (size_t)t->model->weights_bytes);
    t->session->unprepared = true;
  }
  if (!netc_session_save(t->session, t->weights_path, error) || !draw_history(t, error))
    return false;
  netc_say(&t->log, "saved %s", t->weights_path);
  return report_test(t, error);
}

static bool set_up(Training *t, NetcError *error)
{
  const NetcOptions *options = t->options;
  netc_log_open(&t->log, t->model, options);
  if (options->plot && !netc_svg_check_name("plot", options->plot, error))
    return false;
  if (!name_files(t, error) || !open_session(t, error))
    return false;
  if (!(options->resumes ? resume(t, error) : begin(t, error)) ||
      !netc_command_scalars(t->session, options, error))
    return false;
  if (options->epochs >= 0)
    t->place.epochs = options->epochs;
  if (!open_data(t, error) || !choose_batch(t, error) || !stretch_sets(t, error) ||
      !check_sizes(t, error))
    return false;
  if (t->place.epochs == 0)
    return true;
  return netc_checkpoint_probe(t->weights_path, error) &&
         netc_checkpoint_probe(t->checkpoint_path, error) &&
         (!options->plot || netc_checkpoint_probe(options->plot, error)) &&
         (!options->log || netc_log_open_csv(&t->log, options->log, options->resumes, error)) &&
         start_loaders(t, error);
}

static bool run(Training *t, NetcError *error)
{
  netc_log_start(&t->log, &t->place, t->sets.train.count, t->sets.valid.count, t->sets.test.count);
  if (t->place.epochs == 0) {
    netc_say(&t->log, "epochs 0: nothing is trained and nothing is saved, only evaluated");
    return report_test(t, error);
  }
  if (t->place.epoch >= t->place.epochs)
    netc_say(&t->log, "all %" PRId64 " epochs are done; --epochs asks for more", t->place.epochs);
  if (!run_epochs(t, error))
    return false;
  bool done = t->stopped || t->place.epoch >= t->place.epochs;
  bool paused = netc_interrupted() || (must_pause(t) && !done);
  return paused ? finish_paused(t, error) : finish(t, error);
}

static void tear_down(Training *t)
{
  netc_loader_destroy(t->loader);
  netc_evaluation_close(&t->validation);
  netc_carry_close(&t->carry);
  netc_average_close(&t->average);
  netc_buffers_unmap(&t->outputs);
  netc_sets_close(&t->sets);
  netc_session_destroy(t->session);
  netc_memory_unmap(&t->best_memory);
  free(t->weights_path);
  free(t->checkpoint_path);
}

int netc_command_train(const NetcModel *model, const NetcOptions *options, NetcError *error)
{
  Training training = {.model = model, .options = options, .saved = netc_seconds()};
  NetcError closing = {0};
  netc_interrupt_watch();
  bool fine = set_up(&training, error) && run(&training, error);
  bool closed = netc_log_close(&training.log, &closing);
  tear_down(&training);
  if (fine && !closed)
    *error = closing;
  if (!fine || !closed)
    return error->status;
  return netc_interrupted() ? 128 + netc_interrupt_signal() : NETC_DONE;
}
