// Reading files that may lie, and writing files that must stay whole.
#pragma once

#include "netc.h"

#include <sys/stat.h>
#include <zlib.h>

// Opens a regular file (never a folder, pipe or device, and never waiting for one): its descriptor,
// or -1 with the error set.
int netc_file_open(const char *path, struct stat *status, NetcError *error);
// Exactly these bytes. Files are read, not mapped: one that shrinks meanwhile is an error, not a
// signal.
bool netc_file_read(int file, const char *path, void *to, int64_t bytes, int64_t offset,
                    NetcError *error);
// All of a file up to `limit` bytes, terminated, to be freed; null with the error set. "-" is
// stdin.
char *netc_file_load(const char *path, int64_t limit, int64_t *bytes, NetcError *error);

// A file, or a part of one, read from front to back; .gz is inflated on the way, with its sums
// checked.
typedef struct NetcStream {
  const char *path;  // borrowed
  int file;          // -1: closed
  bool packed, ended;
  int64_t file_bytes, read_bytes;  // of the file itself, or of the part
  int64_t start;                   // of the part in the file
  const struct NetcSlice *slice;   // null: a whole file; borrowed
  uint32_t sum;                    // of what is handed out of a part
  int64_t position;                // in what is handed out
  z_stream inflater;
  unsigned char buffer[1 << 16];
} NetcStream;

bool netc_stream_open(NetcStream *stream, const char *path, NetcError *error);
// An entry of an archive.
typedef struct NetcSlice {
  int64_t start, bytes;  // in the file
  bool deflated;
  int64_t unpacked;  // bytes
  bool summed;
  uint32_t sum;  // CRC-32 of them
} NetcSlice;
// `path` names the part in messages; `file` stays the caller's.
bool netc_stream_open_slice(NetcStream *stream, const char *path, int file, const NetcSlice *slice,
                            NetcError *error);
// Up to `bytes` bytes; *got less than that only at the end.
bool netc_stream_read(NetcStream *stream, void *to, int64_t bytes, int64_t *got, NetcError *error);
bool netc_stream_read_exactly(NetcStream *stream, void *to, int64_t bytes, NetcError *error);
// What the stream could hold at most: deflate packs at best 1032 to 1.
int64_t netc_stream_limit(const NetcStream *stream);
bool netc_stream_expect_end(NetcStream *stream, NetcError *error);
void netc_stream_close(NetcStream *stream);
// All of a file, inflated, up to `limit` bytes; terminated, to be freed; null with the error set.
char *netc_stream_load(const char *path, int64_t limit, int64_t *bytes, NetcError *error);

// A file written beside its place, synced, and renamed: whoever looks sees the old file or the new
// one, both whole. An error sticks until the end.
typedef struct NetcWriter {
  char *path, *beside;
  int file;
  int error_number;
  size_t used;
  unsigned char buffer[1 << 16];
} NetcWriter;

bool netc_writer_open(NetcWriter *writer, const char *path, NetcError *error);
void netc_writer_add(NetcWriter *writer, const void *bytes, size_t count);
bool netc_writer_commit(NetcWriter *writer, NetcError *error);
void netc_writer_abandon(NetcWriter *writer);  // leaves nothing behind

// `folder/name` in new memory; null: no memory.
char *netc_path_join(const char *folder, const char *name);
// The same, or the file packed beside it, `folder/name.gz`, where only that is there. No folder:
// the name alone.
char *netc_path_find(const char *folder, const char *name);
bool netc_is_folder(const char *path);
bool netc_is_special(const char *path);  // a pipe or a device: written as it is
bool netc_is_file(const char *path);
// The names in a folder, sorted by bytes, without those that begin with a dot; to be freed by
// netc_names_free. False with the error set.
bool netc_folder_list(const char *path, char ***names, int *count, NetcError *error);
void netc_names_free(char **names, int count);
// Whether a name ends so, in any case of letters, or so and in .gz.
bool netc_name_ends(const char *name, const char *end);
// The path of the first file of a folder whose name ends so, to be freed; null with the error set.
char *netc_folder_find(const char *folder, const char *end, NetcError *error);
