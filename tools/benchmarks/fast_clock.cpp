// What libfaketime needs beside it so that a program of Boost.Asio runs at several times the pace
// of the clock: loaded before it, by LD_PRELOAD, in `tools/bench day`.
//
// libfaketime does not hasten timers that are file descriptors. Without them Asio waits in
// epoll_wait, which it hastens: but a wait shorter than the rate would become none at all, and the
// loop would spin.
#include <dlfcn.h>
#include <sys/epoll.h>

#include <cerrno>
#include <cstdlib>

extern "C" int timerfd_create(int /*clock*/, int /*flags*/) {
    errno = ENOSYS;
    return -1;
}

extern "C" int epoll_wait(int descriptor, epoll_event* events, int most, int wait_ms) {
    using Wait = int (*)(int, epoll_event*, int, int);
    static const auto wait = reinterpret_cast<Wait>(dlsym(RTLD_NEXT, "epoll_wait"));
    static const int rate = std::atoi(std::getenv("FCR_CLOCK_RATE"));
    return wait(descriptor, events, most, wait_ms > 0 && wait_ms < rate ? rate : wait_ms);
}
