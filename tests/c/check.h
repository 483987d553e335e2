/* What the tests in C say when something is not as it should be. */
#ifndef SLUICE_TESTS_C_CHECK_H
#define SLUICE_TESTS_C_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sluice/sluice.h>

static int failures = 0;

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);   \
      ++failures;                                                               \
    }                                                                           \
  } while (0)

/* Ends the test where what follows would make no sense. */
#define REQUIRE(condition)                                                      \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);   \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

static int contains(const char* text, const char* piece) { return strstr(text, piece) != NULL; }

#endif
