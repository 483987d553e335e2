#include "cli/command.hpp"

#include <unistd.h>

#include <filesystem>

#include "cli/excerpt.hpp"
#include "cli/output.hpp"

namespace sluice::cli {

void RuleOptions::add_to(CLI::App& command) {
  command.add_option("--rules", directories, "Directory of rules and lists to use beside the standard ones; may be given again")
      ->type_name("DIR")
      ->allow_extra_args(false);
  command.add_flag("--no-standard", no_standard, "Leave the standard rules out: only those of --rules");
}

std::optional<Engine> load_engine(const RuleOptions& options) {
  if (options.directories.empty()) {
    if (!options.no_standard) return Engine::standard();
    complain("--no-standard needs --rules DIR");
    return std::nullopt;
  }
  Diagnostics diagnostics;
  const std::vector<std::filesystem::path> directories(options.directories.begin(), options.directories.end());
  Result<Engine> engine = Engine::load(directories, !options.no_standard, diagnostics);
  if (engine && !has_errors(diagnostics)) return std::move(*engine);
  Excerpts excerpts;
  std::string out;
  for (const Diagnostic& d : diagnostics)
    if (d.severity == Severity::error) out += excerpts.show(d);
  if (!engine && diagnostics.empty()) out += "sluice: " + engine.error().message + '\n';
  out += "sluice: the rules have errors, nothing was done\n";
  write_all(STDERR_FILENO, out);
  return std::nullopt;
}

void complain(std::string_view message) { write_all(STDERR_FILENO, "sluice: " + std::string(message) + '\n'); }

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace sluice::cli
