// Data sets: columns of records from a reader, matched to the inputs of a net.
//
// A record of most data is one row of every column. A record of graphs is one graph, with as many
// rows as it has nodes in one column, and as it has edges in another: a column says by its axis
// which. A batch of graphs is one graph whose parts are not connected.
#pragma once

#include "elements.h"
#include "session.h"
#include "text.h"

#include <sys/stat.h>

enum { NETC_MAX_COLUMNS = 16 };

// An array in memory, from a file.
typedef struct NetcArray {
  NetcElement element;
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t bytes;
  char *data;  // owned
} NetcArray;

typedef enum NetcAxisKind { NETC_RECORDS, NETC_NODES, NETC_EDGES, NETC_AXIS_COUNT } NetcAxisKind;

// How the rows of some columns are divided among the records.
typedef struct NetcAxis {
  int64_t *starts;  // record r has the rows starts[r] .. starts[r + 1] - 1; null: row r; owned
  int symbol;       // by netc_data_bind: whose extent of the day is the rows of a batch; -1: none
} NetcAxis;

// What is added to the values of a row in a batch.
typedef enum NetcShift {
  NETC_AS_STORED,
  NETC_AFTER_NODES,    // the nodes of the records before it: numbers of nodes
  NETC_AFTER_RECORDS,  // the records before it: which graph a node belongs to
} NetcShift;

// One field of all records. The first dimension (its axis) is not in `extents`.
typedef struct NetcColumn {
  char *name;    // owned; "" if the reader has none
  char *origin;  // the file, for messages; owned
  NetcElement element;
  bool flat;  // the shape is only a count, as in a row of csv
  int rank;
  int64_t extents[NETC_MAX_RANK];
  int64_t row_bytes;
  char *data;  // owned; null: NetcData.fetch gives the rows
  NetcAxisKind axis;
  NetcShift shift;
  bool is_target;  // goes to the inputs of train rather than to the net's
} NetcColumn;

// A file as it was when it was opened.
typedef struct NetcStamp {
  char *path;
  struct stat status;
} NetcStamp;

typedef struct NetcData NetcData;
struct NetcData {
  int64_t count;  // records; 0: there are none of this part
  NetcAxis axes[NETC_AXIS_COUNT];
  int column_count;
  NetcColumn columns[NETC_MAX_COLUMNS];
  char **classes;  // owned names; null: the reader knows none
  int class_count;
  int64_t skipped;   // records left out as bad, where that was asked for
  int64_t labelled;  // labels in all, where a record has several; 0: one each
  bool is_ordered;   // records are the pieces of a text in their order
  char *note;        // what the user should know of the data; owned; null: nothing
  NetcStamp *stamps;
  int stamp_count;
  uint64_t sum;  // of all bytes: the same data, the same sum

  // By netc_data_bind: the column of each input of the entry, -1: its default; and the extents of
  // the day but those of the axes.
  int feeds[NETC_MAX_COLUMNS];
  int64_t symbols[NETC_MAX_SYMBOLS];

  // Rows that are made on demand, from any thread; each record by one thread at a time.
  bool (*fetch)(NetcData *data, int64_t record, void *to, NetcError *error);
  void *state;
  void (*free_state)(void *state);
};

typedef enum NetcPart { NETC_PART_TRAIN, NETC_PART_VALID, NETC_PART_TEST } NetcPart;

// What a reader is asked for.
typedef struct NetcRequest {
  const NetcModel *model;
  const NetcReader *reader;
  const NetcEntry *entry;  // whose inputs will be filled
  NetcPart part;
  const NetcData *train;  // what is trained on, if it is open already; else null
  const char *folder;     // of --data; null: not given
  bool skip_bad;
} NetcRequest;

// Opens data by its reader. A reader that has no such part gives a count of 0; most have none to
// validate.
bool netc_data_open(NetcData *data, const NetcRequest *request, NetcError *error);
void netc_data_close(NetcData *data);
// Matches columns to the inputs of the entry, converts them to the inputs' types and checks their
// values: after this rows are copied as they are.
bool netc_data_bind(NetcData *data, const NetcModel *model, const NetcEntry *entry,
                    NetcError *error);
// Records that a batch for this entry can have at most; the entry's symbol for them, or null.
int64_t netc_data_most(const NetcData *data, const NetcEntry *entry);
const char *netc_data_symbol(const NetcData *data, const NetcEntry *entry);
// Rows that a batch of `records` can have at most on an axis.
int64_t netc_data_capacity(const NetcData *data, const NetcEntry *entry, NetcAxisKind axis,
                           int64_t records);
bool netc_data_check_files(const NetcData *data, NetcError *error);  // false: one has changed

// For readers.
bool netc_data_add_column(NetcData *data, const char *name, const char *origin, NetcArray *array,
                          NetcError *error);  // takes the array's memory, also when it fails
// The same for a column of another axis, whose starts are set already.
bool netc_data_add_rows(NetcData *data, NetcAxisKind axis, const char *name, const char *origin,
                        NetcArray *array, NetcError *error);
bool netc_data_add_stamp(NetcData *data, const char *path, NetcError *error);
// Rows of a record on an axis.
int64_t netc_axis_first(const NetcAxis *axis, int64_t record);
int64_t netc_axis_count(const NetcAxis *axis, int64_t record);
int64_t netc_axis_total(const NetcData *data, NetcAxisKind axis);
bool netc_data_set_classes(NetcData *data, char *const *names, int count, NetcError *error);
bool netc_data_set_note(NetcData *data, NetcError *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
const NetcArgument *netc_argument_find(const NetcReader *reader, const char *name);
// The positional argument `index`, else null.
const NetcArgument *netc_argument_at(const NetcReader *reader, int index);
// Where a file or folder of this name lies: to be freed; null with the error naming the places
// tried.
char *netc_data_locate(const NetcRequest *request, const char *name, bool folder, NetcError *error);
// True where the reader of `data` is asked for another part of a single file, which has none.
bool netc_request_is_beside(const NetcRequest *request);

bool netc_read_idx(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_npy(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_csv(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_cifar(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_pictures(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_text(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_ts(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_planetoid(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_gin(NetcData *data, const NetcRequest *request, NetcError *error);
bool netc_read_gml(NetcData *data, const NetcRequest *request, NetcError *error);

bool netc_npy_load(NetcArray *array, const char *path, NetcError *error);
bool netc_npy_save(const char *path, NetcDtype dtype, const int64_t *extents, int rank,
                   const void *data, NetcError *error);

// Some of the records of a data set, in a fixed order: all, or a part of a seeded permutation, or
// several stretches side by side.
typedef struct NetcRows {
  NetcData *data;
  int64_t first, count;
  bool mixed;
  uint64_t seed;
  int64_t stretches;  // row r of each batch of so many goes on with the r-th of as many equal
                      // stretches; 0: rows are in order
} NetcRows;

int64_t netc_rows_record(const NetcRows *rows, int64_t index);
// The record at a position of an epoch of training: a function of seed, epoch and position.
int64_t netc_rows_shuffled(const NetcRows *rows, uint64_t seed, int64_t epoch, int64_t position);

// A permutation of 0 .. count - 1, one for each (seed, key, name); name < 2^48.
int64_t netc_permute(uint64_t seed, uint64_t key, uint64_t name, int64_t count, int64_t position);
