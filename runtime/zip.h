// Zip archives that hold arrays: entries that are stored or deflated, read in place.
#pragma once

#include "files.h"
#include "text.h"

typedef struct NetcZipEntry {
  char *name;  // UTF-8; owned
  NetcSlice slice;
  int64_t header;  // of its own, before the data
  bool described;  // 12 to 24 bytes may follow the data
} NetcZipEntry;

typedef struct NetcZip {
  const char *path;       // borrowed
  NetcZipEntry *entries;  // in the order in which they lie in the file
  int count;
} NetcZip;

// Reads the directory. Every byte of the file belongs to one entry or to the directory, no two
// entries have one name, and all of them together stay below a limit.
bool netc_zip_open(NetcZip *zip, const char *path, int file, int64_t file_bytes, NetcError *error);
void netc_zip_close(NetcZip *zip);

// Writing: the same entries give the same bytes, whenever.
typedef struct NetcZipWriter {
  NetcWriter *writer;
  NetcText directory;
  int64_t position;
  int count;
  bool too_large;  // for a zip without 64 bit fields
} NetcZipWriter;

typedef struct NetcPiece {
  const void *data;
  size_t bytes;
} NetcPiece;

void netc_zip_add(NetcZipWriter *zip, const char *name, const NetcPiece *pieces, int count);
void netc_zip_finish(NetcZipWriter *zip);  // the directory; the writer is still to be committed
