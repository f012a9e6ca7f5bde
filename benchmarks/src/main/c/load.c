/*
 * The load generator. Opens its connections, says "ready", and then obeys lines of standard input:
 *
 *   run SECONDS RATE            loads for so long; RATE 0 is as fast as the server answers
 *   download BYTES PAUSE_NANOS  fetches so many bytes, with a pause behind each piece
 *
 * Each is answered by one line of JSON when the last reply is there, so that the server is idle
 * before and after: whoever reads the server's CPU time then has that of these requests.
 */
#define _GNU_SOURCE
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "histogram.h"

enum { STREAM_BYTES = 64 * 1024, SHOWN_BYTES = 256 };

uint64_t histogram[POWERS * STEPS];

_Noreturn void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

_Noreturn void refuse(const char *why) {
  fprintf(stderr, "load: %s\n", why);
  exit(1);
}

_Noreturn void refuse_bytes(const char *why, const char *bytes, size_t count) {
  fprintf(stderr, "load: %s: ", why);
  for (size_t i = 0; i < count && i < SHOWN_BYTES; i++) {
    char byte = bytes[i];
    fprintf(stderr, byte >= ' ' && byte <= '~' ? "%c" : "\\x%02x", (unsigned char)byte);
  }
  fprintf(stderr, count > SHOWN_BYTES ? "...\n" : "\n");
  exit(1);
}

uint64_t nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int open_connection(int port, int waits) {
  /* Many addresses of our own, so that no port is still remembered by the connection before. */
  static uint32_t turn;
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (waits ? 0 : SOCK_NONBLOCK), 0);
  if (descriptor < 0) fail("socket");
  int on = 1;
  setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  struct sockaddr_in mine = {.sin_family = AF_INET};
  mine.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + turn++ % 64);
  if (bind(descriptor, (struct sockaddr *)&mine, sizeof mine) < 0) fail("bind");
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(descriptor, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) {
    fail("connect");
  }
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (waits && fcntl(descriptor, F_SETFL, O_NONBLOCK) < 0) fail("fcntl");
  return descriptor;
}

void watch(int poller, int operation, int descriptor, uint32_t events, uint64_t value) {
  struct epoll_event event = {.events = events, .data.u64 = value};
  if (epoll_ctl(poller, operation, descriptor, &event) < 0) fail("epoll_ctl");
}

/* The stream of requests, as far as one send may need it from any position within a request. */
static char *stream;
static size_t stream_size;

static void make_stream(const struct options *options) {
  size_t least = options->request_size * (size_t)(options->depth + 1);
  if (least < STREAM_BYTES) least = STREAM_BYTES;
  size_t copies = (least + options->request_size - 1) / options->request_size;
  stream_size = copies * options->request_size;
  stream = malloc(stream_size);
  if (stream == NULL) fail("malloc");
  for (size_t i = 0; i < copies; i++) {
    memcpy(stream + i * options->request_size, options->request, options->request_size);
  }
}

const char *request_bytes(const struct options *options, uint64_t position, size_t *count) {
  size_t offset = position % options->request_size;
  if (*count > stream_size - offset) *count = stream_size - offset;
  return stream + offset;
}

static int is_reply(const struct options *options, uint64_t position, const char *bytes, size_t count) {
  size_t offset = position % options->reply_size;
  while (count > 0) {
    size_t part = options->reply_size - offset < count ? options->reply_size - offset : count;
    const char *expected = options->reply + offset;
    int differs = 0;
    for (size_t i = 0; i < part; i++) {
      differs |= expected[i] != 0 && expected[i] != bytes[i];
    }
    if (differs) return 0;
    bytes += part;
    count -= part;
    offset = 0;
  }
  return 1;
}

void check_reply(const struct options *options, uint64_t position, const char *bytes, size_t count) {
  if (!is_reply(options, position, bytes, count)) {
    refuse_bytes("these are not the bytes of a reply", bytes, count);
  }
}

/* Printable, and different in each place of a line, so that a byte in a wrong place is seen. */
static char *pattern(size_t size) {
  char *bytes = malloc(size);
  if (bytes == NULL) fail("malloc");
  for (size_t i = 0; i < size; i++) {
    bytes[i] = (char)(' ' + 1 + (i * 7 + i / 89) % 94);
  }
  return bytes;
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail(path);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size);
  if (bytes == NULL || fread(bytes, 1, *size, file) != *size) fail(path);
  fclose(file);
  return bytes;
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void obey(const struct load *load, const struct order *order) {
  struct outcome outcome = {0};
  histogram_clear();
  double cpu = cpu_seconds();
  uint64_t start = nanos();
  load->run(order, &outcome);
  double seconds = (double)(nanos() - start) / 1e9;
  cpu = cpu_seconds() - cpu;
  printf("{\"requests\":%llu,\"seconds\":%.9f,\"cpuSeconds\":%.6f,\"lateNanos\":%llu,\"latencies\":[",
         (unsigned long long)outcome.requests, seconds, cpu, (unsigned long long)outcome.late_nanos);
  histogram_print();
  puts("]}");
  fflush(stdout);
}

static const struct load *load_named(const char *name) {
  const struct load *loads[] = {&exchange_load, &churn_load, &datagram_load, &download_load};
  for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
    if (strcmp(loads[i]->name, name) == 0) return loads[i];
  }
  refuse("there is no such load");
}

static struct options parse(int count, char **words) {
  struct options options = {.connections = 1, .depth = 1, .exchanges = 1};
  size_t size = 64;
  static const struct option names[] = {
      {"port", required_argument, NULL, 'p'},     {"connections", required_argument, NULL, 'c'},
      {"idle", required_argument, NULL, 'i'},     {"depth", required_argument, NULL, 'd'},
      {"exchanges", required_argument, NULL, 'e'}, {"size", required_argument, NULL, 's'},
      {"request", required_argument, NULL, 'q'},  {"reply", required_argument, NULL, 'r'},
      {NULL, 0, NULL, 0}};
  for (int name; (name = getopt_long(count, words, "", names, NULL)) != -1;) {
    switch (name) {
      case 'p': options.port = atoi(optarg); break;
      case 'c': options.connections = atoi(optarg); break;
      case 'i': options.idle = atoi(optarg); break;
      case 'd': options.depth = atoi(optarg); break;
      case 'e': options.exchanges = atoi(optarg); break;
      case 's': size = (size_t)atol(optarg); break;
      case 'q': options.request = read_file(optarg, &options.request_size); break;
      case 'r': options.reply = read_file(optarg, &options.reply_size); break;
      default: refuse("an unknown option");
    }
  }
  if (options.request == NULL) {
    options.request = pattern(size);
    options.request_size = size;
  }
  if (options.reply == NULL) {
    options.reply = options.request;
    options.reply_size = options.request_size;
  }
  return options;
}

int main(int count, char **words) {
  if (count < 2) refuse("which load?");
  signal(SIGPIPE, SIG_IGN);
  const struct load *load = load_named(words[1]);
  struct options options = parse(count - 1, words + 1);
  make_stream(&options);
  load->open(&options);
  puts("ready");
  fflush(stdout);
  char line[256];
  while (fgets(line, sizeof line, stdin) != NULL) {
    struct order order = {0};
    unsigned long long bytes, pause;
    if (sscanf(line, "run %lf %lf", &order.seconds, &order.rate) == 2) {
      obey(load, &order);
    } else if (sscanf(line, "download %llu %llu", &bytes, &pause) == 2) {
      order.bytes = bytes;
      order.pause_nanos = pause;
      obey(load, &order);
    } else {
      refuse("an unknown order");
    }
  }
  return 0;
}
