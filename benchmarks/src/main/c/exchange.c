/*
 * Requests and replies on connections that stay. Without a rate, each connection sends some requests at
 * a time and the next when all of them are answered. With a rate, requests are sent when it is their
 * time, whether those before are answered or not, and a latency begins at the intended time: a
 * server that stands still is charged with all the requests that would have come meanwhile.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "histogram.h"
#include "load.h"

enum { EVENTS = 1024, RECEIVE_BYTES = 256 * 1024, MAX_UNANSWERED = 4096 };

struct connection {
  int descriptor;
  int waits_for_room;
  uint64_t sent;     /* bytes, since it is open */
  uint64_t received; /* bytes, since it is open */
  uint64_t to_send;
  uint64_t awaited;
  uint64_t started;   /* when the burst was sent */
  uint64_t *intended; /* a ring of the times at which unanswered requests should have been sent */
  uint64_t asked;     /* requests ever put into the ring */
  uint64_t answered;  /* requests ever taken from it */
};

static const struct options *options;
static struct connection *connections;
static int poller;
static uint64_t unanswered;
static char input[RECEIVE_BYTES];

static void open_all(const struct options *given) {
  options = given;
  poller = epoll_create1(EPOLL_CLOEXEC);
  if (poller < 0) fail("epoll_create1");
  for (int i = 0; i < options->idle; i++) {
    open_connection(options->port, 1);
  }
  connections = calloc((size_t)options->connections, sizeof *connections);
  if (connections == NULL) fail("calloc");
  for (int i = 0; i < options->connections; i++) {
    connections[i].descriptor = open_connection(options->port, 1);
    watch(poller, EPOLL_CTL_ADD, connections[i].descriptor, EPOLLIN, (uint64_t)i);
  }
}

static void wait_for_room(struct connection *connection, int waits) {
  if (connection->waits_for_room != waits) {
    connection->waits_for_room = waits;
    watch(poller, EPOLL_CTL_MOD, connection->descriptor, waits ? EPOLLIN | EPOLLOUT : EPOLLIN,
          (uint64_t)(connection - connections));
  }
}

static void send_rest(struct connection *connection) {
  while (connection->to_send > 0) {
    size_t count = connection->to_send;
    const char *bytes = request_bytes(options, connection->sent, &count);
    ssize_t taken = send(connection->descriptor, bytes, count, MSG_NOSIGNAL);
    if (taken < 0 && errno == EAGAIN) {
      wait_for_room(connection, 1);
      return;
    }
    if (taken < 0) fail("send");
    connection->sent += (uint64_t)taken;
    connection->to_send -= (uint64_t)taken;
  }
  wait_for_room(connection, 0);
}

static void ask(struct connection *connection, uint64_t requests) {
  connection->to_send += requests * options->request_size;
  connection->awaited += requests * options->reply_size;
  unanswered += requests;
  send_rest(connection);
}

static size_t receive(struct connection *connection) {
  ssize_t count = recv(connection->descriptor, input, sizeof input, 0);
  if (count < 0 && errno == EAGAIN) return 0;
  if (count < 0) fail("recv");
  if (count == 0) refuse("the server has closed a connection");
  if ((uint64_t)count > connection->awaited) {
    refuse_bytes("more bytes than were asked for", input, (size_t)count);
  }
  check_reply(options, connection->received, input, (size_t)count);
  connection->received += (uint64_t)count;
  connection->awaited -= (uint64_t)count;
  return (size_t)count;
}

/* Bursts: each as soon as the one before is answered. */

static void send_burst(struct connection *connection, uint64_t now) {
  connection->started = now;
  ask(connection, (uint64_t)options->depth);
}

static void take_burst(struct connection *connection, uint64_t deadline, struct outcome *outcome) {
  if (receive(connection) == 0 || connection->awaited > 0) return;
  uint64_t now = nanos();
  uint64_t depth = (uint64_t)options->depth;
  histogram_add(now - connection->started, depth);
  outcome->requests += depth;
  unanswered -= depth;
  if (now < deadline) send_burst(connection, now);
}

static void run_bursts(uint64_t deadline, struct outcome *outcome) {
  struct epoll_event events[EVENTS];
  for (int i = 0; i < options->connections; i++) {
    send_burst(&connections[i], nanos());
  }
  while (unanswered > 0) {
    int count = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      struct connection *connection = &connections[events[i].data.u64];
      if (events[i].events & EPOLLOUT) send_rest(connection);
      if (events[i].events & ~EPOLLOUT) take_burst(connection, deadline, outcome);
    }
  }
}

/* A rate: requests at their times. This spins, so that no sleep makes one late. */

static void take_replies(struct connection *connection, struct outcome *outcome) {
  if (receive(connection) == 0) return;
  uint64_t now = nanos();
  uint64_t complete = connection->received / options->reply_size;
  while (connection->answered < complete) {
    histogram_add(now - connection->intended[connection->answered++ % MAX_UNANSWERED], 1);
    outcome->requests++;
    unanswered--;
  }
}

static void send_due(double rate, uint64_t start, uint64_t deadline, uint64_t *next,
                     struct outcome *outcome) {
  for (;;) {
    uint64_t due = start + (uint64_t)((double)*next * 1e9 / rate);
    uint64_t now = nanos();
    if (due > now || due >= deadline) return;
    struct connection *connection = &connections[*next % (uint64_t)options->connections];
    if (connection->asked - connection->answered == MAX_UNANSWERED) {
      refuse("the server is too slow for this rate");
    }
    if (now - due > outcome->late_nanos) outcome->late_nanos = now - due;
    connection->intended[connection->asked++ % MAX_UNANSWERED] = due;
    ++*next;
    ask(connection, 1);
  }
}

static void run_rate(double rate, uint64_t start, uint64_t deadline, struct outcome *outcome) {
  struct epoll_event events[EVENTS];
  for (int i = 0; i < options->connections; i++) {
    struct connection *connection = &connections[i];
    if (connection->intended == NULL) {
      connection->intended = malloc(MAX_UNANSWERED * sizeof *connection->intended);
      if (connection->intended == NULL) fail("malloc");
    }
    connection->asked = connection->answered = connection->received / options->reply_size;
  }
  uint64_t next = 0;
  while (unanswered > 0 || nanos() < deadline) {
    send_due(rate, start, deadline, &next, outcome);
    int count = epoll_wait(poller, events, EVENTS, 0);
    for (int i = 0; i < count; i++) {
      struct connection *connection = &connections[events[i].data.u64];
      if (events[i].events & EPOLLOUT) send_rest(connection);
      if (events[i].events & ~EPOLLOUT) take_replies(connection, outcome);
    }
  }
}

static void run(const struct order *order, struct outcome *outcome) {
  uint64_t start = nanos();
  uint64_t deadline = start + (uint64_t)(order->seconds * 1e9);
  if (order->rate > 0) {
    run_rate(order->rate, start, deadline, outcome);
  } else {
    run_bursts(deadline, outcome);
  }
}

const struct load exchange_load = {"exchange", open_all, run};
