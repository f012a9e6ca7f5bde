/* Connections that come and go: connect, some exchanges, close; a request is one exchange. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "histogram.h"
#include "load.h"

enum { EVENTS = 1024, RECEIVE_BYTES = 64 * 1024 };

struct visit {
  int descriptor;
  int exchanges_left;
  int is_open;
  uint64_t received; /* bytes of the reply under way */
  uint64_t started;
};

static const struct options *options;
static struct visit *visits;
static int poller;
static int under_way;
static char input[RECEIVE_BYTES];

static void prepare(const struct options *given) {
  options = given;
  poller = epoll_create1(EPOLL_CLOEXEC);
  visits = calloc((size_t)options->connections, sizeof *visits);
  if (poller < 0 || visits == NULL) fail("epoll_create1");
}

static void begin(struct visit *visit) {
  visit->started = nanos();
  visit->exchanges_left = options->exchanges;
  visit->received = 0;
  visit->is_open = 0;
  visit->descriptor = open_connection(options->port, 0);
  under_way++;
  watch(poller, EPOLL_CTL_ADD, visit->descriptor, EPOLLOUT, (uint64_t)(visit - visits));
}

static void ask(struct visit *visit) {
  size_t count = options->request_size;
  const char *bytes = request_bytes(options, 0, &count);
  if (send(visit->descriptor, bytes, options->request_size, MSG_NOSIGNAL) !=
      (ssize_t)options->request_size) {
    fail("send");
  }
}

static void end(struct visit *visit, uint64_t deadline) {
  close(visit->descriptor);
  under_way--;
  if (nanos() < deadline) begin(visit);
}

static void take(struct visit *visit, uint64_t deadline, struct outcome *outcome) {
  ssize_t count = recv(visit->descriptor, input, sizeof input, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count < 0) fail("recv");
  if (count == 0) refuse("the server has closed a connection");
  check_reply(options, visit->received, input, (size_t)count);
  visit->received += (uint64_t)count;
  if (visit->received < options->reply_size) return;
  uint64_t now = nanos();
  histogram_add(now - visit->started, 1);
  outcome->requests++;
  visit->received = 0;
  visit->started = now;
  if (--visit->exchanges_left > 0) {
    ask(visit);
  } else {
    end(visit, deadline);
  }
}

static void run(const struct order *order, struct outcome *outcome) {
  uint64_t deadline = nanos() + (uint64_t)(order->seconds * 1e9);
  struct epoll_event events[EVENTS];
  for (int i = 0; i < options->connections; i++) {
    begin(&visits[i]);
  }
  while (under_way > 0) {
    int count = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      struct visit *visit = &visits[events[i].data.u64];
      if (visit->is_open) {
        take(visit, deadline, outcome);
      } else {
        visit->is_open = 1;
        watch(poller, EPOLL_CTL_MOD, visit->descriptor, EPOLLIN, events[i].data.u64);
        ask(visit);
      }
    }
  }
}

const struct load churn_load = {"churn", prepare, run};
