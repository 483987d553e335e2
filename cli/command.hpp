// What the commands of the program share: exit codes, their entry points, and how engines and paths come from options.
#ifndef SLUICE_CLI_COMMAND_HPP
#define SLUICE_CLI_COMMAND_HPP

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/engine.hpp"

namespace sluice::cli {

enum Exit : int {
  done = 0,
  failed = 1,      ///< a check failed, or some documents did; the others are written
  unusable = 2,    ///< wrong usage, or nothing could be done
};

/// Each adds its command; when it is the one that was asked for, it runs and sets `exit_code`.
void add_extract(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);
void add_eval(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_profile(CLI::App& app, int& exit_code);
void add_convert(CLI::App& app, int& exit_code);

/// `--rules` and `--no-standard`.
struct RuleOptions {
  std::vector<std::string> directories;
  bool no_standard = false;

  void add_to(CLI::App& command);
};

/// The engine that the options ask for. Where its rules have errors, they are shown on standard error and there is none.
[[nodiscard]] std::optional<Engine> load_engine(const RuleOptions& options);

/// `sluice: message` on standard error.
void complain(std::string_view message);

/// The parts of `a,b,c`, without blanks; empty ones are left out.
[[nodiscard]] std::vector<std::string> comma_list(std::string_view text);

}  // namespace sluice::cli

#endif
