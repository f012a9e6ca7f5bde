/*
 * The least that a server on epoll can do: echoes what it gets, bytes and datagrams, on one port.
 * Level-triggered, one receive for each event, a buffer of its own only for a peer that does not read.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 1024, RECEIVE_BYTES = 64 * 1024, BACKLOG = 4096 };

struct connection {
  int descriptor;
  char *rest; /* what the peer has not taken */
  size_t rest_size;
};

static int poller;
static char input[RECEIVE_BYTES];

static _Noreturn void fail(const char *what) {
  perror(what);
  exit(1);
}

static void watch(int operation, int descriptor, uint32_t events, void *whom) {
  struct epoll_event event = {.events = events, .data.ptr = whom};
  if (epoll_ctl(poller, operation, descriptor, &event) < 0) fail("epoll_ctl");
}

static void end(struct connection *connection) {
  close(connection->descriptor);
  free(connection->rest);
  free(connection);
}

static void keep(struct connection *connection, const char *bytes, size_t size) {
  connection->rest = malloc(size);
  if (connection->rest == NULL) fail("malloc");
  memcpy(connection->rest, bytes, size);
  connection->rest_size = size;
  watch(EPOLL_CTL_MOD, connection->descriptor, EPOLLOUT, connection);
}

static void echo(struct connection *connection) {
  ssize_t count = recv(connection->descriptor, input, sizeof input, 0);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    end(connection);
    return;
  }
  ssize_t taken = send(connection->descriptor, input, (size_t)count, MSG_NOSIGNAL);
  if (taken < 0 && errno != EAGAIN) {
    end(connection);
  } else if (taken < count) {
    ssize_t done = taken < 0 ? 0 : taken;
    keep(connection, input + done, (size_t)(count - done));
  }
}

static void send_rest(struct connection *connection) {
  ssize_t taken = send(connection->descriptor, connection->rest, connection->rest_size, MSG_NOSIGNAL);
  if (taken < 0 && errno == EAGAIN) return;
  if (taken < 0) {
    end(connection);
    return;
  }
  connection->rest_size -= (size_t)taken;
  memmove(connection->rest, connection->rest + taken, connection->rest_size);
  if (connection->rest_size == 0) {
    free(connection->rest);
    connection->rest = NULL;
    watch(EPOLL_CTL_MOD, connection->descriptor, EPOLLIN, connection);
  }
}

static void accept_one(int listener) {
  /* TCP_NODELAY is inherited from the listener. */
  int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return;
  struct connection *connection = calloc(1, sizeof *connection);
  if (connection == NULL) fail("calloc");
  connection->descriptor = descriptor;
  watch(EPOLL_CTL_ADD, descriptor, EPOLLIN, connection);
}

static void echo_datagram(int datagrams) {
  struct sockaddr_storage from;
  socklen_t length = sizeof from;
  ssize_t count = recvfrom(datagrams, input, sizeof input, 0, (struct sockaddr *)&from, &length);
  if (count >= 0) sendto(datagrams, input, (size_t)count, 0, (struct sockaddr *)&from, length);
}

static int bound(int type, uint16_t *port) {
  int descriptor = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(*port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (descriptor < 0 || bind(descriptor, (struct sockaddr *)&address, length) < 0 ||
      getsockname(descriptor, (struct sockaddr *)&address, &length) < 0) {
    fail("bind");
  }
  *port = ntohs(address.sin_port);
  return descriptor;
}

int main(void) {
  uint16_t port = 0;
  int listener = bound(SOCK_STREAM, &port);
  int datagrams = bound(SOCK_DGRAM, &port);
  int on = 1;
  setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  poller = epoll_create1(EPOLL_CLOEXEC);
  if (poller < 0 || listen(listener, BACKLOG) < 0) fail("listen");
  watch(EPOLL_CTL_ADD, listener, EPOLLIN, &listener);
  watch(EPOLL_CTL_ADD, datagrams, EPOLLIN, &datagrams);
  printf("Listening on %d\n", port);
  fflush(stdout);
  struct epoll_event events[EVENTS];
  for (;;) {
    int count = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      void *whom = events[i].data.ptr;
      if (whom == &listener) {
        accept_one(listener);
      } else if (whom == &datagrams) {
        echo_datagram(datagrams);
      } else if (events[i].events & EPOLLOUT) {
        send_rest(whom);
      } else {
        echo(whom);
      }
    }
  }
}
