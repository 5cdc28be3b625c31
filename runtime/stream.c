// A file from front to back, inflated where it is gzip (RFC 1952): members may follow one another,
// sums are checked by zlib, and bytes after the last member are an error. The caller says how much
// it takes, so a small file cannot fill the memory.

#include "files.h"

#include "text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

bool netc_stream_open(NetcStream *stream, const char *path, NetcError *error)
{
  struct stat status;
  *stream = (NetcStream){.path = path, .file = netc_file_open(path, &status, error)};
  if (stream->file < 0)
    return false;
  stream->file_bytes = status.st_size;
  unsigned char magic[2] = {0};
  if (status.st_size >= 2 && pread(stream->file, magic, 2, 0) == 2)
    stream->packed = magic[0] == 0x1f && magic[1] == 0x8b;
  if (stream->packed && inflateInit2(&stream->inflater, 15 + 16) != Z_OK) {
    stream->packed = false;
    netc_stream_close(stream);
    return netc_fail(error, "%s: no memory to inflate it", path);
  }
  return true;
}

bool netc_stream_open_slice(NetcStream *stream, const char *path, int file, const NetcSlice *slice,
                            NetcError *error)
{
  *stream = (NetcStream){.path = path,
                         .file = fcntl(file, F_DUPFD_CLOEXEC, 0),
                         .file_bytes = slice->bytes,
                         .start = slice->start,
                         .slice = slice,
                         .packed = slice->deflated};
  if (stream->file < 0) {
    stream->packed = false;
    return netc_fail(error, "%s: %s", path, strerror(errno));
  }
  if (stream->packed && inflateInit2(&stream->inflater, -15) != Z_OK) {
    stream->packed = false;
    netc_stream_close(stream);
    return netc_fail(error, "%s: no memory to inflate it", path);
  }
  return true;
}

void netc_stream_close(NetcStream *stream)
{
  if (stream->packed)
    inflateEnd(&stream->inflater);
  if (stream->file >= 0)
    close(stream->file);
  stream->packed = false;
  stream->file = -1;
}

// Bytes of the file itself; 0 at its end, -1 with the error set.
static ssize_t read_file(NetcStream *stream, void *to, size_t bytes, NetcError *error)
{
  ssize_t got;
  int64_t left = stream->slice ? stream->file_bytes - stream->read_bytes : INT64_MAX;
  if ((int64_t)bytes > left)
    bytes = (size_t)left;
  do
    got = pread(stream->file, to, bytes, stream->start + stream->read_bytes);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    netc_fail(error, "%s: byte %" PRId64 ": %s", stream->path, stream->read_bytes, strerror(errno));
  else
    stream->read_bytes += got;
  return got;
}

// True if there is packed input to go on with; *ended at the end of the file.
static bool refill(NetcStream *stream, bool *ended, NetcError *error)
{
  *ended = false;
  if (stream->inflater.avail_in > 0)
    return true;
  ssize_t got = read_file(stream, stream->buffer, sizeof stream->buffer, error);
  if (got < 0)
    return false;
  stream->inflater.next_in = stream->buffer;
  stream->inflater.avail_in = (uInt)got;
  *ended = got == 0;
  return true;
}

static int64_t packed_position(const NetcStream *stream)
{
  return stream->read_bytes - stream->inflater.avail_in;
}

// After the end of a member: another one, the end of the file, or bytes that belong to nothing.
static bool next_member(NetcStream *stream, NetcError *error)
{
  if (!refill(stream, &stream->ended, error) || stream->ended)
    return stream->ended;
  if (stream->slice || stream->inflater.next_in[0] != 0x1f)
    return netc_fail(error, "%s: byte %" PRId64 ": bytes after the end of the packed data",
                     stream->path, packed_position(stream));
  return inflateReset(&stream->inflater) == Z_OK ||
         netc_fail(error, "%s: cannot go on to the next member", stream->path);
}

static bool inflate_some(NetcStream *stream, unsigned char *to, int64_t bytes, int64_t *got,
                         NetcError *error)
{
  z_stream *z = &stream->inflater;
  bool ended;
  if (!refill(stream, &ended, error))
    return false;
  if (ended)
    return netc_fail(error, "%s: byte %" PRId64 ": cut off within the packed data", stream->path,
                     stream->read_bytes);
  uInt room = bytes > 1 << 30 ? 1 << 30 : (uInt)bytes;
  z->next_out = to;
  z->avail_out = room;
  int status = inflate(z, Z_NO_FLUSH);
  *got = room - z->avail_out;
  if (status == Z_STREAM_END)
    return next_member(stream, error);
  return status == Z_OK || status == Z_BUF_ERROR ||
         netc_fail(error, "%s: byte %" PRId64 ": the packed data is damaged: %s", stream->path,
                   packed_position(stream), z->msg ? z->msg : "wrong sum");
}

