// Reading a source file: what is not UTF-8 text is refused here, by name where it is known.

#include "syntax/limits.h"
#include "syntax/syntax.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Magic {
  const char *bytes;
  size_t length, offset;
  const char *what;
} Magic;

static const Magic magics[] = {
    {"\177ELF", 4, 0, "a compiled program (ELF)"},
    {"\x89PNG", 4, 0, "a PNG picture"},
    {"\xFF\xD8\xFF", 3, 0, "a JPEG picture"},
    {"GIF8", 4, 0, "a GIF picture"},
    {"%PDF", 4, 0, "a PDF document"},
    {"\x1F\x8B", 2, 0, "a gzip archive"},
    {"PK\3\4", 4, 0, "a zip archive (.npz, .pt and .keras files are such)"},
    {"\x93NUMPY", 6, 0, "a NumPy array"},
    {"\x89HDF", 4, 0, "an HDF5 file"},
    {"GGUF", 4, 0, "GGUF weights"},
    {"\x80\2", 2, 0, "a Python pickle"},
    {"\x80\4", 2, 0, "a Python pickle"},
    {"!<arch>\n", 8, 0, "a library archive"},
    {"\xFF\xFE", 2, 0, "text in UTF-16, not in UTF-8"},
    {"\xFE\xFF", 2, 0, "text in UTF-16, not in UTF-8"},
    {"ustar", 5, 257, "a tar archive"},
};

// A header's length in eight bytes, then the header: a JSON object.
static bool is_safetensors(const char *data, size_t length)
{
  uint64_t header = 0;
  if (length < 10 || data[8] != '{')
    return false;
  for (int i = 7; i >= 0; i--)
    header = header << 8 | (unsigned char)data[i];
  return header <= length - 8;
}

static const char *foreign_kind(const char *data, size_t length)
{
  for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
    const Magic *magic = &magics[i];
    if (length >= magic->offset + magic->length &&
        memcmp(data + magic->offset, magic->bytes, magic->length) == 0)
      return magic->what;
  }
  return is_safetensors(data, length) ? "weights (safetensors)" : NULL;
}

// The first byte that is NUL or not UTF-8; `length` if all is well.
static size_t first_bad_byte(const char *text, size_t length)
{
  for (size_t i = 0; i < length;) {
    int size = 1;
    if (text[i] == 0 ||
        ((unsigned char)text[i] >= 0x80 && text_decode(text + i, length - i, &size) < 0))
      return i;
    i += (size_t)size;
  }
  return length;
}

// The place of a diagnostic about the whole file.
static Span whole_file(Arena *arena, const char *name)
{
  return (Span){source_create(arena, name, "", 0), 0, 0};
}

// All bytes of an open file, up to one more than the limit; null after a read error (errno).
static char *read_bytes(Arena *arena, int file, size_t expected, size_t *length)
{
  size_t capacity = expected < MAX_SOURCE_BYTES ? expected + 2 : MAX_SOURCE_BYTES + 2;
  char *data = arena_array(arena, char, capacity);
  *length = 0;
  for (;;) {
    if (*length + 1 == capacity) {
      if (capacity > MAX_SOURCE_BYTES)
        return data;
      size_t more = capacity * 2 < MAX_SOURCE_BYTES + 2 ? capacity * 2 : MAX_SOURCE_BYTES + 2;
      data = arena_grow(arena, data, *length, more, 1);
      capacity = more;
    }
    ssize_t got = read(file, data + *length, capacity - 1 - *length);
    if (got == 0)
      return data;
    if (got < 0 && errno != EINTR)
      return NULL;
    if (got > 0)
      *length += (size_t)got;
  }
}

static char *read_file(Arena *arena, Diag *diag, const char *path, const char *name, size_t *length)
{
  struct stat status;
  bool is_standard = strcmp(path, "-") == 0;
  int file = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  char *data = NULL;
  if (file < 0 || fstat(file, &status) != 0) {
    diag_error(diag, E1001, whole_file(arena, name), "cannot be opened: %s", strerror(errno));
  } else if (S_ISDIR(status.st_mode)) {
    diag_error(diag, E1001, whole_file(arena, name), "this is a folder, not a file");
  } else {
    size_t expected = S_ISREG(status.st_mode) && status.st_size > 0 ? (size_t)status.st_size : 4096;
    data = read_bytes(arena, file, expected, length);
    if (!data)
      diag_error(diag, E1001, whole_file(arena, name), "cannot be read: %s", strerror(errno));
  }
  if (file >= 0 && !is_standard)
    close(file);
  return data;
}

static bool is_text(Arena *arena, Diag *diag, const char *name, const char *data, size_t length)
{
  const char *kind = foreign_kind(data, length);
  if (kind) {
    diag_error(diag, E0108, whole_file(arena, name), "this is %s, not a .net source", kind);
    return false;
  }
  if (length > MAX_SOURCE_BYTES) {
    diag_error(diag, E0503, whole_file(arena, name), "the file is larger than %d MiB",
               MAX_SOURCE_BYTES >> 20);
    return false;
  }
  size_t bad = first_bad_byte(data, length);
  if (bad == length)
    return true;
  const Source *shown = source_create(arena, name, data, length);
  Span at = {shown, (uint32_t)bad, (uint32_t)bad + 1};
  if (data[bad] == 0)
    diag_error(diag, E0107, at, "byte %zu is NUL: this is not a text", bad);
  else
    diag_error(diag, E0107, at, "byte %zu (0x%02X) is not UTF-8", bad, (unsigned char)data[bad]);
  return false;
}

const Source *load_source(Arena *arena, Diag *diag, const char *path)
{
  size_t length;
  const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
  char *data = read_file(arena, diag, path, name, &length);
  if (!data || !is_text(arena, diag, name, data, length))
    return NULL;
  size_t mark = length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  return source_create(arena, arena_copy_text(arena, name, strlen(name)), data + mark,
                       length - mark);
}
