// A file of the folder: a header, the key, the value. Its name is a hash of the key.

#include "base/cache.h"

#include "base/file.h"

#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct Cache {
  const char *folder;
  atomic_int found, kept;
};

typedef struct Header {
  char magic[8];
  uint64_t key_length, length, checksum;
} Header;

static const char magic[8] = "netcache";

enum { NAME_LENGTH = 32 };

const char *cache_folder(Arena *arena)
{
  const char *folder = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (folder && folder[0] == '/')  // a relative one is to be ignored
    return arena_print(arena, "%s/netc", folder);
  return home && home[0] ? arena_print(arena, "%s/.cache/netc", home) : NULL;
}

// The folder and those above it.
static bool make_folders(char *path)
{
  for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    bool failed = mkdir(path, 0700) && errno != EEXIST;
    *slash = '/';
    if (failed)
      return false;
  }
  struct stat status;
  return (!mkdir(path, 0700) || errno == EEXIST) && !stat(path, &status) && S_ISDIR(status.st_mode);
}

Cache *cache_open(Arena *arena, const char *folder)
{
  if (!folder || !make_folders(arena_copy_text(arena, folder, strlen(folder))))
    return NULL;
  Cache *cache = arena_new(arena, Cache);
  cache->folder = folder;
  return cache;
}

int cache_found(const Cache *cache)
{
  return atomic_load(&cache->found);
}

int cache_kept(const Cache *cache)
{
  return atomic_load(&cache->kept);
}

// -- one file -------------------------------------------------------------------------------------

static const char *path_of(const Cache *cache, const Text *key, Arena *arena)
{
  return arena_print(arena, "%s/%016llx%016llx", cache->folder,
                     (unsigned long long)text_hash(key->data, key->length, 1),
                     (unsigned long long)text_hash(key->data, key->length, 2));
}

static uint64_t checksum(const char *key, size_t key_length, const char *bytes, size_t length)
{
  return text_hash(bytes, length, text_hash(key, key_length, length));
}

static bool read_whole(int file, char *bytes, size_t length)
{
  for (size_t got = 0; got < length;) {
    ssize_t n = read(file, bytes + got, length - got);
    if (n <= 0 && !(n < 0 && errno == EINTR))
      return false;
    got += n > 0 ? (size_t)n : 0;
  }
  return true;
}

// The value, if the file is whole and of this key.
static bool read_entry(int file, const Text *key, Arena *arena, const char **bytes, size_t *length)
{
  Header header;
  struct stat status;
  if (fstat(file, &status) || !S_ISREG(status.st_mode) ||
      !read_whole(file, (char *)&header, sizeof header) ||
      memcmp(header.magic, magic, sizeof magic) || header.key_length != key->length)
    return false;
  uint64_t before = sizeof header + header.key_length, size = (uint64_t)status.st_size;
  if (size < before || header.length != size - before)
    return false;
  char *rest = arena_array(arena, char, key->length + header.length);
  if (!read_whole(file, rest, key->length + header.length) ||
      memcmp(rest, key->data, key->length) ||
      header.checksum != checksum(rest, key->length, rest + key->length, header.length))
    return false;
  *bytes = rest + key->length;
  *length = header.length;
  return true;
}

bool cache_find(Cache *cache, const Text *key, Arena *arena, const char **bytes, size_t *length)
{
  int file = open(path_of(cache, key, arena), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0)
    return false;
  bool found = read_entry(file, key, arena, bytes, length);
  if (found) {
    futimens(file, NULL);  // it was used now
    atomic_fetch_add(&cache->found, 1);
  }
  close(file);
  return found;
}

void cache_keep(Cache *cache, const Text *key, const char *bytes, size_t length)
{
  Arena *arena = arena_create();
  Header header = {.key_length = key->length,
                   .length = length,
                   .checksum = checksum(key->data, key->length, bytes, length)};
  memcpy(header.magic, magic, sizeof magic);
  Text text = {.arena = arena};
  text_add_bytes(&text, (const char *)&header, sizeof header);
  text_add_bytes(&text, key->data, key->length);
  text_add_bytes(&text, bytes, length);
  if (file_write_unsynced(path_of(cache, key, arena), text.data, text.length, 0600))
    atomic_fetch_add(&cache->kept, 1);
  arena_destroy(arena);
}

