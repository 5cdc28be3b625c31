// Zip archives (APPNOTE 6.3), as numpy writes them and no wider: one disk, stored or deflated
// entries, no encryption, sizes of 64 bits where there must be.
//
// An archive says everything twice, and readers that believe different halves can be played against
// each other; entries that share bytes unpack to more than any limit on each suggests (Fifield
// 2019). So the directory must lie at the end, the headers of the entries must repeat what it says,
// entries follow one another from byte 0 without gap or overlap, and their sum is capped.

#include "zip.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
  LOCAL = 0x04034b50,
  CENTRAL = 0x02014b50,
  END = 0x06054b50,
  END_64 = 0x06064b50,
  LOCATOR_64 = 0x07064b50,
  LOCAL_BYTES = 30,
  CENTRAL_BYTES = 46,
  END_BYTES = 22,
  END_64_BYTES = 56,
  LOCATOR_BYTES = 20,
  MAX_COMMENT = 65535,
  MAX_ENTRIES = 65536,
  MAX_DIRECTORY = 1 << 26,
  UTF_8 = 0x0800,
  DESCRIBED = 0x0008,
};

static const int64_t max_total = INT64_C(1) << 36;  // of all entries, unpacked

static uint64_t number(const unsigned char *from, int bytes)
{
  uint64_t value = 0;
  while (bytes-- > 0)
    value = value << 8 | from[bytes];
  return value;
}

// Where the directory lies, from the records at the end of the file.
typedef struct Directory {
  int64_t start, bytes, count, end;  // end: of what follows it but the last record
} Directory;

typedef struct Source {
  const char *path;
  int file;
  int64_t bytes;
} Source;

static bool read_at(const Source *source, void *to, int64_t bytes, int64_t offset, NetcError *error)
{
  return netc_file_read(source->file, source->path, to, bytes, offset, error);
}

// -- the directory --------------------------------------------------------------------------------

// The offset of the last record, whose comment must reach to the end of the file; -1: there is
// none.
static int64_t find_end(const unsigned char *tail, int64_t bytes)
{
  for (int64_t at = bytes - END_BYTES; at >= 0; at--)
    if (number(tail + at, 4) == END && (int64_t)number(tail + at + 20, 2) == bytes - at - END_BYTES)
      return at;
  return -1;
}

// Counts and offsets of 64 bits stand in a record of their own before the last one.
static bool read_wide(const Source *source, Directory *directory, int64_t end, NetcError *error)
{
  unsigned char locator[LOCATOR_BYTES], record[END_64_BYTES];
  int64_t at = end - LOCATOR_BYTES;
  if (at < 0)
    return true;
  if (!read_at(source, locator, sizeof locator, at, error))
    return false;
  if (number(locator, 4) != LOCATOR_64)
    return true;
  at = (int64_t)number(locator + 8, 8);
  if (at != end - LOCATOR_BYTES - END_64_BYTES)
    return netc_fail(error, "%s: byte %" PRId64 ": the directory's record of 64 bits is not there",
                     source->path, end - LOCATOR_BYTES);
  if (!read_at(source, record, sizeof record, at, error))
    return false;
  if (number(record, 4) != END_64 || number(record + 4, 8) != END_64_BYTES - 12)
    return netc_fail(error, "%s: byte %" PRId64 ": not the directory's record of 64 bits",
                     source->path, at);
  *directory = (Directory){.count = (int64_t)number(record + 32, 8),
                           .bytes = (int64_t)number(record + 40, 8),
                           .start = (int64_t)number(record + 48, 8),
                           .end = at};
  return true;
}

static bool find_directory(const Source *source, Directory *directory, NetcError *error)
{
  int64_t most = END_BYTES + MAX_COMMENT, bytes = source->bytes < most ? source->bytes : most;
  unsigned char *tail = malloc((size_t)bytes + 1);
  if (!tail)
    return netc_fail_memory(error, bytes, source->path);
  bool fine = read_at(source, tail, bytes, source->bytes - bytes, error);
  int64_t at = fine ? find_end(tail, bytes) : -1;
  if (fine && at < 0)
    fine = netc_fail(error,
                     "%s: a zip archive (PyTorch .pt, .npz) without a directory at its end, byte "
                     "%" PRId64 "; is it cut off?",
                     source->path, source->bytes);
  int64_t end = source->bytes - bytes + at;
  if (fine) {
    *directory = (Directory){.count = (int64_t)number(tail + at + 10, 2),
                             .bytes = (int64_t)number(tail + at + 12, 4),
                             .start = (int64_t)number(tail + at + 16, 4),
                             .end = end};
    if (number(tail + at + 4, 4) != 0)
      fine = netc_fail(error, "%s: byte %" PRId64 ": a zip archive on several disks", source->path,
                       end);
    fine = fine && read_wide(source, directory, end, error);
  }
  free(tail);
  return fine;
}

