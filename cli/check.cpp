// `sluice check`: compiles rules and runs the tests that stand in them.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/excerpt.hpp"
#include "cli/output.hpp"
#include "cli/sarif.hpp"
#include "io/check_json.hpp"
#include "io/json_text.hpp"

namespace sluice::cli {
namespace {

struct CheckArguments {
  std::vector<std::string> paths;
  std::string format = "text", variants;
  bool no_standard = false;
};

std::string counted(std::size_t n, const std::string& what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); }

std::string as_text(const Diagnostics& diagnostics, const CheckReport& report, Excerpts& excerpts) {
  std::string out;
  for (const Diagnostic& d : diagnostics) out += excerpts.show(d);
  out += counted(report.rules, "rule") + ", " + counted(report.tests, "test") + ", " + counted(report.variants, "variant") + ", " + std::to_string(report.failed) + " failed";
  if (report.known_misses > 0) out += ", " + std::to_string(report.known_misses) + " known to miss";
  return out + '\n';
}

/// The variants of one frame's tests, by test, with what the engine makes of each.
int show_variants(const Engine& engine, const CheckArguments& arguments) {
  const std::vector<TestVariant> all = engine.variants(arguments.variants == "all" ? "" : arguments.variants);
  if (all.empty()) {
    complain("'" + arguments.variants + "' has no variants: they are made of a frame's test sentences that are plain and active");
    return unusable;
  }
  std::string out;
  std::map<std::string, std::pair<std::size_t, std::size_t>> kinds;   // good, all
  if (arguments.format == "json") {
    for (const TestVariant& v : all) {
      out += "{\"rule\":";
      append_json(out, v.rule);
      out += ",\"line\":" + std::to_string(v.line) + ",\"kind\":";
      append_json(out, v.kind);
      out += ",\"sentence\":";
      append_json(out, v.sentence);
      out += v.problem.empty() ? ",\"read\":true" : ",\"read\":false,\"known\":" + std::string(v.known ? "true" : "false") + ",\"problem\":";
      if (!v.problem.empty()) append_json(out, v.problem);
      out += "}\n";
    }
  } else {
    std::string rule;
    std::uint32_t line = 0;
    for (const TestVariant& v : all) {
      if (v.rule != rule || v.line != line) out += (out.empty() ? "" : "\n") + v.rule + ", the test in line " + std::to_string(v.line) + '\n';
      rule = v.rule;
      line = v.line;
      auto& [good, number] = kinds[v.kind];
      ++number;
      if (v.problem.empty()) ++good;
      out += (v.problem.empty() ? "  ok    " : v.known ? "  todo  " : "  FAILS ") + v.kind + ": " + v.sentence + '\n';
      if (!v.problem.empty()) out += "        " + v.problem + '\n';
    }
    out += '\n';
    for (const auto& [kind, numbers] : kinds) out += kind + ": " + std::to_string(numbers.first) + " of " + std::to_string(numbers.second) + '\n';
  }
  Output output;
  output.write(out);
  return std::any_of(all.begin(), all.end(), [](const TestVariant& v) { return !v.known && !v.problem.empty(); }) ? failed : done;
}

int check(const CheckArguments& arguments) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.paths) {
    std::error_code error;
    const bool directory = std::filesystem::is_directory(path, error);
    if (!directory && !std::filesystem::exists(path, error)) {
      complain(path + ": there is no such file or directory");
      return unusable;
    }
    if (!directory && std::filesystem::path(path).extension() != ".rules") {
      complain(path + ": is no rule file; those end in .rules");
      return unusable;
    }
    paths.emplace_back(path);
  }
  if (paths.empty() && arguments.no_standard) {
    complain("--no-standard needs a directory or file of rules");
    return unusable;
  }
  Diagnostics diagnostics;
  Result<Engine> engine = Engine::load(paths, !arguments.no_standard, diagnostics);
  if (!engine && diagnostics.empty()) {
    complain(engine.error().message);
    return unusable;
  }
  if (!arguments.variants.empty()) return engine ? show_variants(*engine, arguments) : unusable;
  CheckReport report;
  if (engine) report = engine->check();
  diagnostics.insert(diagnostics.end(), report.diagnostics.begin(), report.diagnostics.end());
  Output output;
  Excerpts excerpts(paths.empty());
  output.write(arguments.format == "json"    ? check_json(diagnostics, report)
               : arguments.format == "sarif" ? diagnostics_sarif(diagnostics, excerpts)
                                             : as_text(diagnostics, report, excerpts));
  return report.failed > 0 || has_errors(diagnostics) ? failed : done;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = app.add_subcommand("check", "Compile rules and run the tests inside the rule files");
  command->add_option("rules", arguments->paths, "Directories or .rules files, on top of the standard ones; without any the standard rules are checked")
      ->type_name("RULES");
  command->add_option("--format", arguments->format, "How findings are written")
      ->type_name("text|json|sarif")->check(CLI::IsMember({"text", "json", "sarif"}));
  command->add_option("--variants", arguments->variants, "Show what the test sentences of a frame become, and whether each is read; `all` for every frame")
      ->type_name("ID");
  command->add_flag("--no-standard", arguments->no_standard, "Leave the standard rules out");
  command->footer(
      "A file takes the place of a standard one with the same path, so a copy of the standard rules, or of one of its files, can be checked while\n"
      "it is edited.\n\n"
      "Examples:\n"
      "  sluice check                            the rules that are built in\n"
      "  sluice check my-rules                   those and your own\n"
      "  sluice check my-rules/facts/toll.rules  and a single file\n"
      "  sluice check --format json my-rules     for an editor\n"
      "  sluice check --format sarif my-rules    for a code host\n\n"
      "Exit codes: 0 all is well, 1 a rule has an error or a test failed, 2 there was nothing to check.");
  command->callback([arguments, &exit_code] { exit_code = check(*arguments); });
}

}  // namespace sluice::cli
