#include "sluice/engine.hpp"

#include <stdexcept>

#include "pipeline/cascade.hpp"
#include "pipeline/check.hpp"
#include "pipeline/program.hpp"
#include "pipeline/rule_paths.hpp"
#include "pipeline/standard.hpp"

namespace sluice {

struct Scratch::State {
  std::unique_ptr<Cascade> cascade;
};

Scratch::Scratch() : state_(std::make_unique<State>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

Engine Engine::standard() {
  auto program = Program::read(standard_artefact(), ArchiveSource::built_in);
  // The artefact is linked into this very library; it can only fail to read where the build itself is broken.
  if (!program) throw std::logic_error(program.error().message);
  return Engine(std::move(*program));
}

Result<Engine> Engine::load(const std::vector<std::filesystem::path>& paths, bool with_standard, Diagnostics& diagnostics) {
  if (paths.empty() && with_standard) return standard();
  Pack pack;
  if (with_standard) pack = standard_pack();
  const std::size_t before = diagnostics.size();
  for (const std::filesystem::path& path : paths) add_rule_path(path, pack, diagnostics);
  for (std::size_t i = before; i < diagnostics.size(); ++i)
    if (diagnostics[i].severity == Severity::error) return Error{diagnostics[i].code, diagnostics[i].file + ": " + diagnostics[i].message};
  if (pack.files.empty()) return Error{"rules.empty", "there is no rule file"};
  return Engine(Program::compile(pack, diagnostics));
}

Result<Engine> Engine::load_files(const std::vector<RuleFile>& files, bool with_standard, Diagnostics& diagnostics) {
  if (files.empty() && with_standard) return standard();
  Pack pack;
  if (with_standard) pack = standard_pack();
  for (const RuleFile& file : files) {
    pack.files.insert_or_assign(file.path, file.bytes);
    pack.origins.insert_or_assign(file.path, file.origin);
  }
  if (pack.files.empty()) return Error{"rules.empty", "there is no rule file"};
  return Engine(Program::compile(pack, diagnostics));
}

std::vector<RuleFile> read_rule_files(const std::filesystem::path& directory, Diagnostics& diagnostics) {
  Pack pack;
  pack.add_directory(directory, diagnostics);
  std::vector<RuleFile> files;
  for (auto& [path, bytes] : pack.files) files.push_back({path, std::move(bytes), pack.origins[path]});
  return files;
}

Document Engine::extract(std::string_view text, const ExtractOptions& options) const {
  Scratch scratch;
  Document document;
  extract(text, options, scratch, document);
  return document;
}

void Engine::extract(std::string_view text, const ExtractOptions& options, Scratch& scratch, Document& document) const {
  auto& cascade = scratch.state_->cascade;
  if (cascade == nullptr || &cascade->program() != program_.get()) cascade = std::make_unique<Cascade>(program_);
  cascade->run(text, options, document);
}

CheckReport Engine::check() const { return run_rule_tests(program_); }

std::vector<TestVariant> Engine::variants(std::string_view rule) const { return run_variants(program_, rule); }

std::string_view Engine::rules_hash() const { return program_->hash; }

std::string_view version() { return SLUICE_VERSION; }

std::string standard_rules_file(std::string_view path) {
  for (const std::string_view origin : {"rules/", "standard/"})
    if (path.starts_with(origin)) path.remove_prefix(origin.size());
  const Pack pack = standard_pack();
  const std::string* bytes = pack.find(path);
  return bytes == nullptr ? std::string() : *bytes;
}

std::string standard_rules_hash() { return artefact_hash(standard_artefact()); }

}  // namespace sluice
