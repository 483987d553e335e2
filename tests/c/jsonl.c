/* Engines, JSON lines and errors, as a program in C99 uses them. */
#include "check.h"

static sluice_buffer* lines_of(const sluice_engine* engine, const sluice_input* inputs, size_t count, const sluice_extract_options* options) {
  sluice_buffer* lines = NULL;
  sluice_error* error = NULL;
  if (sluice_extract_jsonl(engine, inputs, count, options, &lines, &error) != 0) {
    fprintf(stderr, "%s\n", sluice_error_message(error));
    exit(1);
  }
  CHECK(error == NULL);
  return lines;
}

static void one_document(const sluice_engine* engine) {
  sluice_input input = {0};
  sluice_buffer* lines;
  const char* json;
  input.id = sluice_text("a1");
  input.text = sluice_text("Sweden joined NATO last year.");
  input.date = sluice_text("2025-03-03");
  lines = lines_of(engine, &input, 1, NULL);
  json = sluice_buffer_data(lines);
  CHECK(json[sluice_buffer_size(lines)] == '\0');
  CHECK(json[sluice_buffer_size(lines) - 1] == '\n');
  CHECK(contains(json, "\"schema\":\"sluice/1\""));
  CHECK(contains(json, "\"id\":\"a1\""));
  CHECK(contains(json, sluice_engine_rules_hash(engine)));
  CHECK(contains(json, sluice_version()));
  CHECK(contains(json, "\"type\":\"membership\""));
  CHECK(contains(json, "\"timex\":\"2024\""));
  CHECK(!contains(json, "\"text\":\"Sweden joined NATO last year.\""));
  sluice_buffer_free(lines);
}

static void options_count(const sluice_engine* engine) {
  const char* only[] = {"place"};
  const char* zones[] = {"title"};
  sluice_input input = {0};
  sluice_extract_options options = {0};
  sluice_buffer* lines;
  /* U+1F30D is four bytes, two units of UTF-16 and one code point. */
  input.text = sluice_text("\xF0\x9F\x8C\x8D Sweden joined NATO last year.");
  options.size = sizeof options;
  options.date = sluice_text("2025-03-03");
  options.with_text = 1;
  lines = lines_of(engine, &input, 1, &options);
  CHECK(contains(sluice_buffer_data(lines), "\"offsets\":\"codepoint\""));
  CHECK(contains(sluice_buffer_data(lines), "\"start\":2,\"end\":8,\"text\":\"Sweden\""));
  CHECK(contains(sluice_buffer_data(lines), "Sweden joined NATO last year.\""));
  CHECK(contains(sluice_buffer_data(lines), "\"timex\":\"2024\""));
  sluice_buffer_free(lines);

  options.offsets = SLUICE_BYTE;
  lines = lines_of(engine, &input, 1, &options);
  CHECK(contains(sluice_buffer_data(lines), "\"start\":5,\"end\":11,\"text\":\"Sweden\""));
  sluice_buffer_free(lines);

  options.offsets = SLUICE_UTF16;
  options.only = only;
  options.only_count = 1;
  lines = lines_of(engine, &input, 1, &options);
  CHECK(contains(sluice_buffer_data(lines), "\"start\":3,\"end\":9,\"text\":\"Sweden\""));
  CHECK(contains(sluice_buffer_data(lines), "\"facts\":[]"));
  sluice_buffer_free(lines);

  options.zones = zones;
  options.zone_count = 1;
  lines = lines_of(engine, &input, 1, &options);
  CHECK(contains(sluice_buffer_data(lines), "\"mentions\":[]"));
  sluice_buffer_free(lines);

  /* A program built when the struct ended behind `date`: what lies beyond is not read. */
  options.size = offsetof(sluice_extract_options, jobs);
  options.offsets = 77;
  lines = lines_of(engine, &input, 1, &options);
  CHECK(contains(sluice_buffer_data(lines), "\"offsets\":\"codepoint\""));
  CHECK(contains(sluice_buffer_data(lines), "\"timex\":\"2024\""));
  sluice_buffer_free(lines);
}

