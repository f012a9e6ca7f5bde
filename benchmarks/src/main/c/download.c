/* Asks for many bytes by their number, eight octets with the most significant first, and reads them. */
#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "load.h"

enum { PIECE_BYTES = 256 * 1024 };

static int port;
static char input[PIECE_BYTES];

static void remember(const struct options *options) { port = options->port; }

static void run(const struct order *order, struct outcome *outcome) {
  int descriptor = open_connection(port, 1);
  if (fcntl(descriptor, F_SETFL, 0) < 0) fail("fcntl");
  uint64_t request = htobe64(order->bytes);
  if (send(descriptor, &request, sizeof request, MSG_NOSIGNAL) != sizeof request) fail("send");
  struct timespec pause = {.tv_sec = (time_t)(order->pause_nanos / 1000000000u),
                           .tv_nsec = (long)(order->pause_nanos % 1000000000u)};
  for (uint64_t left = order->bytes; left > 0;) {
    ssize_t count = recv(descriptor, input, left < sizeof input ? left : sizeof input, 0);
    if (count < 0) fail("recv");
    if (count == 0) refuse("the server has closed the connection too early");
    for (ssize_t i = 0; i < count; i += 4096) {
      if (input[i] != 'x') refuse("these are not the bytes of a reply");
    }
    left -= (uint64_t)count;
    if (order->pause_nanos > 0) nanosleep(&pause, NULL);
  }
  outcome->requests = 1;
  close(descriptor);
}

const struct load download_load = {"download", remember, run};
