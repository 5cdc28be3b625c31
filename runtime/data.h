// Data sets: columns of records from a reader, matched to the inputs of a net.
#pragma once

#include "elements.h"
#include "session.h"
#include "text.h"

#include <sys/stat.h>

enum { NETC_MAX_COLUMNS = 16, NETC_MAX_SYMBOLS = 16 };

// An array in memory, from a file.
typedef struct NetcArray {
  NetcElement element;
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t bytes;
  char *data;  // owned
} NetcArray;

// One field of all records. The first dimension (records) is not in `extents`.
typedef struct NetcColumn {
  char *name;    // owned; "" if the reader has none
  char *origin;  // the file, for messages; owned
  NetcElement element;
  bool flat;  // the shape is only a count, as in a row of csv
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t row_bytes;
  char *data;  // owned; null: NetcData.fetch gives the rows
} NetcColumn;

// A file as it was when it was opened.
typedef struct NetcStamp {
  char *path;
  struct stat status;
} NetcStamp;

typedef struct NetcData NetcData;
struct NetcData {
  int64_t count;  // records; 0: there are none of this part
  int column_count;
  NetcColumn columns[NETC_MAX_COLUMNS];
  char **classes;  // owned names; null: the reader knows none
  int class_count;
  int64_t skipped;  // records left out as bad, where that was asked for
  NetcStamp *stamps;
  int stamp_count;
  uint64_t sum;  // of all bytes: the same data, the same sum

  // By netc_data_bind: the column of each input of the entry, and the extents of the day but the
  // first.
  int feeds[NETC_MAX_COLUMNS];
  int64_t symbols[NETC_MAX_SYMBOLS];

  // Rows that are made on demand, from any thread; each record by one thread at a time.
  bool (*fetch)(NetcData *data, int64_t record, void *to, NetcError *error);
  void *state;
  void (*free_state)(void *state);
};

typedef enum NetcPart { NETC_PART_TRAIN, NETC_PART_TEST } NetcPart;

// What a reader is asked for.
typedef struct NetcRequest {
  const NetcModel *model;
  const NetcReader *reader;
  const NetcEntry *entry;  // whose inputs will be filled
  NetcPart part;
  const char *folder;  // of --data; null: not given
  bool skip_bad;
} NetcRequest;

// Opens data by its reader. A reader that has no such part gives a count of 0.
bool netc_data_open(NetcData *data, const NetcRequest *request, NetcError *error);
void netc_data_close(NetcData *data);
// Matches columns to the inputs of the entry, converts them to the inputs' types and checks their
// values: after this rows are copied as they are.
bool netc_data_bind(NetcData *data, const NetcEntry *entry, NetcError *error);
bool netc_data_check_files(const NetcData *data, NetcError *error);  // false: one has changed

// For readers.
bool netc_data_add_column(NetcData *data, const char *name, const char *origin, NetcArray *array,
                          NetcError *error);  // takes the array's memory, also when it fails
bool netc_data_add_stamp(NetcData *data, const char *path, NetcError *error);
bool netc_data_set_classes(NetcData *data, char *const *names, int count, NetcError *error);
const NetcArgument *netc_argument_find(const NetcReader *reader, const char *name);
// The positional argument `index`, else null.
const NetcArgument *netc_argument_at(const NetcReader *reader, int index);
// Where a file or folder of this name lies: to be freed; null with the error naming the places
// tried.
char *netc_data_locate(const NetcRequest *request, const char *name, bool folder, NetcError *error);

bool netc_read_idx(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_npy(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_csv(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_cifar(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_pictures(NetcData *data, const NetcRequest *request, NetcError *error);

bool netc_npy_load(NetcArray *array, const char *path, NetcError *error);
bool netc_npy_save(const char *path, NetcDtype dtype, const int64_t *extents, int rank,
                   const void *data, NetcError *error);

// Some of the records of a data set, in a fixed order: all, or a part of a seeded permutation.
typedef struct NetcRows {
  NetcData *data;
  int64_t first, count;
  bool mixed;
  uint64_t seed;
} NetcRows;

int64_t netc_rows_record(const NetcRows *rows, int64_t index);
// The record at a position of an epoch of training: a function of seed, epoch and position.
int64_t netc_rows_shuffled(const NetcRows *rows, uint64_t seed, int64_t epoch, int64_t position);

// A permutation of 0 .. count - 1, one for each (seed, key, name); name < 2^48.
int64_t netc_permute(uint64_t seed, uint64_t key, uint64_t name, int64_t count, int64_t position);
