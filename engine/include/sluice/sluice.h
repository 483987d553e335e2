/* The C interface: engines and results behind opaque handles, documents in batches.
 *
 *   sluice_engine* engine = NULL;
 *   sluice_error* error = NULL;
 *   if (sluice_engine_create(NULL, &engine, &error) != 0) return fail(error);
 *   sluice_input input = {0};
 *   input.id = sluice_text("a1");
 *   input.text = sluice_text("Sweden joined NATO in 2024.");
 *   sluice_buffer* lines = NULL;
 *   if (sluice_extract_jsonl(engine, &input, 1, NULL, &lines, &error) != 0) return fail(error);
 *   fwrite(sluice_buffer_data(lines), 1, sluice_buffer_size(lines), stdout);
 *   sluice_buffer_free(lines);
 *   sluice_engine_free(engine);
 *
 * Conventions:
 *  1. Text is UTF-8 by pointer and length; it need not end in a zero byte, and the caller keeps it. Nothing is kept after a call returns.
 *  2. A function that may fail returns 0 when it did what it says. Else it sets `*error`, where `error` is not null, to an error that the caller
 *     frees, and leaves its other results alone. No exception leaves the library.
 *  3. What the library gives is freed by the function of its name, which takes null as well.
 *  4. A struct of options begins with its size. Set all bytes to zero, `size` to sizeof, then what you need: zero means the default. A program
 *     built with an older header keeps working with a newer library. A null pointer means all defaults.
 *  5. An engine may be used by any number of threads at once. A buffer, an error or a stream belongs to one thread at a time.
 */
#ifndef SLUICE_SLUICE_H
#define SLUICE_SLUICE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/** A compiled set of rules. */
typedef struct sluice_engine sluice_engine;
/** Bytes that the library made. */
typedef struct sluice_buffer sluice_buffer;
/** What stood in the way, with the findings in the rules where it was they. */
typedef struct sluice_error sluice_error;

/** Text by pointer and length; a null pointer is an empty text. */
typedef struct sluice_string {
  const char* data; /**< UTF-8 */
  size_t size;      /**< bytes */
} sluice_string;

/** A zero-terminated text as sluice_string. */
static inline sluice_string sluice_text(const char* text) {
  sluice_string out;
  out.data = text;
  out.size = text == NULL ? 0 : strlen(text);
  return out;
}

/** A rule file or word list in memory. */
typedef struct sluice_rule_file {
  sluice_string path;   /**< from the root of the rules: `facts/visit.rules` */
  sluice_string bytes;  /**< its content */
  sluice_string origin; /**< what stands before the path in messages; may be empty */
} sluice_rule_file;

/** Where an engine's rules come from. */
typedef struct sluice_engine_options {
  size_t size;                    /**< sizeof(sluice_engine_options) */
  const char* const* directories; /**< directories of rules, zero-terminated paths */
  size_t directory_count;         /**< how many */
  const sluice_rule_file* files;  /**< rules in memory, after those of the directories */
  size_t file_count;              /**< how many */
  int without_standard;           /**< not 0: leave out the rules that ship */
} sluice_engine_options;

/** Unit of offsets in results. */
enum { SLUICE_CODEPOINT = 0, SLUICE_BYTE = 1, SLUICE_UTF16 = 2 };

/** Forms of Arrow results. `SLUICE_DOCUMENTS` has a row for each document, nested like the JSON; the others are flat. */
enum { SLUICE_DOCUMENTS = 0, SLUICE_MENTIONS = 1, SLUICE_ENTITIES = 2, SLUICE_FACTS = 3, SLUICE_ARGUMENTS = 4 };

