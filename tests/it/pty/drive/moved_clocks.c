/* Clocks of a program that a test moves: every clock it reads runs as the machine's does, plus what the test has added.
 *
 * Preloaded; the file named by TRAMSO_MOVED_CLOCKS holds the nanoseconds added so far. Waiting for a moment keeps to the moved clock
 * too: a thread that sleeps until then is woken when the test has moved the clock there, as it would be by the time itself. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
/* How long a thread sleeps before it looks at the moved clock again. */
#define SLICE (5 * 1000 * 1000LL)

static const volatile int64_t *added;
static long (*kernel)(long, ...);
static int (*read_clock)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    kernel = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    read_clock = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    const char *path = getenv("TRAMSO_MOVED_CLOCKS");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *page = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) {
        abort();
    }
    close(file);
    added = page;
}

static int64_t whole(const struct timespec *time) {
    return time->tv_sec * SECOND + time->tv_nsec;
}

static struct timespec parts(int64_t ns) {
    struct timespec time = {ns / SECOND, ns % SECOND};
    return time;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!added) {
        begin();
    }
    int failed = read_clock(clock, time);
    int moves = clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME;
    if (!failed && moves) {
        *time = parts(whole(time) + *added);
    }
    return failed;
}

/* Waits for a change at `place` until a moment of the moved clock that counts from the machine's start. */
static long wait_until(const long *args) {
    int64_t until = whole((const struct timespec *)args[3]);
    for (;;) {
        struct timespec now;
        read_clock(CLOCK_MONOTONIC, &now);
        int64_t left = until - (whole(&now) + *added);
        if (left <= 0) {
            errno = ETIMEDOUT;
            return -1;
        }
        struct timespec wake = parts(whole(&now) + (left < SLICE ? left : SLICE));
        long ended = kernel(SYS_futex, args[0], args[1], args[2], (long)&wake, args[4], args[5]);
        if (ended == 0 || errno != ETIMEDOUT) {
            return ended;
        }
    }
}

long syscall(long number, ...) {
    if (!added) {
        begin();
    }
    long args[6];
    va_list rest;
    va_start(rest, number);
    for (int at = 0; at < 6; at++) {
        args[at] = va_arg(rest, long);
    }
    va_end(rest);
    int waits = number == SYS_futex && (args[1] & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET;
    if (waits && !(args[1] & FUTEX_CLOCK_REALTIME) && args[3]) {
        return wait_until(args);
    }
    return kernel(number, args[0], args[1], args[2], args[3], args[4], args[5]);
}
