/* Datagrams: each socket sends its next one when the one before is answered. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "histogram.h"
#include "load.h"

enum { EVENTS = 1024, RECEIVE_BYTES = 64 * 1024, PATIENCE_MILLIS = 5000 };

static const struct options *options;
static int *sockets;
static uint64_t *started;
static int poller;
static int unanswered;
static char input[RECEIVE_BYTES];

static void open_all(const struct options *given) {
  options = given;
  poller = epoll_create1(EPOLL_CLOEXEC);
  sockets = calloc((size_t)options->connections, sizeof *sockets);
  started = calloc((size_t)options->connections, sizeof *started);
  if (poller < 0 || sockets == NULL || started == NULL) fail("epoll_create1");
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options->port)};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int i = 0; i < options->connections; i++) {
    sockets[i] = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (sockets[i] < 0) fail("socket");
    if (connect(sockets[i], (struct sockaddr *)&server, sizeof server) < 0) fail("connect");
    watch(poller, EPOLL_CTL_ADD, sockets[i], EPOLLIN, (uint64_t)i);
  }
}

static void ask(uint64_t i, uint64_t now) {
  started[i] = now;
  if (send(sockets[i], options->request, options->request_size, 0) < 0) fail("send");
  unanswered++;
}

static void take(uint64_t i, uint64_t deadline, struct outcome *outcome) {
  ssize_t count = recv(sockets[i], input, sizeof input, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count < 0) fail("recv");
  if ((size_t)count != options->reply_size) {
    refuse_bytes("this is not the size of a reply", input, (size_t)count);
  }
  check_reply(options, 0, input, (size_t)count);
  uint64_t now = nanos();
  histogram_add(now - started[i], 1);
  outcome->requests++;
  unanswered--;
  if (now < deadline) ask(i, now);
}

static void run(const struct order *order, struct outcome *outcome) {
  uint64_t deadline = nanos() + (uint64_t)(order->seconds * 1e9);
  struct epoll_event events[EVENTS];
  for (int i = 0; i < options->connections; i++) {
    ask((uint64_t)i, nanos());
  }
  while (unanswered > 0) {
    int count = epoll_wait(poller, events, EVENTS, PATIENCE_MILLIS);
    if (count == 0) refuse("a datagram was lost");
    for (int i = 0; i < count; i++) {
      take(events[i].data.u64, deadline, outcome);
    }
  }
}

const struct load datagram_load = {"datagrams", open_all, run};
