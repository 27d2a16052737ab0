/*
 * Lets openntpd run as anyone, quickly, and with its hands off the clock; preloaded into it.
 *
 * It changes group lists and sets the clock, and without the right to do so gives up or never calls
 * itself synchronized. Here both succeed and do nothing. And its counter runs and its waits pass twenty
 * times as fast, because it takes minutes before it trusts a server; what it measures is not touched.
 */
#define _GNU_SOURCE
#include <grp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

enum { HASTE = 20 };

int setgroups(size_t count, const gid_t *groups) {
  (void)count, (void)groups;
  return 0;
}

int settimeofday(const struct timeval *time, const struct timezone *zone) {
  (void)time, (void)zone;
  return 0;
}

int adjtime(const struct timeval *delta, struct timeval *left) {
  (void)delta;
  if (left) left->tv_sec = left->tv_usec = 0;
  return 0;
}

int adjtimex(struct timex *adjustment) {
  (void)adjustment;
  return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (clock == CLOCK_MONOTONIC) {
    long long nanoseconds = (now->tv_sec * 1000000000LL + now->tv_nsec) * HASTE;
    now->tv_sec = nanoseconds / 1000000000;
    now->tv_nsec = nanoseconds % 1000000000;
  }
  return result;
}

int poll(struct pollfd *watched, nfds_t count, int milliseconds) {
  if (milliseconds > 0) milliseconds = (milliseconds + HASTE - 1) / HASTE;
  struct timespec wait = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  return ppoll(watched, count, milliseconds < 0 ? NULL : &wait, NULL);
}