static bool check_directory(const Source *source, const Directory *directory, NetcError *error)
{
  if (directory->count < 0 || directory->count > MAX_ENTRIES)
    return netc_fail(error, "%s: more than %d entries", source->path, MAX_ENTRIES);
  if (directory->bytes < 0 || directory->bytes > MAX_DIRECTORY)
    return netc_fail(error, "%s: a directory of over %d bytes", source->path, MAX_DIRECTORY);
  if (directory->start < 0 || directory->start > directory->end ||
      directory->bytes != directory->end - directory->start)
    return netc_fail(error,
                     "%s: byte %" PRId64 ": the directory has %" PRId64 " bytes from byte %" PRId64
                     ", expected it to end here",
                     source->path, directory->end, directory->bytes, directory->start);
  return true;
}

// The numbers of 64 bits that replace those of 32 that are all ones, in the order of the format.
static bool widen(const unsigned char *extra, int64_t bytes, int64_t **numbers, int count)
{
  int64_t field = 0;
  for (; bytes >= 4; extra += 4 + field, bytes -= 4 + field) {
    field = (int64_t)number(extra + 2, 2);
    if (field > bytes - 4)
      return false;
    if (number(extra, 2) != 1)
      continue;
    if (field < 8 * count)
      return false;
    for (int i = 0; i < count; i++)
      *numbers[i] = (int64_t)number(extra + 4 + 8 * i, 8);
    return true;
  }
  return count == 0;
}

static bool is_text(const char *name)
{
  while (*name) {
    size_t step = netc_utf8_length((const unsigned char *)name);
    if (step == 0)
      return false;
    name += step;
  }
  return true;
}

static bool fail_entry(const Source *source, int64_t at, NetcError *error, const char *what)
{
  return netc_fail(error, "%s: byte %" PRId64 ": %s", source->path, at, what);
}

// One record of the directory; `left` bytes are there. *size: how many it takes.
static bool parse_entry(const Source *source, NetcZipEntry *entry, const unsigned char *at,
                        int64_t left, int64_t place, int64_t *size, NetcError *error)
{
  if (left < CENTRAL_BYTES || number(at, 4) != CENTRAL)
    return fail_entry(source, place, error, "expected a record of the directory");
  int64_t name = (int64_t)number(at + 28, 2), extra = (int64_t)number(at + 30, 2);
  *size = CENTRAL_BYTES + name + extra + (int64_t)number(at + 32, 2);
  if (*size > left)
    return fail_entry(source, place, error, "a record that reaches over the directory");
  int flags = (int)number(at + 8, 2), method = (int)number(at + 10, 2);
  entry->slice = (NetcSlice){.bytes = (int64_t)number(at + 20, 4),
                             .deflated = method == 8,
                             .unpacked = (int64_t)number(at + 24, 4),
                             .summed = true,
                             .sum = (uint32_t)number(at + 16, 4)};
  entry->header = (int64_t)number(at + 42, 4);
  entry->described = flags & DESCRIBED;
  int64_t *wide[3];
  int count = 0;
  if (entry->slice.unpacked == UINT32_MAX)
    wide[count++] = &entry->slice.unpacked;
  if (entry->slice.bytes == UINT32_MAX)
    wide[count++] = &entry->slice.bytes;
  if (entry->header == UINT32_MAX)
    wide[count++] = &entry->header;
  if (!widen(at + CENTRAL_BYTES + name, extra, wide, count))
    return fail_entry(source, place, error, "the sizes of 64 bits are missing");
  entry->name = strndup((const char *)at + CENTRAL_BYTES, (size_t)name);
  if (!entry->name)
    return netc_fail_memory(error, name, source->path);
  if (name == 0 || (int64_t)strlen(entry->name) != name || !is_text(entry->name))
    return fail_entry(source, place, error, "a name that is no UTF-8 text");
  if (flags & ~(UTF_8 | DESCRIBED | 6))  // 6: how hard it was deflated
    return fail_entry(source, place, error, "an encrypted or patched entry");
  return method == 0 || method == 8 ||
         fail_entry(source, place, error, "an entry that is neither stored nor deflated");
}

