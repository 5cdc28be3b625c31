// Writing files so that the old one stays whole until the new one is.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// Writes beside `path`, syncs, renames; on failure nothing is left behind and errno says why.
// `mode` as for open; the umask applies.
bool file_write(const char *path, const void *bytes, size_t length, mode_t mode);
// The same for files that can be made again, or do not outlive the process: no waiting for the
// disk.
bool file_write_unsynced(const char *path, const void *bytes, size_t length, mode_t mode);
