// Engines, buffers and errors of the C interface.
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

#include "c/handles.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/report.hpp"
#include "io/check_json.hpp"
#include "io/scores_json.hpp"
#include "markup/gold.hpp"

using namespace sluice;

namespace {

/// The first finding that is an error, as the message of the whole.
[[noreturn]] void refuse_for(Diagnostics diagnostics) {
  const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  const Diagnostic& d = first == diagnostics.end() ? diagnostics.front() : *first;
  std::ostringstream message;
  message << d;
  Error error{d.code, std::move(message).str()};
  throw BadCall{std::move(error), std::move(diagnostics)};
}

std::vector<RuleFile> rule_files(const sluice_engine_options& options) {
  std::vector<RuleFile> files;
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < options.directory_count; ++i)
    for (RuleFile& file : read_rule_files(options.directories[i], diagnostics)) files.push_back(std::move(file));
  if (has_errors(diagnostics)) refuse_for(std::move(diagnostics));
  for (std::size_t i = 0; i < options.file_count; ++i) {
    const sluice_rule_file& file = options.files[i];
    files.push_back({std::string(view(file.path)), std::string(view(file.bytes)), std::string(view(file.origin))});
  }
  return files;
}

void give(sluice_buffer** out, std::string bytes) { *out = new sluice_buffer{std::move(bytes)}; }

}  // namespace

const char* sluice_version() { return version().data(); }

int sluice_engine_create(const sluice_engine_options* given, sluice_engine** engine, sluice_error** error) {
  return guarded(error, [&] {
    const sluice_engine_options options = complete(given);
    Diagnostics diagnostics;
    Result<Engine> made = Engine::load_files(rule_files(options), options.without_standard == 0, diagnostics);
    if (has_errors(diagnostics)) refuse_for(std::move(diagnostics));
    if (!made) throw BadCall{made.error(), std::move(diagnostics)};
    *engine = new sluice_engine{std::make_shared<SharedEngine>(std::move(*made))};
  });
}

void sluice_engine_free(sluice_engine* engine) { delete engine; }

const char* sluice_engine_rules_hash(const sluice_engine* engine) { return engine->shared->rules.c_str(); }

int sluice_engine_check(const sluice_engine* engine, sluice_buffer** json, sluice_error** error) {
  return guarded(error, [&] {
    const CheckReport report = engine->shared->engine.check();
    give(json, check_json(report.diagnostics, report));
  });
}

int sluice_engine_evaluate(const sluice_engine* engine, const char* path, std::size_t disagreements, sluice_buffer** json, sluice_error** error) {
  return guarded(error, [&] {
    Diagnostics diagnostics;
    const std::vector<GoldDocument> gold = read_gold(path, diagnostics);
    if (!diagnostics.empty()) refuse_for(std::move(diagnostics));
    if (gold.empty()) throw BadCall{{"gold.empty", std::string(path) + ": there is no gold to compare with"}, {}};
    Evaluation evaluation;
    const Scratches::Loan workspace(engine->shared->scratches);
    for (const GoldDocument& document : gold) {
      engine->shared->engine.extract(document.text, {.date = document.date}, workspace->scratch, workspace->document);
      evaluation.add(document, &workspace->document);
    }
    give(json, scores_json(evaluation.scores(), ReportBy::type, disagreements));
  });
}

const char* sluice_buffer_data(const sluice_buffer* buffer) { return buffer->bytes.c_str(); }
size_t sluice_buffer_size(const sluice_buffer* buffer) { return buffer->bytes.size(); }
void sluice_buffer_free(sluice_buffer* buffer) { delete buffer; }

const char* sluice_error_code(const sluice_error* error) { return error->error.code.c_str(); }
const char* sluice_error_message(const sluice_error* error) { return error->error.message.c_str(); }
size_t sluice_error_diagnostic_count(const sluice_error* error) { return error->diagnostics.size(); }

int sluice_error_diagnostic(const sluice_error* error, size_t index, sluice_diagnostic* out) {
  if (index >= error->diagnostics.size()) return 1;
  const Diagnostic& d = error->diagnostics[index];
  const sluice_diagnostic full = {sizeof full, name(d.severity).data(), d.code.c_str(), d.message.c_str(), d.hint.c_str(), d.file.c_str(), d.line, d.column};
  const std::size_t size = std::min(out->size, sizeof full);
  if (size > sizeof out->size)
    std::memcpy(reinterpret_cast<char*>(out) + sizeof out->size, reinterpret_cast<const char*>(&full) + sizeof out->size, size - sizeof out->size);
  return 0;
}

void sluice_error_free(sluice_error* error) { delete error; }
