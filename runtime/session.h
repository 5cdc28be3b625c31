// A net with its memory, from the inside.
#pragma once

#include "memory.h"
#include "netc.h"

enum { NETC_MAX_SYMBOLS = 16 };  // that commands handle

struct NetcSession {
  const NetcModel *model;
  NetcPool *pool;
  NetcRun run;
  NetcMemory memory;
  char *weights, *slots, *prepared, *workspace;
  double *scalars;  // by NetcModel.scalars
  uint64_t seed, step;
  bool unprepared;                  // the weights changed since `prepare` ran
  void (*checked)(NetcCall *call);  // the check that passed last, and the sizes that it passed
  int64_t sizes[NETC_MAX_SYMBOLS];
  char **classes;  // names: of the model, else of the weights file or the data; owned
  int class_count;
};

#define NETC_ALL_ENTRIES (~0u)
#define NETC_KIND(kind)  (1u << (kind))

// With workspace for these kinds of entries only: a prediction needs none of the training's memory.
NetcSession *netc_session_create_for(const NetcModel *model, int threads, unsigned kinds,
                                     NetcError *error);
bool netc_session_set_classes(NetcSession *session, char *const *names, int count);
const char *netc_session_class(const NetcSession *session, int64_t index);  // null: no name

// Whether the sizes of the day meet what the net requires of them; `what` stands first in the
// error: what is of these sizes. Equal sizes are checked once.
bool netc_session_check(NetcSession *session, const NetcEntry *entry, const int64_t *symbols,
                        const char *what, NetcError *error);
// Lowers sizes, of symbol `first` and those after it, until the net takes them; false: it takes
// none that was tried.
bool netc_sizes_lower(const NetcEntry *entry, int64_t *symbols, int first);

// Runs an entry on checked arguments. Prediction and evaluation prepare the weights first if they
// changed.
void netc_session_run(NetcSession *session, const NetcEntry *entry, const void *const *inputs,
                      void *const *outputs, const int64_t *symbols);
// The same without `prepare`, and with a profile.
void netc_session_run_profiled(NetcSession *session, const NetcEntry *entry,
                               const void *const *inputs, void *const *outputs,
                               const int64_t *symbols, struct NetcProfile *profile,
                               void (*kernel_done)(NetcCall *call, int kernel));
void netc_session_prepare(NetcSession *session);

// The entry of a kind with the smallest bindings that hold these extents; null if there is none.
const NetcEntry *netc_entry_fitting(const NetcModel *model, NetcEntryKind kind,
                                    const int64_t *symbols);
const NetcEntry *netc_entry_largest(const NetcModel *model, NetcEntryKind kind);
int64_t netc_entry_rows(const NetcEntry *entry);  // samples at full capacity

// The least value of a symbol.
int64_t netc_least(const NetcEntry *entry, int symbol);
// `7`, `B`, `2*B+1`, `(H-4)/2`: cut to the size; the length, as snprintf gives it.
int netc_extent_format(char *to, size_t size, const NetcEntry *entry, NetcExtent extent);
int64_t netc_extent(NetcExtent extent, const int64_t *symbols);
int64_t netc_port_count(const NetcPort *port, const int64_t *symbols);  // elements
// The same over all but the first dimension.
int64_t netc_port_row_count(const NetcPort *port, const int64_t *symbols);
// True if the first dimension of the port is the batch (symbol 0).
bool netc_port_has_rows(const NetcPort *port);
// The position of the first value outside the promised bound, else -1.
int64_t netc_port_check(const NetcPort *port, const void *data, int64_t count,
                        const int64_t *symbols);

// The position of a scalar by name, else -1.
int netc_scalar_find(const NetcModel *model, const char *name);
// The train block's setting of this name, else null.
const NetcArgument *netc_setting_find(const NetcModel *model, const char *name);