// -- the folder -----------------------------------------------------------------------------------

typedef struct Found {
  const char *name;
  int64_t bytes;  // that it takes on the disk
  struct timespec used;
} Found;

typedef ListOf(Found) FoundFiles;

static int oldest_first(const void *a, const void *b)
{
  const Found *x = a, *y = b;
  if (x->used.tv_sec != y->used.tv_sec)
    return x->used.tv_sec < y->used.tv_sec ? -1 : 1;
  if (x->used.tv_nsec != y->used.tv_nsec)
    return x->used.tv_nsec < y->used.tv_nsec ? -1 : 1;
  return strcmp(x->name, y->name);
}

// A file of ours, or one that was to become such and was left when a process ended.
static bool is_ours(const char *name)
{
  size_t digits = strspn(name, "0123456789abcdef");
  return digits == NAME_LENGTH && (!name[digits] || name[digits] == '.');
}

static FoundFiles find_files(DIR *folder, Arena *arena)
{
  FoundFiles files = {0};
  for (struct dirent *entry; (entry = readdir(folder));) {
    struct stat status;
    if (!is_ours(entry->d_name) ||
        fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) ||
        !S_ISREG(status.st_mode))
      continue;
    Found file = {arena_copy_text(arena, entry->d_name, strlen(entry->d_name)),
                  (int64_t)status.st_blocks * 512, status.st_mtim};
    list_add(arena, &files, file);
  }
  return files;
}

void cache_trim(const Cache *cache, int64_t bytes)
{
  DIR *folder = opendir(cache->folder);
  if (!folder)
    return;
  Arena *arena = arena_create();
  FoundFiles files = find_files(folder, arena);
  int64_t total = 0;
  for (int i = 0; i < files.count; i++)
    total += files.items[i].bytes;
  if (total > bytes)
    qsort(files.items, (size_t)files.count, sizeof *files.items, oldest_first);
  for (int i = 0; i < files.count && total > bytes; i++) {
    unlinkat(dirfd(folder), files.items[i].name, 0);
    total -= files.items[i].bytes;
  }
  arena_destroy(arena);
  closedir(folder);
}

// -- the program ----------------------------------------------------------------------------------

typedef struct Identity {
  Arena *arena;
  const char *digits;
} Identity;

static const char *hexadecimal(Arena *arena, const unsigned char *bytes, size_t length)
{
  Text text = {.arena = arena};
  for (size_t i = 0; i < length; i++)
    text_add(&text, "%02x", bytes[i]);
  return text_get(&text);
}

// The notes of one segment of the program.
static void search_notes(Identity *identity, const char *notes, size_t size)
{
  while (size >= sizeof(ElfW(Nhdr))) {
    const ElfW(Nhdr) *note = (const ElfW(Nhdr) *)notes;
    size_t name = (note->n_namesz + 3u) & ~(size_t)3, value = (note->n_descsz + 3u) & ~(size_t)3;
    const char *text = notes + sizeof *note;
    if (size < sizeof *note + name + value)
      return;
    if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && !memcmp(text, "GNU", 4))
      identity->digits =
          hexadecimal(identity->arena, (const unsigned char *)text + name, note->n_descsz);
    notes += sizeof *note + name + value;
    size -= sizeof *note + name + value;
  }
}

// The program itself comes first.
static int search_program(struct dl_phdr_info *program, size_t size, void *context)
{
  (void)size;
  for (int i = 0; i < program->dlpi_phnum; i++)
    if (program->dlpi_phdr[i].p_type == PT_NOTE)
      search_notes(context, (const char *)(program->dlpi_addr + program->dlpi_phdr[i].p_vaddr),
                   program->dlpi_phdr[i].p_memsz);
  return 1;
}

const char *program_identity(Arena *arena)
{
  Identity identity = {.arena = arena};
  dl_iterate_phdr(search_program, &identity);
  return identity.digits;
}
