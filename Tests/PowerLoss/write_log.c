// Logs what a program does to the files of a folder, for power_loss.py: a library to be preloaded. WRITE_LOG names the
// log, WRITE_LOG_FOLDER the folder. A record is an operation (W, T, S, U: write, truncate, sync, unlink), the length of
// the file's name, an offset or length, the number of bytes, then the name and the bytes. A sync of the folder itself
// has an empty name.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { most_files = 1024 };
static char *names[most_files];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;

#define ORIGINAL(name) \
    static __typeof__(&name) original; \
    if (!original) original = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// What follows the folder in a path; NULL for a file elsewhere.
static const char *inside(const char *path) {
    const char *folder = getenv("WRITE_LOG_FOLDER");
    size_t length = folder ? strlen(folder) : 0;
    if (!path || !length || strncmp(path, folder, length) != 0) return NULL;
    if (path[length] == 0) return "";
    return path[length] == '/' ? path + length + 1 : NULL;
}

static void record(char operation, const char *name, uint64_t place, const void *bytes, uint64_t count) {
    static ssize_t (*plain_writev)(int, const struct iovec *, int);
    if (!plain_writev) plain_writev = (ssize_t (*)(int, const struct iovec *, int))dlsym(RTLD_NEXT, "writev");
    // By no function that is logged itself.
    if (log_file < 0)
        log_file = (int)syscall(
            SYS_openat, AT_FDCWD, getenv("WRITE_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    uint64_t numbers[4] = {(uint64_t)operation, strlen(name), place, count};
    struct iovec parts[3] = {
        {numbers, sizeof numbers}, {(void *)name, strlen(name)}, {(void *)bytes, operation == 'W' ? count : 0}};
    if (plain_writev(log_file, parts, 3) < 0) abort();
}

static void opened(int file, const char *path) {
    const char *name = inside(path);
    if (file < 0 || file >= most_files) return;
    pthread_mutex_lock(&lock);
    free(names[file]);
    names[file] = name ? strdup(name) : NULL;
    pthread_mutex_unlock(&lock);
}

static void changed(char operation, int file, uint64_t place, const void *bytes, uint64_t count) {
    if (file < 0 || file >= most_files) return;
    pthread_mutex_lock(&lock);
    if (names[file]) record(operation, names[file], place, bytes, count);
    pthread_mutex_unlock(&lock);
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        ORIGINAL(name); \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        int file = original(path, flags, mode); \
        opened(file, path); \
        return file; \
    }
OPENING(open)
OPENING(open64)

int close(int file) {
    ORIGINAL(close);
    opened(file, NULL);
    return original(file);
}

#define WRITING(name, offset) \
    ssize_t name(int file, const void *bytes, size_t count, offset place) { \
        ORIGINAL(name); \
        ssize_t written = original(file, bytes, count, place); \
        if (written > 0) changed('W', file, (uint64_t)place, bytes, (uint64_t)written); \
        return written; \
    }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t count) {
    ORIGINAL(write);
    off_t place = file >= 0 && file < most_files && names[file] ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t written = original(file, bytes, count);
    if (written > 0) changed('W', file, (uint64_t)place, bytes, (uint64_t)written);
    return written;
}

#define TRUNCATING(name, offset) \
    int name(int file, offset length) { \
        ORIGINAL(name); \
        int result = original(file, length); \
        if (result == 0) changed('T', file, (uint64_t)length, NULL, 0); \
        return result; \
    }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

#define SYNCING(name) \
    int name(int file) { \
        ORIGINAL(name); \
        int result = original(file); \
        if (result == 0) changed('S', file, 0, NULL, 0); \
        return result; \
    }
SYNCING(fsync)
SYNCING(fdatasync)

int unlink(const char *path) {
    ORIGINAL(unlink);
    int result = original(path);
    const char *name = inside(path);
    if (result == 0 && name) {
        pthread_mutex_lock(&lock);
        record('U', name, 0, NULL, 0);
        pthread_mutex_unlock(&lock);
    }
    return result;
}
