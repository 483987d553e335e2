/* Each line of standard input is a text; its result is a line of JSON.
 *
 *   echo "Sweden joined NATO in 2024." | lines
 */
#include <sluice/sluice.h>

#include <stdio.h>
#include <stdlib.h>

static int fail(sluice_error* error) {
  fprintf(stderr, "lines: %s\n", error != NULL ? sluice_error_message(error) : "out of memory");
  sluice_error_free(error);
  return 2;
}

int main(void) {
  static char line[1 << 16];
  sluice_engine* engine = NULL;
  sluice_error* error = NULL;
  unsigned long number = 0;
  if (sluice_engine_create(NULL, &engine, &error) != 0) return fail(error);
  while (fgets(line, sizeof line, stdin) != NULL) {
    char id[32];
    sluice_input input = {0};
    sluice_buffer* result = NULL;
    snprintf(id, sizeof id, "line%lu", ++number);
    input.id = sluice_text(id);
    input.text = sluice_text(line);
    if (sluice_extract_jsonl(engine, &input, 1, NULL, &result, &error) != 0) return fail(error);
    fwrite(sluice_buffer_data(result), 1, sluice_buffer_size(result), stdout);
    sluice_buffer_free(result);
  }
  sluice_engine_free(engine);
  return 0;
}