static void batches(const sluice_engine* engine) {
  enum { count = 500 };
  static char texts[count][96];
  static char ids[count][16];
  static sluice_input inputs[count];
  sluice_extract_options options = {0};
  sluice_buffer *alone, *together;
  const char* at;
  int i;
  for (i = 0; i < count; ++i) {
    sprintf(ids[i], "d%d", i);
    sprintf(texts[i], "Norland shipped %d tonnes of copper to Japan in %d.", i + 2, 1990 + i % 30);
    inputs[i].id = sluice_text(ids[i]);
    inputs[i].text = sluice_text(texts[i]);
  }
  inputs[7].text.data = "Sweden joined \xFF NATO.";
  inputs[7].text.size = strlen(inputs[7].text.data);
  inputs[8].text = sluice_text(NULL);
  inputs[9].date = sluice_text("yesterday");
  alone = lines_of(engine, inputs, count, NULL);
  options.size = sizeof options;
  options.jobs = 3;
  together = lines_of(engine, inputs, count, &options);
  CHECK(sluice_buffer_size(alone) == sluice_buffer_size(together));
  CHECK(memcmp(sluice_buffer_data(alone), sluice_buffer_data(together), sluice_buffer_size(alone)) == 0);
  at = sluice_buffer_data(alone);
  for (i = 0; i < count; ++i) {
    char expected[32];
    const char* end = strchr(at, '\n');
    const char* id = strstr(at, "\"id\":");
    sprintf(expected, "\"id\":\"d%d\"", i);
    REQUIRE(end != NULL && id != NULL);
    CHECK(strncmp(id, expected, strlen(expected)) == 0);
    at = end + 1;
  }
  CHECK(*at == '\0');
  CHECK(contains(sluice_buffer_data(alone), "\"code\":\"T001\""));
  CHECK(contains(sluice_buffer_data(alone), "\"code\":\"I002\""));
  sluice_buffer_free(alone);
  sluice_buffer_free(together);
  alone = lines_of(engine, NULL, 0, NULL);
  CHECK(sluice_buffer_size(alone) == 0);
  sluice_buffer_free(alone);
}

static void wrong_options(const sluice_engine* engine) {
  sluice_input input = {0};
  sluice_extract_options options = {0};
  sluice_buffer* lines = NULL;
  sluice_error* error = NULL;
  const char* zones[] = {"cellar"};
  options.size = sizeof options;
  options.date = sluice_text("3 March");
  CHECK(sluice_extract_jsonl(engine, &input, 1, &options, &lines, &error) != 0);
  REQUIRE(error != NULL);
  CHECK(lines == NULL);
  CHECK(strcmp(sluice_error_code(error), "usage") == 0);
  CHECK(contains(sluice_error_message(error), "3 March"));
  CHECK(sluice_error_diagnostic_count(error) == 0);
  sluice_error_free(error);
  options.date = sluice_text("2025-01-01");
  options.zones = zones;
  options.zone_count = 1;
  error = NULL;
  CHECK(sluice_extract_jsonl(engine, &input, 1, &options, &lines, &error) != 0);
  REQUIRE(error != NULL);
  CHECK(contains(sluice_error_message(error), "cellar"));
  sluice_error_free(error);
  /* Who does not want to know why may leave the error out. */
  CHECK(sluice_extract_jsonl(engine, &input, 1, &options, &lines, NULL) != 0);
}