// The sum of an entry, once all of it has been handed out.
static bool check_sum(NetcStream *stream, NetcError *error)
{
  const NetcSlice *slice = stream->slice;
  if (!slice || !stream->ended)
    return true;
  if (stream->position != slice->unpacked)
    return netc_fail(error, "%s: %" PRId64 " bytes, expected %" PRId64, stream->path,
                     stream->position, slice->unpacked);
  return !slice->summed || stream->sum == slice->sum ||
         netc_fail(error, "%s: its sum (CRC-32) is %08x, expected %08x", stream->path,
                   (unsigned)stream->sum, (unsigned)slice->sum);
}

static void add_sum(NetcStream *stream, const unsigned char *bytes, int64_t count)
{
  for (int64_t step; stream->slice && count > 0; count -= step, bytes += step) {
    step = count > 1 << 30 ? 1 << 30 : count;
    stream->sum = (uint32_t)crc32(stream->sum, bytes, (uInt)step);
  }
}

bool netc_stream_read(NetcStream *stream, void *to, int64_t bytes, int64_t *got, NetcError *error)
{
  *got = 0;
  while (*got < bytes && !stream->ended) {
    int64_t more = 0;
    unsigned char *at = (unsigned char *)to + *got;
    if (stream->packed) {
      if (!inflate_some(stream, at, bytes - *got, &more, error))
        return false;
    } else {
      int64_t left = bytes - *got;
      more = read_file(stream, at, left > 1 << 30 ? 1 << 30 : (size_t)left, error);
      if (more < 0)
        return false;
      stream->ended = more == 0;
    }
    *got += more;
    stream->position += more;
    add_sum(stream, at, more);
    if (stream->ended && !check_sum(stream, error))
      return false;
  }
  return true;
}

bool netc_stream_read_exactly(NetcStream *stream, void *to, int64_t bytes, NetcError *error)
{
  int64_t got;
  if (!netc_stream_read(stream, to, bytes, &got, error))
    return false;
  return got == bytes || netc_fail(error, "%s: ends at byte %" PRId64 ", expected %" PRId64 "%s",
                                   stream->path, stream->position, stream->position - got + bytes,
                                   stream->packed ? " of unpacked data" : "");
}

int64_t netc_stream_limit(const NetcStream *stream)
{
  if (stream->slice)
    return stream->slice->unpacked;
  return stream->packed ? stream->file_bytes * 1032 + 1032 : stream->file_bytes;
}

bool netc_stream_expect_end(NetcStream *stream, NetcError *error)
{
  char extra;
  int64_t at = stream->position, got;
  if (!netc_stream_read(stream, &extra, 1, &got, error))
    return false;
  return got == 0 ||
         netc_fail(error, "%s: byte %" PRId64 ": expected the end, found more", stream->path, at);
}

// Reads to the end into memory that doubles; what has been read belongs to the caller in any case.
static bool load_all(NetcStream *stream, int64_t limit, char **data, int64_t *bytes,
                     NetcError *error)
{
  int64_t capacity = stream->file_bytes + 1, got;
  for (*bytes = 0;; capacity *= 2) {
    if (capacity > limit)
      capacity = limit + 1;
    char *longer = realloc(*data, (size_t)capacity + 1);
    if (!longer)
      return netc_fail_memory(error, capacity, stream->path);
    *data = longer;
    if (!netc_stream_read(stream, *data + *bytes, capacity - *bytes, &got, error))
      return false;
    *bytes += got;
    if (*bytes > limit)
      return netc_fail(error, "%s: over the limit of %" PRId64 " bytes", stream->path, limit);
    if (*bytes < capacity)
      break;
  }
  (*data)[*bytes] = 0;
  return true;
}

char *netc_stream_load(const char *path, int64_t limit, int64_t *bytes, NetcError *error)
{
  char *data = NULL;
  NetcStream *stream = malloc(sizeof *stream);
  if (!stream) {
    netc_fail_memory(error, (int64_t)sizeof *stream, path);
    return NULL;
  }
  bool fine = netc_stream_open(stream, path, error);
  if (fine) {
    fine = load_all(stream, limit, &data, bytes, error);
    netc_stream_close(stream);
  }
  free(stream);
  if (fine)
    return data;
  free(data);
  return NULL;
}
