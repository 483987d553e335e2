/* Arrow batches in and out, made and read by hand after the specification. */
#include <stdint.h>

#include <sluice/arrow.h>

#include "check.h"

/* A source of one batch with the columns `id` (int32) and `body` (utf8), three rows, the second text null; a fourth row lies before the offset. */
static const int32_t ids[] = {9, 10, 11, 12};
static const char body[] = "not seenSweden joined NATO in 2024.Norland employs 300 people.";
static const int32_t ends[] = {0, 8, 35, 35, 62};
static const uint8_t present[] = {0x0B};
static const void* id_buffers[] = {NULL, ids};
static const void* body_buffers[] = {present, ends, body};
static const void* batch_buffers[] = {NULL};
static struct ArrowArray columns[2];
static struct ArrowArray* column_pointers[] = {&columns[0], &columns[1]};
static struct ArrowSchema fields[2];
static struct ArrowSchema* field_pointers[] = {&fields[0], &fields[1]};
static int released = 0;
static int given = 0;
static const char* body_format = "u";
static int fail_source = 0;

static void release_array(struct ArrowArray* array) { array->release = NULL; }
static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_source(struct ArrowArrayStream* stream) {
  ++released;
  stream->release = NULL;
}

static int source_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  (void)stream;
  memset(fields, 0, sizeof fields);
  memset(out, 0, sizeof *out);
  fields[0].format = "i";
  fields[0].name = "id";
  fields[1].format = body_format;
  fields[1].name = "body";
  out->format = "+s";
  out->name = "";
  out->n_children = 2;
  out->children = field_pointers;
  out->release = release_schema;
  return 0;
}

static int source_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  (void)stream;
  memset(out, 0, sizeof *out);
  if (fail_source) return 5;
  if (given++ > 0) return 0;
  memset(columns, 0, sizeof columns);
  columns[0].length = columns[1].length = 4;
  columns[0].n_buffers = 2;
  columns[0].buffers = id_buffers;
  columns[1].n_buffers = 3;
  columns[1].buffers = body_buffers;
  columns[1].null_count = 1;
  out->length = 3;
  out->offset = 1;
  out->n_buffers = 1;
  out->buffers = batch_buffers;
  out->n_children = 2;
  out->children = column_pointers;
  out->release = release_array;
  return 0;
}

static const char* source_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return fail_source ? "the disk is gone" : NULL;
}

static struct ArrowArrayStream source(void) {
  struct ArrowArrayStream stream = {source_schema, source_next, source_error, release_source, NULL};
  given = 0;
  return stream;
}

static int64_t column_of(const struct ArrowSchema* schema, const char* name) {
  int64_t i;
  for (i = 0; i < schema->n_children; ++i)
    if (strcmp(schema->children[i]->name, name) == 0) return i;
  fprintf(stderr, "there is no column %s\n", name);
  exit(1);
}

static int is_null(const struct ArrowArray* array, int64_t row) {
  const uint8_t* bits = (const uint8_t*)array->buffers[0];
  return bits != NULL && ((bits[row / 8] >> (row % 8)) & 1) == 0;
}

static int text_is(const struct ArrowArray* array, int64_t row, const char* expected) {
  const int32_t* at = (const int32_t*)array->buffers[1];
  const size_t length = (size_t)(at[row + 1] - at[row]);
  return !is_null(array, row) && length == strlen(expected) && memcmp((const char*)array->buffers[2] + at[row], expected, length) == 0;
}

static struct ArrowArrayStream extract(const sluice_engine* engine, int table, size_t jobs) {
  struct ArrowArrayStream in = source(), out;
  sluice_extract_options options = {0};
  sluice_arrow_options names = {0};
  sluice_error* error = NULL;
  options.size = sizeof options;
  options.jobs = jobs;
  names.size = sizeof names;
  names.text_column = "body";
  names.id_column = "id";
  if (sluice_extract_arrow(engine, &in, table, &options, &names, &out, &error) != 0) {
    fprintf(stderr, "%s\n", sluice_error_message(error));
    exit(1);
  }
  CHECK(in.release == NULL);
  return out;
}

