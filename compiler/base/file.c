// Writing files so that the old one stays whole until the new one is.

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *bytes, size_t length)
{
  while (length > 0) {
    ssize_t written = write(file, bytes, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    bytes += written;
    length -= (size_t)written;
  }
  return true;
}

// Opens a file that is not there yet: `path` with a number behind.
static int open_beside(const char *path, char *name, size_t size, mode_t mode)
{
  for (unsigned i = 0; i < 1000; i++) {
    int length = snprintf(name, size, "%s.%ld-%u", path, (long)getpid(), i);
    if (length < 0 || (size_t)length >= size) {
      errno = ENAMETOOLONG;
      return -1;
    }
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file >= 0 || errno != EEXIST)
      return file;
  }
  return -1;
}

// A pipe or a device is written as it is: it is there already, and nothing may take its place.
static bool write_into(const char *path, const void *bytes, size_t length)
{
  int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (file < 0)
    return false;
  bool written = write_all(file, bytes, length);
  int reason = errno;
  if (close(file) && written)
    return false;
  errno = reason;
  return written;
}

static bool write_beside(const char *path, const void *bytes, size_t length, mode_t mode,
                         bool is_synced)
{
  char name[4096];
  struct stat old;
  bool exists = !stat(path, &old);
  if (exists && !S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode))
    return write_into(path, bytes, length);
  if (exists && S_ISDIR(old.st_mode)) {
    errno = EISDIR;
    return false;
  }
  int file = open_beside(path, name, sizeof name, mode);
  if (file < 0)
    return false;
  bool written = write_all(file, bytes, length) && (!is_synced || !fsync(file));
  int reason = errno;
  if (close(file) && written) {
    written = false;
    reason = errno;
  }
  if (written && rename(name, path)) {
    written = false;
    reason = errno;
  }
  if (!written)
    unlink(name);
  errno = reason;
  return written;
}

bool file_write(const char *path, const void *bytes, size_t length, mode_t mode)
{
  return write_beside(path, bytes, length, mode, true);
}

bool file_write_unsynced(const char *path, const void *bytes, size_t length, mode_t mode)
{
  return write_beside(path, bytes, length, mode, false);
}