static void own_rules(void) {
  sluice_rule_file file = {0};
  sluice_engine_options options = {0};
  sluice_engine* engine = NULL;
  sluice_error* error = NULL;
  sluice_diagnostic found = {0};
  sluice_input input = {0};
  sluice_buffer* out = NULL;
  const char* directories[] = {"/no/such/directory"};
  file.path = sluice_text("facts/greeting.rules");
  file.origin = sluice_text("mine/");
  file.bytes = sluice_text(
      "fact Greeting { who: Organization }\n"
      "rule Greeting.hello {\n"
      "  match  \"hello\" \"to\" who:Organization\n"
      "  test   \"Hello to [NATO|who].\"\n"
      "  reject \"Hello.\"\n"
      "}\n");
  options.size = sizeof options;
  options.files = &file;
  options.file_count = 1;
  REQUIRE(sluice_engine_create(&options, &engine, &error) == 0);
  input.text = sluice_text("They said hello to NATO on Monday.");
  out = lines_of(engine, &input, 1, NULL);
  CHECK(contains(sluice_buffer_data(out), "\"type\":\"greeting\""));
  sluice_buffer_free(out);
  out = NULL;
  REQUIRE(sluice_engine_check(engine, &out, &error) == 0);
  CHECK(contains(sluice_buffer_data(out), "\"failed\":0"));
  CHECK(contains(sluice_buffer_data(out), "\"diagnostics\":["));
  sluice_buffer_free(out);
  sluice_engine_free(engine);
  engine = NULL;

  file.bytes = sluice_text("this is no rule\n");
  error = NULL;
  CHECK(sluice_engine_create(&options, &engine, &error) != 0);
  CHECK(engine == NULL);
  REQUIRE(error != NULL);
  CHECK(contains(sluice_error_message(error), "mine/facts/greeting.rules:1:"));
  REQUIRE(sluice_error_diagnostic_count(error) > 0);
  found.size = sizeof found;
  CHECK(sluice_error_diagnostic(error, 0, &found) == 0);
  CHECK(strcmp(found.severity, "error") == 0);
  CHECK(strcmp(found.file, "mine/facts/greeting.rules") == 0);
  CHECK(found.line == 1 && found.column >= 1);
  CHECK(strlen(found.code) == 4 && strlen(found.message) > 0);
  CHECK(found.size == sizeof found);
  /* An older program's struct ends before the place. */
  found.line = 99;
  found.size = offsetof(sluice_diagnostic, line);
  CHECK(sluice_error_diagnostic(error, 0, &found) == 0);
  CHECK(found.line == 99);
  CHECK(sluice_error_diagnostic(error, 1000, &found) != 0);
  sluice_error_free(error);

  options.files = NULL;
  options.file_count = 0;
  options.without_standard = 1;
  error = NULL;
  CHECK(sluice_engine_create(&options, &engine, &error) != 0);
  REQUIRE(error != NULL);
  CHECK(strcmp(sluice_error_code(error), "rules.empty") == 0);
  sluice_error_free(error);

  options.directories = directories;
  options.directory_count = 1;
  error = NULL;
  CHECK(sluice_engine_create(&options, &engine, &error) != 0);
  REQUIRE(error != NULL);
  CHECK(contains(sluice_error_message(error), "/no/such/directory"));
  sluice_error_free(error);
}

static void scores(const sluice_engine* engine, const char* gold) {
  sluice_buffer* json = NULL;
  sluice_error* error = NULL;
  REQUIRE(sluice_engine_evaluate(engine, gold, 3, &json, &error) == 0);
  CHECK(contains(sluice_buffer_data(json), "\"facts\":{\"right\":"));
  sluice_buffer_free(json);
  json = NULL;
  CHECK(sluice_engine_evaluate(engine, "/no/such/gold", 0, &json, &error) != 0);
  REQUIRE(error != NULL);
  CHECK(contains(sluice_error_message(error), "/no/such/gold"));
  sluice_error_free(error);
}

int main(int argc, char** argv) {
  sluice_engine* engine = NULL;
  sluice_error* error = NULL;
  REQUIRE(argc == 2);
  REQUIRE(sluice_engine_create(NULL, &engine, &error) == 0);
  CHECK(error == NULL);
  one_document(engine);
  options_count(engine);
  batches(engine);
  wrong_options(engine);
  own_rules();
  scores(engine, argv[1]);
  sluice_engine_free(engine);
  sluice_engine_free(NULL);
  sluice_buffer_free(NULL);
  sluice_error_free(NULL);
  return failures == 0 ? 0 : 1;
}