static void flat(const sluice_engine* engine, size_t jobs) {
  struct ArrowArrayStream out = extract(engine, SLUICE_ARGUMENTS, jobs);
  struct ArrowSchema schema;
  struct ArrowArray batch;
  int members = 0, errors = 0, employers = 0;
  REQUIRE(out.get_schema(&out, &schema) == 0);
  CHECK(strcmp(schema.format, "+s") == 0);
  for (;;) {
    int64_t row;
    REQUIRE(out.get_next(&out, &batch) == 0);
    if (batch.release == NULL) break;
    CHECK(batch.n_children == schema.n_children);
    for (row = 0; row < batch.length; ++row) {
      const struct ArrowArray* document = batch.children[column_of(&schema, "document")];
      const struct ArrowArray* role = batch.children[column_of(&schema, "role")];
      const struct ArrowArray* text = batch.children[column_of(&schema, "text")];
      const struct ArrowArray* error = batch.children[column_of(&schema, "error")];
      const int64_t* start = (const int64_t*)batch.children[column_of(&schema, "start")]->buffers[1];
      CHECK(batch.children[0]->length == batch.length);
      if (!is_null(error, row)) {
        ++errors;
        CHECK(text_is(document, row, "11"));
        CHECK(is_null(role, row));
      } else if (text_is(role, row, "member")) {
        ++members;
        CHECK(text_is(document, row, "10"));
        CHECK(text_is(text, row, "Sweden"));
        CHECK(start[row] == 0);
      } else if (text_is(document, row, "12")) {
        ++employers;
      }
    }
    batch.release(&batch);
    CHECK(batch.release == NULL);
  }
  CHECK(members == 1);
  CHECK(errors == 1);
  CHECK(employers > 0);
  schema.release(&schema);
  CHECK(schema.release == NULL);
  out.release(&out);
}

static void nested(const sluice_engine* engine) {
  struct ArrowArrayStream out = extract(engine, SLUICE_DOCUMENTS, 1);
  struct ArrowSchema schema, again;
  struct ArrowArray batch;
  sluice_error* error = NULL;
  const int32_t* facts;
  int64_t i;
  REQUIRE(out.get_schema(&out, &schema) == 0);
  REQUIRE(out.get_next(&out, &batch) == 0);
  REQUIRE(batch.release != NULL);
  CHECK(batch.length == 3);
  CHECK(text_is(batch.children[column_of(&schema, "id")], 2, "12"));
  facts = (const int32_t*)batch.children[column_of(&schema, "facts")]->buffers[1];
  CHECK(facts[1] - facts[0] == 1);
  CHECK(facts[2] - facts[1] == 0);
  CHECK(is_null(batch.children[column_of(&schema, "facts")], 1));
  CHECK(!is_null(batch.children[column_of(&schema, "error")], 1));
  CHECK(is_null(batch.children[column_of(&schema, "error")], 0));
  /* What was given lives on without the stream. */
  out.release(&out);
  CHECK(text_is(batch.children[column_of(&schema, "id")], 0, "10"));
  batch.release(&batch);
  REQUIRE(sluice_arrow_schema(SLUICE_DOCUMENTS, NULL, &again, &error) == 0);
  CHECK(again.n_children == schema.n_children);
  for (i = 0; i < again.n_children && i < schema.n_children; ++i) {
    CHECK(strcmp(again.children[i]->name, schema.children[i]->name) == 0);
    CHECK(strcmp(again.children[i]->format, schema.children[i]->format) == 0);
  }
  CHECK(again.metadata != NULL);
  again.release(&again);
  schema.release(&schema);
  CHECK(sluice_arrow_schema(17, NULL, &again, &error) != 0);
  REQUIRE(error != NULL);
  sluice_error_free(error);
}

static void bad_sources(const sluice_engine* engine) {
  struct ArrowArrayStream in = source(), out;
  struct ArrowArray batch;
  sluice_arrow_options names = {0};
  sluice_error* error = NULL;
  /* The default column is `text`, and there is none. */
  REQUIRE(sluice_extract_arrow(engine, &in, SLUICE_FACTS, NULL, NULL, &out, &error) == 0);
  CHECK(out.get_next(&out, &batch) != 0);
  CHECK(contains(out.get_last_error(&out), "'text'"));
  CHECK(contains(out.get_last_error(&out), "id, body"));
  out.release(&out);

  names.size = sizeof names;
  names.text_column = "body";
  body_format = "+l";
  in = source();
  REQUIRE(sluice_extract_arrow(engine, &in, SLUICE_FACTS, NULL, &names, &out, &error) == 0);
  CHECK(out.get_next(&out, &batch) != 0);
  CHECK(contains(out.get_last_error(&out), "+l"));
  out.release(&out);
  body_format = "u";

  fail_source = 1;
  in = source();
  REQUIRE(sluice_extract_arrow(engine, &in, SLUICE_FACTS, NULL, &names, &out, &error) == 0);
  CHECK(out.get_next(&out, &batch) != 0);
  CHECK(contains(out.get_last_error(&out), "the disk is gone"));
  out.release(&out);
  fail_source = 0;

  /* The source is taken over where the call fails, too. */
  in = source();
  CHECK(sluice_extract_arrow(engine, &in, 17, NULL, &names, &out, &error) != 0);
  CHECK(in.release == NULL);
  REQUIRE(error != NULL);
  sluice_error_free(error);
}

int main(int argc, char** argv) {
  sluice_engine* engine = NULL;
  (void)argc;
  (void)argv;
  REQUIRE(sluice_engine_create(NULL, &engine, NULL) == 0);
  flat(engine, 1);
  flat(engine, 2);
  nested(engine);
  bad_sources(engine);
  CHECK(released == 7);
  sluice_engine_free(engine);
  return failures == 0 ? 0 : 1;
}
