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
  std::size_t jobs = 0, largest = std::size_t{256} << 20;
  std::string date_order = "dmy";
  unsigned fiscal_year_start = 1;
  bool with_text = false, strict = false, resume = false, events = false, source_map = false, offsets_given = false;
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

/// Names what decides on the bytes that a run writes: one that is to be resumed must have the same.
std::string run_name(const ExtractArguments& a, const RunOptions& options) {
  std::string all;
  const auto add = [&](std::string_view part) { (all += part) += '\0'; };
  for (const std::string_view part : {options.write.version, options.write.rules, name(options.format), std::string_view(a.offsets), std::string_view(a.only),
                                      std::string_view(a.zones), std::string_view(a.date), std::string_view(a.date_order), std::string_view(a.input)})
    add(part);
  add(std::to_string(a.fiscal_year_start) + ' ' + std::to_string(a.largest) + (a.with_text ? " text" : "") + (a.events ? " events" : "") + (a.source_map ? " map" : "") +
      (a.strict ? " strict" : ""));
  for (const std::string& path : a.paths) add(path);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : all) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return "sluice run " + std::to_string(hash);
}

/// What is wrong with options that do not fit together, or empty.
std::string check_options(const ExtractArguments& a, OutputFormat format) {
  const std::string shown(name(format));
  if (counts_codepoints(format) && a.offsets_given && a.offsets != "codepoint") return shown + " counts in code points: --offsets " + a.offsets + " cannot be had";
  if (a.output.empty() || a.output == "-") {
    if (format == OutputFormat::brat) return "brat wants two files for each document: name a folder with -o";
    if (format == OutputFormat::sqlite) return "a database is a file: name it with -o";
    if (a.resume) return "--resume needs -o FILE: standard output cannot be looked at";
  }
  if (a.events && format != OutputFormat::jsonl && format != OutputFormat::table && format != OutputFormat::csv)
    return "--events is for jsonl, table and csv, and " + shown + " has the facts alone";
  if (a.source_map && format != OutputFormat::jsonl) return "--source-map is for jsonl";
  return {};
}

/// Puts the output in its place, or says what became of it.
int conclude(const ExtractArguments& arguments, Destination& destination, const Interrupt& interrupt, const RunState& state, RunEnd end) {
  const int code = state.failed == 0 ? done : state.documents == 0 ? unusable : failed;
  if (end == RunEnd::complete && code != unusable) {
    if (destination.finish()) return code;
    end = RunEnd::unwritable;
  }
  const auto where = [&] {
    const std::string count = std::to_string(destination.tally().written);
    return destination.keep() ? count + " documents are kept; the same command with --resume goes on behind them" : count + " documents are written";
  };
  switch (end) {
    case RunEnd::complete: case RunEnd::stopped: destination.discard(); return code;
    case RunEnd::other_input:
      complain(arguments.output + ".partial holds more documents than the input has: the input has changed, remove it to begin anew");
      destination.keep();
      return unusable;
    case RunEnd::unwritable: {
      const std::string problem = destination.problem();
      complain(problem + "; " + where());
      return unusable;
    }
    case RunEnd::interrupted:
      complain("interrupted; " + where());
      interrupt.pass_on();
      return unusable;
  }
  return code;
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
  if (const std::string wrong = check_options(arguments, options.format); !wrong.empty()) {
    complain(wrong);
    return unusable;
  }
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

  options.write.events = arguments.events;
  options.write.source_map = arguments.source_map;

  Destination destination;
  switch (destination.open(arguments.output, options.format, options.write, arguments.resume, run_name(arguments, options))) {
    case Destination::Opened::ready: break;
    case Destination::Opened::complete:
      complain(arguments.output + " is complete: nothing is left to do");
      return done;
    case Destination::Opened::failed:
      complain(destination.problem());
      return unusable;
  }
  const bool line = arguments.progress == "auto" && !terminal && ::isatty(STDERR_FILENO);
  Progress progress(arguments.progress == "json" ? ProgressKind::json : line ? ProgressKind::line : ProgressKind::none);
  const Interrupt interrupt;
  Input input(arguments.paths, {.format = *input_format(arguments.input), .largest = arguments.largest, .keep_page = arguments.source_map, .stop = interrupt.descriptor()});
  RunState state;
  if (progress.kind() != ProgressKind::none) state.all_bytes = input_size(arguments.paths);
  const RunEnd end = run(*engine, input, destination, options, progress, interrupt, state);
  if (destination.closed()) return done;
  progress.finish(state, end == RunEnd::complete);
  return conclude(arguments, destination, interrupt, state, end);
}

}  // namespace

