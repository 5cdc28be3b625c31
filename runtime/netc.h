// The runtime library: everything around a compiled net, for programs that embed one and for the
// executables that netc emits (those call netc_main and nothing else).
//
//   NetcError error = {0};
//   NetcSession *session = netc_session_create(&netc_model, 0, &error);
//   if (session && netc_session_load(session, "lenet5.safetensors", 0, &error))
//     netc_session_predict(session, inputs, outputs, symbols, &error);
//   netc_session_destroy(session);
//
// A session belongs to one thread at a time; several may live side by side. The library neither
// exits nor prints; only netc_main and what it calls (cli, log) talk to the user.
#pragma once

#include "model.h"

#include <stddef.h>

// What went wrong: file, place, found, expected. `status` is the exit code it would give.
enum { NETC_DONE = 0, NETC_BAD_INPUT = 1, NETC_BAD_USAGE = 2, NETC_INTERNAL = 70 };
typedef struct NetcError {
  int status;
  char text[4000];
} NetcError;

// Both return false, so that a caller can write `return netc_fail(error, ...)`.
bool netc_fail(NetcError *error, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool netc_fail_usage(NetcError *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Threads that run the iterations of parallel loops. The calling thread is one of them.
typedef struct NetcPool NetcPool;
NetcPool *netc_pool_create(int threads);      // 0: as many as this process may use; null: no memory
int netc_pool_threads(const NetcPool *pool);  // may be fewer than asked for
void netc_pool_destroy(NetcPool *pool);       // null is allowed
void netc_pool_run(NetcPool *pool, NetcCall *call, NetcTask *task, const void *arguments,
                   int64_t count);

// What NetcCall.runtime points to while the runtime runs an entry.
typedef struct NetcRun {
  NetcPool *pool;
  struct NetcProfile *profile;  // null: not profiled
} NetcRun;
// NetcCall.parallel: hands the loop to the pool of the run.
void netc_parallel(NetcCall *call, NetcTask *task, const void *arguments, int64_t count);

// One net with its memory: weights, optimiser state, workspace, in one mapping made at creation.
typedef struct NetcSession NetcSession;
NetcSession *netc_session_create(const NetcModel *model, int threads, NetcError *error);
void netc_session_destroy(NetcSession *session);  // null is allowed
void netc_session_initialize(NetcSession *session, uint64_t seed);
// Reads weights by name from a safetensors file; a checkpoint will do. Fails without touching
// weights if the file is not what the net needs.
enum { NETC_CONVERT = 1 };  // take other float types and convert them
bool netc_session_load(NetcSession *session, const char *path, int flags, NetcError *error);
bool netc_session_save(const NetcSession *session, const char *path, NetcError *error);
// Inputs and outputs as the model's predict entry lists them, laid out as NetcCall says; `symbols`
// gives the extents of the day. Allocates nothing.
bool netc_session_predict(NetcSession *session, const void *const *inputs, void *const *outputs,
                          const int64_t *symbols, NetcError *error);
// A number that every run gets: "lr", or "steps", the length of the training that a schedule spans.
// False if the net has none of this name.
bool netc_session_set_scalar(NetcSession *session, const char *name, double value);
// One step of training: outputs are the loss and, if the model has one, the metric. Allocates
// nothing.
bool netc_session_train(NetcSession *session, const void *const *inputs, void *const *outputs,
                        const int64_t *symbols, NetcError *error);

// The command line of an emitted executable: returns its exit code.
int netc_main(const NetcModel *model, int argc, char **argv);
