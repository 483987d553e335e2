// The `sluice` program: one command, one file.
#include <csignal>
#include <exception>
#include <iostream>
#include <string>

#include "cli/command.hpp"

namespace {

std::string versions() {
  return "sluice " + std::string(sluice::version()) + "\nrules " + sluice::standard_rules_hash() + "\nICU " SLUICE_ICU_VERSION
         "\nRE2 " SLUICE_RE2_VERSION;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that went away shows as EPIPE where something is written, and ends the run without a word.
  std::signal(SIGPIPE, SIG_IGN);
  int exit_code = sluice::cli::done;
  try {
    CLI::App app(
        "Sluice reads English news and writes the facts in it: names, quantities, dates and typed relations, each with its place in the text.",
        "sluice");
    app.set_version_flag("--version", versions, "Versions of the program, the rules, ICU and RE2");
    app.require_subcommand(1);
    app.footer("`sluice COMMAND --help` shows a command's options and examples.");
    sluice::cli::add_extract(app, exit_code);
    sluice::cli::add_check(app, exit_code);
    sluice::cli::add_eval(app, exit_code);
    sluice::cli::add_explain(app, exit_code);
    sluice::cli::add_profile(app, exit_code);
    sluice::cli::add_convert(app, exit_code);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error, std::cout, std::cerr) == 0 ? sluice::cli::done : sluice::cli::unusable;
    }
  } catch (const std::exception& error) {
    sluice::cli::complain(error.what());
    return sluice::cli::unusable;
  }
  return exit_code;
}