static bool parse_directory(const Source *source, NetcZip *zip, const Directory *directory,
                            const unsigned char *text, NetcError *error)
{
  int64_t at = 0, size = 0;
  for (int64_t i = 0; i < directory->count; i++, at += size)
    if (!parse_entry(source, &zip->entries[zip->count++], text + at, directory->bytes - at,
                     directory->start + at, &size, error))
      return false;
  return at == directory->bytes ||
         fail_entry(source, directory->start + at, error, "bytes of no entry in the directory");
}

static bool read_directory(const Source *source, NetcZip *zip, const Directory *directory,
                           NetcError *error)
{
  unsigned char *text = malloc((size_t)directory->bytes + 1);
  zip->entries = calloc((size_t)directory->count + 1, sizeof *zip->entries);
  bool fine = (text && zip->entries) || netc_fail_memory(error, directory->bytes, source->path);
  fine = fine && read_at(source, text, directory->bytes, directory->start, error) &&
         parse_directory(source, zip, directory, text, error);
  free(text);
  return fine;
}

// -- the entries ----------------------------------------------------------------------------------

// The header before the data repeats the directory; the data begins behind it.
static bool check_header(const Source *source, NetcZipEntry *entry, int64_t limit, NetcError *error)
{
  unsigned char head[LOCAL_BYTES];
  size_t length = strlen(entry->name);
  char *name = NULL;
  if (entry->header < 0 || entry->header > limit - LOCAL_BYTES - (int64_t)length)
    return fail_entry(source, entry->header, error, "an entry that lies outside of the archive");
  if (!read_at(source, head, sizeof head, entry->header, error))
    return false;
  bool same = number(head, 4) == LOCAL && number(head + 26, 2) == length &&
              number(head + 8, 2) == (entry->slice.deflated ? 8 : 0) &&
              !(number(head + 6, 2) & DESCRIBED) == !entry->described;
  if (same && !entry->described) {
    uint64_t packed = number(head + 18, 4), unpacked = number(head + 22, 4);
    same = number(head + 14, 4) == entry->slice.sum &&
           (packed == UINT32_MAX || packed == (uint64_t)entry->slice.bytes) &&
           (unpacked == UINT32_MAX || unpacked == (uint64_t)entry->slice.unpacked);
  }
  if (same && !(name = malloc(length + 1)))
    return netc_fail_memory(error, (int64_t)length, source->path);
  if (same && !read_at(source, name, (int64_t)length, entry->header + LOCAL_BYTES, error)) {
    free(name);
    return false;
  }
  same = same && memcmp(name, entry->name, length) == 0;
  free(name);
  entry->slice.start =
      entry->header + LOCAL_BYTES + (int64_t)length + (int64_t)number(head + 28, 2);
  return same || fail_entry(source, entry->header, error,
                            "the header of an entry is not what the directory says");
}

static bool check_sizes(const Source *source, const NetcZipEntry *entry, int64_t limit,
                        int64_t *total, NetcError *error)
{
  const NetcSlice *slice = &entry->slice;
  if (slice->start > limit || slice->bytes < 0 || slice->bytes > limit - slice->start)
    return fail_entry(source, entry->header, error, "an entry that reaches into the directory");
  // Deflate packs at best 1032 to 1.
  if (slice->unpacked < 0 || (!slice->deflated && slice->unpacked != slice->bytes) ||
      slice->unpacked / 1032 > slice->bytes)
    return fail_entry(source, entry->header, error, "an entry cannot unpack to the size it states");
  *total += slice->unpacked <= max_total ? slice->unpacked : max_total + 1;
  return *total <= max_total || netc_fail(error, "%s: the entries unpack to over %" PRId64 " bytes",
                                          source->path, max_total);
}

static int compare_places(const void *a, const void *b)
{
  const NetcZipEntry *left = a, *right = b;
  return (left->header > right->header) - (left->header < right->header);
}

// From byte 0 to the directory, without gap or overlap.
static bool check_places(const Source *source, const NetcZip *zip, int64_t end, NetcError *error)
{
  int64_t at = 0, slack = 0;
  for (int i = 0; i <= zip->count; i++) {
    int64_t next = i < zip->count ? zip->entries[i].header : end;
    if (next < at)
      return fail_entry(source, next, error, "two entries overlap");
    if (next > at + slack)
      return fail_entry(source, at, error, "bytes that belong to no entry");
    if (i == zip->count)
      break;
    at = zip->entries[i].slice.start + zip->entries[i].slice.bytes;
    slack = zip->entries[i].described ? 24 : 0;
  }
  return true;
}

static int compare_names(const void *a, const void *b)
{
  return strcmp((*(const NetcZipEntry *const *)a)->name, (*(const NetcZipEntry *const *)b)->name);
}