void add_extract(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ExtractArguments>();
  CLI::App* command = app.add_subcommand("extract", "Read documents and write the names, values and facts in them");
  command->add_option("path", arguments->paths, "Files, directories of .txt, .jsonl and .html files, each also as .gz or .zst, or - for standard input")->type_name("FILE|DIR|-");
  command->add_option("--input", arguments->input, "How files are read: by their name and first bytes, as text, as JSONL, as HTML")
      ->type_name("auto|text|jsonl|html")->check(CLI::IsMember({"auto", "text", "jsonl", "html"}));
  command->add_option("--format", arguments->format, "How results are written; a table on a terminal, else JSONL")
      ->type_name("FORMAT")->check(CLI::IsMember(output_format_names()));
  command->add_option("--date", arguments->date, "Date of the documents that bring none, from which `last week` is counted")
      ->type_name("YYYY-MM-DD")->check(check_date);
  command->add_option("--date-order", arguments->date_order, "How 5/6/2024 is read in a document that does not tell: dmy (the default), mdy")
      ->type_name("dmy|mdy")->check(CLI::IsMember({"dmy", "mdy"}));
  command->add_option("--fiscal-year-start", arguments->fiscal_year_start, "Month in which fiscal years begin; they are named by the year they end in")
      ->type_name("MONTH")->check(CLI::Range(1u, 12u));
  command->add_option("--jobs,-j", arguments->jobs, "Threads; one for each processor unless said otherwise. The output is the same")->type_name("N");
  CLI::Option* offsets = command->add_option("--offsets", arguments->offsets, "Unit of start and end: codepoint (the default), byte, utf16")
      ->type_name("UNIT")->check(CLI::IsMember({"byte", "codepoint", "utf16"}));
  command->add_flag("--with-text", arguments->with_text, "Put each document's text into its result");
  command->add_option("--only", arguments->only, "Only these types of mentions and facts, parted by commas")->type_name("TYPE,...");
  command->add_option("--zones", arguments->zones, "Only what stands in these zones: title, meta, body, related, boilerplate")->type_name("KIND,...");
  command->add_flag("--events", arguments->events, "Join the facts that tell the same thing: every role that any of them fills, and where they disagree");
  command->add_flag("--source-map", arguments->source_map, "For HTML: say where the text of a page stands in its source");
  command->add_option("--max-document", arguments->largest, "Refuse documents larger than this, unpacked: 256MB, or a number with K, M, G")
      ->type_name("SIZE")->transform(CLI::AsSizeValue(false));
  command->add_flag("--resume", arguments->resume, "Go on with the -o FILE of a run that did not end: the same command, killed or interrupted");
  command->add_flag("--strict", arguments->strict, "Stop at the first document that cannot be read");
  command->add_option("-o,--output", arguments->output, "Write here instead of standard output; the file appears when it is complete, packed where it ends in .gz or .zst")->type_name("FILE");
  command->add_option("--progress", arguments->progress, "Progress on standard error, and a summary at the end: on a terminal, as JSON lines, never")
      ->type_name("auto|json|none")->check(CLI::IsMember({"auto", "json", "none"}));
  arguments->rules.add_to(*command);
  command->footer(
      "Examples:\n"
      "  sluice extract article.txt                          facts of one article, as a table\n"
      "  sluice extract --jobs 4 -o facts.jsonl news/        a directory, on four threads\n"
      "  sluice extract -o facts.jsonl.zst news.jsonl.gz     packed on both sides\n"
      "  sluice extract --format sqlite -o news.db news/     a database to ask in SQL\n"
      "  sluice extract -o facts.jsonl --resume news/        go on where a killed run stopped\n"
      "  sluice extract --only membership,share --date 2024-10-16 article.txt\n"
      "  sluice extract --rules my-rules article.txt         with rules of your own\n\n"
      "Exit codes: 0 all documents are written, 1 some failed and the others are written, 2 nothing could be done.");
  command->callback([arguments, offsets, &exit_code] {
    arguments->offsets_given = offsets->count() > 0;
    exit_code = extract(*arguments);
  });
}

}  // namespace sluice::cli
