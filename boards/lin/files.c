/* Small texts in files, each replaced as a whole: a power cut leaves the old one or the new one. */
#include "xsmc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST_PATH 1024
/* More than any configuration. */
#define LONGEST_TEXT (1 << 20)

static void fail(xsMachine *the, const char *what, const char *path) {
  xsUnknownError("%s %s: %s", what, path, strerror(errno));
}

static void copy_path(xsMachine *the, int argument, char *into) {
  xsmcToStringBuffer(xsArg(argument), into, LONGEST_PATH);
}

/* readFile(path): string | undefined */
void xs_lin_read_file(xsMachine *the) {
  char path[LONGEST_PATH];
  struct stat found;
  copy_path(the, 0, path);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    if (errno == ENOENT) return;
    fail(the, "cannot read", path);
  }
  bool is_known = fstat(fd, &found) == 0 && found.st_size <= LONGEST_TEXT;
  char *text = is_known ? malloc(found.st_size) : NULL;
  bool is_read = text && read(fd, text, found.st_size) == found.st_size;
  close(fd);
  if (is_read) xsResult = xsStringBuffer(text, found.st_size);
  free(text);
  if (!is_read) fail(the, "cannot read", path);
}

static bool write_draft(const char *path, const char *text, size_t length) {
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool is_written = write(fd, text, length) == (ssize_t)length && fsync(fd) == 0;
  return close(fd) == 0 && is_written;
}

/* The renaming itself is on the disk only once the directory is. */
static void sync_directory(const char *directory) {
  int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

/* Makes what of the path is not there yet. 0, or -1 and errno. */
static int make_directories(char *path) {
  for (char *end = path; *end; end++) {
    if (*end != '/' || end == path) continue;
    *end = 0;
    int made = mkdir(path, 0777);
    *end = '/';
    if (made != 0 && errno != EEXIST) return -1;
  }
  return mkdir(path, 0777) != 0 && errno != EEXIST ? -1 : 0;
}

/* writeFile(directory, path, draft, text): void; the directory is made, and those that it is in */
void xs_lin_write_file(xsMachine *the) {
  char directory[LONGEST_PATH], path[LONGEST_PATH], draft[LONGEST_PATH];
  copy_path(the, 0, directory);
  copy_path(the, 1, path);
  copy_path(the, 2, draft);
  const char *text = xsmcToString(xsArg(3));
  if (make_directories(directory) != 0) fail(the, "cannot make", directory);
  if (!write_draft(draft, text, strlen(text)) || rename(draft, path) != 0) fail(the, "cannot write", path);
  sync_directory(directory);
}

/* removeFile(path): void */
void xs_lin_remove_file(xsMachine *the) {
  char path[LONGEST_PATH];
  copy_path(the, 0, path);
  if (unlink(path) != 0 && errno != ENOENT) fail(the, "cannot remove", path);
}
