/* What the kinds of load have in common. */
#ifndef LOAD_H
#define LOAD_H

#include <stddef.h>
#include <stdint.h>

/* What the command line says. */
struct options {
  int port;
  int connections;
  int idle;            /* connections that only exist */
  int depth;           /* requests that a connection sends at a time */
  int exchanges;       /* requests in the life of a connection, where connections come and go */
  const char *request; /* bytes of one request, repeated for ever */
  size_t request_size;
  const char *reply; /* bytes of one reply; a zero stands for any byte */
  size_t reply_size;
};

/* What one run is told: when it ends, and how it is paced. */
struct order {
  double seconds;
  double rate; /* requests a second at intended times; 0: each as soon as the one before is answered */
  uint64_t bytes;      /* how much to download */
  uint64_t pause_nanos; /* how long to wait behind each piece of a download */
};

/* Counted while a run lasts. */
struct outcome {
  uint64_t requests;
  uint64_t late_nanos; /* the most that a request was sent behind its time: the fault of the load */
};

/* A kind of load. */
struct load {
  const char *name;
  void (*open)(const struct options *options);
  void (*run)(const struct order *order, struct outcome *outcome);
};

extern const struct load exchange_load;
extern const struct load churn_load;
extern const struct load datagram_load;
extern const struct load download_load;

/* Ends the process with the name of what failed and the error of the system. */
_Noreturn void fail(const char *what);

/* Ends the process with a sentence. */
_Noreturn void refuse(const char *why);

/* The same, with the beginning of what is refused. */
_Noreturn void refuse_bytes(const char *why, const char *bytes, size_t count);

uint64_t nanos(void);

/* A connection that is there, or soon will be if it is not to wait; sends without delay. */
int open_connection(int port, int waits);

/* Makes a descriptor raise these events with this value. */
void watch(int poller, int operation, int descriptor, uint32_t events, uint64_t value);

/* Ends the process unless these are the bytes of replies from this position of the stream on. */
void check_reply(const struct options *options, uint64_t position, const char *bytes, size_t count);

/* Bytes of the endless stream of requests from a position on; at least one request's, if asked. */
const char *request_bytes(const struct options *options, uint64_t position, size_t *count);

#endif