/** How documents are read and results written. */
typedef struct sluice_extract_options {
  size_t size;                /**< sizeof(sluice_extract_options) */
  sluice_string date;         /**< YYYY-MM-DD of the documents that bring none */
  size_t jobs;                /**< threads; 0 and 1 mean the calling thread alone. Results do not depend on it */
  int offsets;                /**< SLUICE_CODEPOINT, SLUICE_BYTE or SLUICE_UTF16 */
  int with_text;              /**< not 0: put the text into the result */
  int month_first;            /**< not 0: 5/6/2024 is the 6th of May where nothing else tells */
  unsigned fiscal_year_start; /**< month in which fiscal years begin; 0 means 1 */
  const char* const* only;    /**< types of mentions and facts to keep; none means all */
  size_t only_count;          /**< how many */
  const char* const* zones;   /**< kinds of zones to keep; none means all */
  size_t zone_count;          /**< how many */
} sluice_extract_options;

/** One document to read. */
typedef struct sluice_input {
  sluice_string id;    /**< comes back in the result */
  sluice_string text;  /**< bytes that are no UTF-8 are replaced and noted in the result's issues */
  sluice_string date;  /**< YYYY-MM-DD, or empty */
  sluice_string title; /**< a title that is not part of the text, or empty */
} sluice_input;

/** A finding in a rule file. The strings live as long as the error. */
typedef struct sluice_diagnostic {
  size_t size;          /**< sizeof(sluice_diagnostic), set by the caller */
  const char* severity; /**< `error`, `warning` or `note` */
  const char* code;     /**< stable, such as `S014` */
  const char* message;  /**< what is wrong */
  const char* hint;     /**< what to do about it, or empty */
  const char* file;     /**< where */
  uint32_t line;        /**< from 1; 0 where the whole file is meant */
  uint32_t column;      /**< from 1, in bytes */
} sluice_diagnostic;

/** Version of the library, as `1.2.3`. */
const char* sluice_version(void);

/** Makes an engine. Fails where a rule has an error, and the error lists every finding. */
int sluice_engine_create(const sluice_engine_options* options, sluice_engine** engine, sluice_error** error);
/** Frees an engine that no thread uses any more. Streams made from it go on. */
void sluice_engine_free(sluice_engine* engine);
/** Hash of the rules, in hex; lives as long as the engine. */
const char* sluice_engine_rules_hash(const sluice_engine* engine);
/** Runs the tests inside the rules: a JSON object as `sluice check --format json` writes it. */
int sluice_engine_check(const sluice_engine* engine, sluice_buffer** json, sluice_error** error);
/** Reads the texts of a gold file, or of a directory of them, and scores the results: a JSON object as `sluice eval --format json` writes it, with
 *  the first `disagreements` answers that differ. Gold files with errors make it fail; the error lists every finding. */
int sluice_engine_evaluate(const sluice_engine* engine, const char* gold, size_t disagreements, sluice_buffer** json, sluice_error** error);

/** Reads `count` documents and gives one JSON object on a line for each, in their order: byte for byte what `sluice extract` writes. */
int sluice_extract_jsonl(const sluice_engine* engine, const sluice_input* inputs, size_t count, const sluice_extract_options* options,
                         sluice_buffer** lines, sluice_error** error);

/** First byte of a buffer; a zero byte follows its last. */
const char* sluice_buffer_data(const sluice_buffer* buffer);
/** Bytes in a buffer. */
size_t sluice_buffer_size(const sluice_buffer* buffer);
/** Frees a buffer. */
void sluice_buffer_free(sluice_buffer* buffer);

/** Stable code of an error, such as `rules.empty`. */
const char* sluice_error_code(const sluice_error* error);
/** What went wrong, ready to be shown. */
const char* sluice_error_message(const sluice_error* error);
/** How many findings in rule or gold files an error carries. */
size_t sluice_error_diagnostic_count(const sluice_error* error);
/** The finding at `index`; 0 where there is one. `diagnostic->size` must be set. */
int sluice_error_diagnostic(const sluice_error* error, size_t index, sluice_diagnostic* diagnostic);
/** Frees an error. */
void sluice_error_free(sluice_error* error);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
