// `sluice extract`: documents in, facts out.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/command.hpp"
#include "cli/run.hpp"

namespace sluice::cli {
namespace {

constexpr std::size_t default_width = 100;
constexpr std::size_t most_jobs = 1024;

struct ExtractArguments {
  std::vector<std::string> paths;
  std::string input = "auto", format, date, offsets = "codepoint", only, zones, output, progress = "auto";
  std::size_t jobs = 0;
  std::string date_order = "dmy";
  unsigned fiscal_year_start = 1;
  bool with_text = false, strict = false;
  RuleOptions rules;
};

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return default_width;
}

std::string check_date(const std::string& date) {
  const auto digits = [&](std::size_t from, std::size_t to) {
    return std::all_of(date.begin() + static_cast<std::ptrdiff_t>(from), date.begin() + static_cast<std::ptrdiff_t>(to),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool shaped = date.size() == 10 && date[4] == '-' && date[7] == '-' && digits(0, 4) && digits(5, 7) && digits(8, 10);
  const int month = shaped ? std::stoi(date.substr(5, 2)) : 0, day = shaped ? std::stoi(date.substr(8, 2)) : 0;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? "" : "a date is written YYYY-MM-DD";
}

int extract(ExtractArguments& arguments) {
  if (arguments.paths.empty()) {
    if (::isatty(STDIN_FILENO)) {
      complain("nothing to read: name a file or a directory, or - for standard input");
      return unusable;
    }
    arguments.paths = {"-"};
  }
  RunOptions options;
  const bool terminal = arguments.output.empty() && ::isatty(STDOUT_FILENO);
  options.format = arguments.format.empty() ? (terminal ? OutputFormat::table : OutputFormat::jsonl) : *output_format(arguments.format);
  options.selection.types = comma_list(arguments.only);
  for (const std::string& zone : comma_list(arguments.zones)) {
    bool known = false;
    for (const ZoneKind kind : {ZoneKind::title, ZoneKind::meta, ZoneKind::body, ZoneKind::related, ZoneKind::boilerplate})
      if (name(kind) == zone) {
        options.selection.zones.push_back(kind);
        known = true;
      }
    if (!known) {
      complain("--zones: '" + zone + "' is none of title, meta, body, related, boilerplate");
      return unusable;
    }
  }
  options.date = arguments.date;
  options.month_first = arguments.date_order == "mdy";
  options.fiscal_year_start = arguments.fiscal_year_start;
  options.strict = arguments.strict;
  options.jobs = arguments.jobs != 0 ? std::min(arguments.jobs, most_jobs) : std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
  const std::optional<Engine> engine = load_engine(arguments.rules);
  if (!engine) return unusable;
  options.write.offsets = *offset_unit(arguments.offsets);
  options.write.with_text = arguments.with_text;
  options.write.version = version();
  options.write.rules = engine->rules_hash();
  options.write.width = terminal ? terminal_width() : default_width;

  Output output;
  if (!output.open(arguments.output)) {
    complain(output.problem());
    return unusable;
  }
  const bool line = arguments.progress == "auto" && !terminal && ::isatty(STDERR_FILENO);
  Progress progress(arguments.progress == "json" ? ProgressKind::json : line ? ProgressKind::line : ProgressKind::none);
  Input input(arguments.paths, *input_format(arguments.input));
  const RunSummary summary = run(*engine, input, output, options, progress);
  progress.finish();
  if (output.closed()) return done;
  const int code = summary.failed == 0 ? done : summary.written == 0 ? unusable : failed;
  const bool keep = code == done || (code == failed && !options.strict);
  if (output.problem().empty() && keep) output.commit();
  if (!output.problem().empty()) {
    complain(output.problem());
    return unusable;
  }
  return code;
}

}  // namespace

void add_extract(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ExtractArguments>();
  CLI::App* command = app.add_subcommand("extract", "Read documents and write the names, values and facts in them");
  command->add_option("path", arguments->paths, "Files, directories of .txt and .jsonl files, or - for standard input")->type_name("FILE|DIR|-");
  command->add_option("--input", arguments->input, "How files are read: by their name and first byte, as text, as JSONL")
      ->type_name("auto|text|jsonl")->check(CLI::IsMember({"auto", "text", "jsonl"}));
  command->add_option("--format", arguments->format, "How results are written; a table on a terminal, else JSONL")
      ->type_name("table|jsonl|csv")->check(CLI::IsMember({"table", "jsonl", "csv"}));
  command->add_option("--date", arguments->date, "Date of the documents that bring none, from which `last week` is counted")
      ->type_name("YYYY-MM-DD")->check(check_date);
  command->add_option("--date-order", arguments->date_order, "How 5/6/2024 is read in a document that does not tell: dmy (the default), mdy")
      ->type_name("dmy|mdy")->check(CLI::IsMember({"dmy", "mdy"}));
  command->add_option("--fiscal-year-start", arguments->fiscal_year_start, "Month in which fiscal years begin; they are named by the year they end in")
      ->type_name("MONTH")->check(CLI::Range(1u, 12u));
  command->add_option("--jobs,-j", arguments->jobs, "Threads; one for each processor unless said otherwise. The output is the same")->type_name("N");
  command->add_option("--offsets", arguments->offsets, "Unit of start and end: codepoint (the default), byte, utf16")
      ->type_name("UNIT")->check(CLI::IsMember({"byte", "codepoint", "utf16"}));
  command->add_flag("--with-text", arguments->with_text, "Put each document's text into its result");
  command->add_option("--only", arguments->only, "Only these types of mentions and facts, parted by commas")->type_name("TYPE,...");
  command->add_option("--zones", arguments->zones, "Only what stands in these zones: title, meta, body, related, boilerplate")->type_name("KIND,...");
  command->add_flag("--strict", arguments->strict, "Stop at the first document that cannot be read");
  command->add_option("-o,--output", arguments->output, "Write here instead of standard output; the file appears when it is complete")->type_name("FILE");
  command->add_option("--progress", arguments->progress, "Progress on standard error: on a terminal, as JSON lines, never")
      ->type_name("auto|json|none")->check(CLI::IsMember({"auto", "json", "none"}));
  arguments->rules.add_to(*command);
  command->footer(
      "Examples:\n"
      "  sluice extract article.txt                          facts of one article, as a table\n"
      "  sluice extract --jobs 4 -o facts.jsonl news/        a directory, on four threads\n"
      "  zcat news.jsonl.gz | sluice extract --input jsonl - > facts.jsonl\n"
      "  sluice extract --only membership,share --date 2024-10-16 article.txt\n"
      "  sluice extract --rules my-rules article.txt         with rules of your own\n\n"
      "Exit codes: 0 all documents are written, 1 some failed and the others are written, 2 nothing could be done.");
  command->callback([arguments, &exit_code] { exit_code = extract(*arguments); });
}

}  // namespace sluice::cli