static bool check_names(const Source *source, const NetcZip *zip, NetcError *error)
{
  const NetcZipEntry **sorted = calloc((size_t)zip->count + 1, sizeof *sorted);
  bool fine = sorted || netc_fail(error, "%s: no memory for its table", source->path);
  for (int i = 0; fine && i < zip->count; i++)
    sorted[i] = &zip->entries[i];
  if (fine)
    qsort(sorted, (size_t)zip->count, sizeof *sorted, compare_names);
  for (int i = 1; fine && i < zip->count; i++)
    if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0)
      fine = fail_entry(source, sorted[i]->header, error, "two entries have the same name");
  free(sorted);
  return fine;
}

bool netc_zip_open(NetcZip *zip, const char *path, int file, int64_t file_bytes, NetcError *error)
{
  Source source = {path, file, file_bytes};
  Directory directory = {0};
  int64_t total = 0;
  *zip = (NetcZip){.path = path};
  bool fine = find_directory(&source, &directory, error) &&
              check_directory(&source, &directory, error) &&
              read_directory(&source, zip, &directory, error);
  for (int i = 0; fine && i < zip->count; i++)
    fine = check_header(&source, &zip->entries[i], directory.start, error) &&
           check_sizes(&source, &zip->entries[i], directory.start, &total, error);
  if (fine)
    qsort(zip->entries, (size_t)zip->count, sizeof *zip->entries, compare_places);
  fine = fine && check_places(&source, zip, directory.start, error) &&
         check_names(&source, zip, error);
  if (!fine)
    netc_zip_close(zip);
  return fine;
}

void netc_zip_close(NetcZip *zip)
{
  for (int i = 0; i < zip->count; i++)
    free(zip->entries[i].name);
  free(zip->entries);
  *zip = (NetcZip){0};
}

// -- writing --------------------------------------------------------------------------------------

static void put(unsigned char *to, int64_t value, int bytes)
{
  for (int i = 0; i < bytes; i++)
    to[i] = (unsigned char)(value >> 8 * i);
}

// What the header of an entry and its record in the directory have in common: 26 bytes from the
// version on. The day is the first that the format knows.
static void put_common(unsigned char *to, uint32_t sum, int64_t bytes, size_t name)
{
  put(to, 20, 2);
  put(to + 2, UTF_8, 2);
  put(to + 4, 0, 4);  // stored, at 0 o'clock
  put(to + 8, 1 << 5 | 1, 2);
  put(to + 10, sum, 4);
  put(to + 14, bytes, 4);
  put(to + 18, bytes, 4);
  put(to + 22, (int64_t)name, 2);
  put(to + 24, 0, 2);
}

void netc_zip_add(NetcZipWriter *zip, const char *name, const NetcPiece *pieces, int count)
{
  unsigned char local[LOCAL_BYTES], central[CENTRAL_BYTES] = {0};
  size_t length = strlen(name);
  uint32_t sum = 0;
  int64_t bytes = 0;
  for (int i = 0; i < count; i++) {
    sum = (uint32_t)crc32_z(sum, pieces[i].data, pieces[i].bytes);
    bytes += (int64_t)pieces[i].bytes;
  }
  put(local, LOCAL, 4);
  put_common(local + 4, sum, bytes, length);
  put(central, CENTRAL, 4);
  put(central + 4, 20, 2);
  put_common(central + 6, sum, bytes, length);
  put(central + 42, zip->position, 4);
  netc_text_add_bytes(&zip->directory, (const char *)central, sizeof central);
  netc_text_add_bytes(&zip->directory, name, length);
  netc_writer_add(zip->writer, local, sizeof local);
  netc_writer_add(zip->writer, name, length);
  for (int i = 0; i < count; i++)
    netc_writer_add(zip->writer, pieces[i].data, pieces[i].bytes);
  zip->position += LOCAL_BYTES + (int64_t)length + bytes;
  zip->count++;
  zip->too_large |= zip->position > INT32_MAX || length > UINT16_MAX || zip->count >= UINT16_MAX;
}

void netc_zip_finish(NetcZipWriter *zip)
{
  unsigned char end[END_BYTES] = {0};
  put(end, END, 4);
  put(end + 8, zip->count, 2);
  put(end + 10, zip->count, 2);
  put(end + 12, (int64_t)zip->directory.length, 4);
  put(end + 16, zip->position, 4);
  netc_writer_add(zip->writer, zip->directory.data, zip->directory.length);
  netc_writer_add(zip->writer, end, sizeof end);
}
