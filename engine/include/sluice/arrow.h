/* Results as Arrow data, through the Arrow C data and stream interfaces (https://arrow.apache.org/docs/format/CDataInterface.html).
 *
 *   struct ArrowArrayStream in = ..., out;                    // batches with a column of texts
 *   sluice_arrow_options options = {0};
 *   options.size = sizeof options;
 *   options.text_column = "body";
 *   if (sluice_extract_arrow(engine, &in, SLUICE_MENTIONS, NULL, &options, &out, &error) != 0) return fail(error);
 *
 * The three structs are those of the specification and may stand in other headers as well.
 */
#ifndef SLUICE_ARROW_H
#define SLUICE_ARROW_H

#include "sluice/sluice.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/** A type, as the specification has it. */
struct ArrowSchema {
  const char* format;                   /**< format string */
  const char* name;                     /**< of the field */
  const char* metadata;                 /**< encoded pairs, or null */
  int64_t flags;                        /**< ARROW_FLAG_... */
  int64_t n_children;                   /**< how many children */
  struct ArrowSchema** children;        /**< the children */
  struct ArrowSchema* dictionary;       /**< type of the dictionary, or null */
  void (*release)(struct ArrowSchema*); /**< frees it; null when freed */
  void* private_data;                   /**< the producer's */
};

/** Data, as the specification has it. */
struct ArrowArray {
  int64_t length;                      /**< items */
  int64_t null_count;                  /**< of them null; -1 where not known */
  int64_t offset;                      /**< items to pass over */
  int64_t n_buffers;                   /**< how many buffers */
  int64_t n_children;                  /**< how many children */
  const void** buffers;                /**< the buffers */
  struct ArrowArray** children;        /**< the children */
  struct ArrowArray* dictionary;       /**< the dictionary, or null */
  void (*release)(struct ArrowArray*); /**< frees it; null when freed */
  void* private_data;                  /**< the producer's */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/** Batches of one type, one after the other, as the specification has it. */
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out); /**< type of all batches */
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);    /**< next batch; one without release at the end */
  const char* (*get_last_error)(struct ArrowArrayStream*);              /**< what went wrong last, or null */
  void (*release)(struct ArrowArrayStream*);                            /**< frees it; null when freed */
  void* private_data;                                                   /**< the producer's */
};

#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/** Where documents stand in Arrow batches. Columns of text are strings or binary; an id may be an integer, a date a date or timestamp. */
typedef struct sluice_arrow_options {
  size_t size;              /**< sizeof(sluice_arrow_options) */
  const char* text_column;  /**< name; null means `text` */
  const char* id_column;    /**< name, or null: results have no ids */
  const char* date_column;  /**< name, or null */
  const char* title_column; /**< name, or null */
} sluice_arrow_options;

/** The documents of a stream of batches as a stream of results in the form of `table` (SLUICE_DOCUMENTS ...). Reads one batch ahead at most.
 *  A row whose text is null gives a row with an error in its place. Takes `in` over, also where it fails. What is wrong with `in` itself is
 *  said by get_next of `out`. */
int sluice_extract_arrow(const sluice_engine* engine, struct ArrowArrayStream* in, int table, const sluice_extract_options* options,
                         const sluice_arrow_options* columns, struct ArrowArrayStream* out, sluice_error** error);

/** The type of such a stream. */
int sluice_arrow_schema(int table, const sluice_extract_options* options, struct ArrowSchema* out, sluice_error** error);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
