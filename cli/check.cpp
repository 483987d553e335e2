// `sluice check`: compiles rules and runs the tests that stand in them.
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "cli/command.hpp"
#include "cli/excerpt.hpp"
#include "cli/output.hpp"
#include "io/check_json.hpp"

namespace sluice::cli {
namespace {

struct CheckArguments {
  std::vector<std::string> paths;
  std::string format = "text";
  bool no_standard = false;
};

std::string counted(std::size_t n, const std::string& what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); }

std::string as_text(const Diagnostics& diagnostics, const CheckReport& report) {
  std::string out;
  Excerpts excerpts;
  for (const Diagnostic& d : diagnostics) out += excerpts.show(d);
  out += counted(report.rules, "rule") + ", " + counted(report.tests, "test") + ", " + std::to_string(report.failed) + " failed";
  if (report.known_misses > 0) out += ", " + std::to_string(report.known_misses) + " known to miss";
  return out + '\n';
}

int check(const CheckArguments& arguments) {
  std::vector<std::filesystem::path> directories;
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      complain(path + (std::filesystem::exists(path, error) ? ": is no directory; name the directory that the rules are in" : ": there is no such directory"));
      return unusable;
    }
    directories.emplace_back(path);
  }
  if (directories.empty() && arguments.no_standard) {
    complain("--no-standard needs a directory of rules");
    return unusable;
  }
  Diagnostics diagnostics;
  Result<Engine> engine = Engine::load(directories, !arguments.no_standard, diagnostics);
  if (!engine && diagnostics.empty()) {
    complain(engine.error().message);
    return unusable;
  }
  CheckReport report;
  if (engine) report = engine->check();
  diagnostics.insert(diagnostics.end(), report.diagnostics.begin(), report.diagnostics.end());
  Output output;
  output.write(arguments.format == "json" ? check_json(diagnostics, report) : as_text(diagnostics, report));
  return report.failed > 0 || has_errors(diagnostics) ? failed : done;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "Compile rules and run the tests inside the rule files");
  command->add_option("rules", arguments->paths, "Directories of rules, on top of the standard ones; without any the standard rules are checked")
      ->type_name("RULES");
  command->add_option("--format", arguments->format, "How findings are written")->type_name("text|json")->check(CLI::IsMember({"text", "json"}));
  command->add_flag("--no-standard", arguments->no_standard, "Leave the standard rules out");
  command->footer(
      "A directory's file takes the place of a standard one with the same path, so a copy of the standard rules can be checked while it is edited.\n\n"
      "Examples:\n"
      "  sluice check                            the rules that are built in\n"
      "  sluice check my-rules                   those and your own\n"
      "  sluice check --format json my-rules     for an editor\n\n"
      "Exit codes: 0 all is well, 1 a rule has an error or a test failed, 2 there was nothing to check.");
  command->callback([arguments, &exit_code] { exit_code = check(*arguments); });
}

}  // namespace sluice::cli
