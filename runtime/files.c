// Files in: regular ones only, read by position. Files out: beside, synced, renamed.

#include "files.h"

#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *kind_of(mode_t mode)
{
  switch (mode & S_IFMT) {
  case S_IFDIR:
    return "a folder";
  case S_IFIFO:
    return "a pipe";
  case S_IFSOCK:
    return "a socket";
  default:
    return "a device";
  }
}

int netc_file_open(const char *path, struct stat *status, NetcError *error)
{
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0 || fstat(file, status)) {
    netc_fail(error, "%s: %s", path, strerror(errno));
  } else if (!S_ISREG(status->st_mode)) {
    netc_fail(error, "%s: expected a file, found %s", path, kind_of(status->st_mode));
  } else {
    return file;
  }
  if (file >= 0)
    close(file);
  return -1;
}

bool netc_file_read(int file, const char *path, void *to, int64_t bytes, int64_t offset,
                    NetcError *error)
{
  for (int64_t done = 0; done < bytes;) {
    int64_t left = bytes - done;
    ssize_t got =
        pread(file, (char *)to + done, left > 1 << 30 ? 1 << 30 : (size_t)left, offset + done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return netc_fail(error, "%s: byte %" PRId64 ": %s", path, offset + done, strerror(errno));
    if (got == 0)
      return netc_fail(error, "%s: ends at byte %" PRId64 ", expected %" PRId64 " (has it shrunk?)",
                       path, offset + done, offset + bytes);
    done += got;
  }
  return true;
}

static char *load_stdin(int64_t limit, int64_t *bytes, NetcError *error)
{
  NetcText text = {0};
  char block[4096];
  ssize_t got;
  while ((got = read(STDIN_FILENO, block, sizeof block)) > 0 && (int64_t)text.length <= limit)
    netc_text_add_bytes(&text, block, (size_t)got);
  if (got < 0)
    netc_fail(error, "<stdin>: %s", strerror(errno));
  else if ((int64_t)text.length > limit)
    netc_fail(error, "<stdin>: over the limit of %" PRId64 " bytes", limit);
  else if (text.failed || text.length == 0)
    netc_fail(error, text.failed ? "<stdin>: no memory" : "<stdin>: empty");
  else
    return *bytes = (int64_t)text.length, text.data;
  netc_text_free(&text);
  return NULL;
}

char *netc_file_load(const char *path, int64_t limit, int64_t *bytes, NetcError *error)
{
  if (strcmp(path, "-") == 0)
    return load_stdin(limit, bytes, error);
  struct stat status;
  int file = netc_file_open(path, &status, error);
  if (file < 0)
    return NULL;
  char *data = NULL;
  if (status.st_size > limit)
    netc_fail(error, "%s: %" PRId64 " bytes, over the limit of %" PRId64, path,
              (int64_t)status.st_size, limit);
  else if (!(data = malloc((size_t)status.st_size + 1)))
    netc_fail_memory(error, status.st_size, path);
  else if (!netc_file_read(file, path, data, status.st_size, 0, error)) {
    free(data);
    data = NULL;
  } else {
    data[status.st_size] = 0;
    *bytes = status.st_size;
  }
  close(file);
  return data;
}

// The folder of a path, as a text to be freed.
static char *folder_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  if (!slash)
    return strdup(".");
  return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

bool netc_writer_open(NetcWriter *writer, const char *path, NetcError *error)
{
  writer->file = -1;
  writer->error_number = 0;
  writer->used = 0;
  writer->path = strdup(path);
  writer->beside = NULL;
  if (!writer->path || asprintf(&writer->beside, "%s.part", path) < 0) {
    free(writer->path);
    return netc_fail_memory(error, (int64_t)strlen(path), path);
  }
  if (netc_is_folder(path)) {
    netc_fail(error, "%s: cannot write: it is a folder", path);
  } else if (netc_is_special(path)) {
    free(writer->beside);
    writer->beside = NULL;
    writer->file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (writer->file >= 0)
      return true;
    netc_fail(error, "%s: cannot write: %s", path, strerror(errno));
  } else {
    // What a killed run left under this name is no use to anyone.
    unlink(writer->beside);
    writer->file = open(writer->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (writer->file >= 0)
      return true;
    netc_fail(error, "%s: cannot write: %s", path, strerror(errno));
  }
  netc_writer_abandon(writer);
  return false;
}

static void write_out(NetcWriter *writer, const unsigned char *bytes, size_t count)
{
  while (count > 0 && !writer->error_number) {
    ssize_t wrote = write(writer->file, bytes, count);
    if (wrote >= 0) {
      bytes += wrote;
      count -= (size_t)wrote;
    } else if (errno != EINTR) {
      writer->error_number = errno;
    }
  }
}

static void flush_buffer(NetcWriter *writer)
{
  write_out(writer, writer->buffer, writer->used);
  writer->used = 0;
}

void netc_writer_add(NetcWriter *writer, const void *bytes, size_t count)
{
  if (count > sizeof writer->buffer - writer->used)
    flush_buffer(writer);
  if (count > sizeof writer->buffer) {
    write_out(writer, bytes, count);
    return;
  }
  memcpy(writer->buffer + writer->used, bytes, count);
  writer->used += count;
}

// The new name is safe only when its folder is on the disk too.
static void sync_folder(const char *path)
{
  char *folder = folder_of(path);
  int file = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (file >= 0) {
    fsync(file);
    close(file);
  }
  free(folder);
}

bool netc_writer_commit(NetcWriter *writer, NetcError *error)
{
  flush_buffer(writer);
  bool is_file = writer->beside != NULL;
  if (!writer->error_number && is_file && fsync(writer->file))
    writer->error_number = errno;
  if (close(writer->file) && !writer->error_number)
    writer->error_number = errno;
  writer->file = -1;
  if (!writer->error_number && is_file && rename(writer->beside, writer->path))
    writer->error_number = errno;
  bool fine = !writer->error_number;
  if (fine && is_file)
    sync_folder(writer->path);
  else if (!fine)
    netc_fail(error, "%s: cannot write: %s", writer->path, strerror(writer->error_number));
  if (fine) {
    free(writer->beside);
    writer->beside = NULL;
  }
  netc_writer_abandon(writer);
  return fine;
}

void netc_writer_abandon(NetcWriter *writer)
{
  if (writer->file >= 0)
    close(writer->file);
  if (writer->beside)
    unlink(writer->beside);
  free(writer->path);
  free(writer->beside);
  writer->path = writer->beside = NULL;
  writer->file = -1;
}

char *netc_path_join(const char *folder, const char *name)
{
  char *path;
  size_t length = strlen(folder);
  const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
  return asprintf(&path, "%s%s%s", folder, slash, name) < 0 ? NULL : path;
}

char *netc_path_find(const char *folder, const char *name)
{
  char *packed, *path = folder ? netc_path_join(folder, name) : strdup(name);
  struct stat status;
  if (!path || stat(path, &status) == 0 || asprintf(&packed, "%s.gz", path) < 0)
    return path;
  bool is_packed = netc_is_file(packed);
  free(is_packed ? path : packed);
  return is_packed ? packed : path;
}

bool netc_is_folder(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool netc_is_special(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool netc_is_file(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// Appends a copy; false: no memory.
static bool add_name(char ***names, int *count, const char *name)
{
  if ((*count & (*count + 1)) == 0) {  // one less than a power of two: full
    char **longer = realloc(*names, ((size_t)*count + 1) * 2 * sizeof *longer);
    if (!longer)
      return false;
    *names = longer;
  }
  char *copy = strdup(name);
  if (copy)
    (*names)[(*count)++] = copy;
  return copy != NULL;
}

bool netc_folder_list(const char *path, char ***names, int *count, NetcError *error)
{
  *names = NULL;
  *count = 0;
  DIR *folder = opendir(path);
  if (!folder)
    return netc_fail(error, "%s: %s", path, strerror(errno));
  bool fine = true;
  for (struct dirent *entry; fine && (entry = readdir(folder));)
    if (entry->d_name[0] != '.')
      fine = add_name(names, count, entry->d_name);
  closedir(folder);
  if (!fine) {
    netc_names_free(*names, *count);
    *names = NULL;
    *count = 0;
    return netc_fail(error, "%s: no memory for the list of its files", path);
  }
  if (*count > 0)
    qsort(*names, (size_t)*count, sizeof **names, compare_names);
  return true;
}

void netc_names_free(char **names, int count)
{
  for (int i = 0; i < count; i++)
    free(names[i]);
  free(names);
}

bool netc_name_ends(const char *name, const char *end)
{
  size_t length = strlen(name), wanted = strlen(end);
  if (length > 3 && strcasecmp(name + length - 3, ".gz") == 0)
    length -= 3;
  return length >= wanted && strncasecmp(name + length - wanted, end, wanted) == 0;
}

char *netc_folder_find(const char *folder, const char *end, NetcError *error)
{
  char **names, *path = NULL;
  int count, found = 0;
  if (!netc_folder_list(folder, &names, &count, error))
    return NULL;
  while (found < count && !netc_name_ends(names[found], end))
    found++;
  if (found == count)
    netc_fail(error, "%s: no file *%s", folder, end);
  else if (!(path = netc_path_join(folder, names[found])))
    netc_fail(error, "%s: no memory", folder);
  netc_names_free(names, count);
  return path;
}
