// `sluice convert`: between the formats of gold and of results.
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/destination.hpp"
#include "cli/excerpt.hpp"
#include "cli/output.hpp"
#include "io/annotation_input.hpp"
#include "io/gold_writer.hpp"
#include "io/input.hpp"
#include "io/losses.hpp"
#include "io/write.hpp"

namespace sluice::cli {
namespace {

struct ConvertArguments {
  std::string in, out, from = "auto", to, offsets = "codepoint";
  std::vector<std::string> texts;
  bool strict = false, quiet = false;
};

constexpr std::string_view gold = "gold";

/// By what the target is called; empty where that tells nothing.
std::string format_by_name(std::string_view path) {
  static const std::vector<std::pair<std::string_view, std::string_view>> known = {
      {".gold", "gold"},     {".spacy.jsonl", "spacy"}, {".prodigy.jsonl", "prodigy"}, {".jsonl", "jsonl"}, {".csv", "csv"},       {".conll", "conll"},  {".bio", "conll"},
      {".iob", "conll"},     {".iob2", "conll"},        {".bioes", "bioes"},           {".jsonld", "webannotation"}, {".db", "sqlite"}, {".sqlite", "sqlite"}, {".html", "html"}};
  for (const std::string_view packed : {".gz", ".zst"})
    if (path.ends_with(packed)) path.remove_suffix(packed.size());
  for (const auto& [extension, format] : known)
    if (path.ends_with(extension)) return std::string(format);
  return {};
}

HolderFormat holder(std::string_view format) {
  if (format == gold) return HolderFormat::gold;
  switch (*output_format(format)) {
    case OutputFormat::table: return HolderFormat::table;
    case OutputFormat::html: return HolderFormat::html;
    case OutputFormat::jsonl: return HolderFormat::jsonl;
    case OutputFormat::csv: return HolderFormat::csv;
    case OutputFormat::conll: case OutputFormat::bioes: return HolderFormat::conll;
    case OutputFormat::webannotation: return HolderFormat::webannotation;
    case OutputFormat::spacy: return HolderFormat::spacy;
    case OutputFormat::prodigy: return HolderFormat::prodigy;
    case OutputFormat::brat: return HolderFormat::brat;
    case OutputFormat::sqlite: return HolderFormat::sqlite;
  }
  return HolderFormat::jsonl;
}

std::vector<std::string> target_names() {
  std::vector<std::string> names = output_format_names();
  names.emplace_back(gold);
  return names;
}

bool read_texts(const std::vector<std::string>& paths, std::map<std::string, std::string>& texts) {
  Input input(paths, {});
  bool good = true;
  for (InputRecord record; input.next(record);) {
    if (record.error) {
      complain(record.error->message);
      good = false;
    } else {
      texts.insert_or_assign(record.id, record.text);
    }
  }
  return good;
}

/// Where converted documents go: gold files, or whatever results go to.
class Target {
 public:
  Target(const std::string& path, std::string_view format, const WriteOptions& write) {
    if (format == gold) {
      gold_.emplace(path);
      return;
    }
    const OutputFormat known = *output_format(format);
    good_ = destination_.open(path, known, write, false, "sluice convert") == Destination::Opened::ready;
    writer_.emplace(known, write);
  }

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] const std::string& problem() const { return gold_ ? gold_->problem() : destination_.problem(); }
  [[nodiscard]] bool closed() const { return destination_.closed(); }

  /// False where this document could not be written; good() tells whether others can.
  bool write(const AnnotatedDocument& annotated) {
    if (gold_) {
      const bool written = gold_->write(annotated);
      good_ = gold_->may_go_on();
      return written;
    }
    Done done;
    done.facts = static_cast<std::uint32_t>(annotated.document.facts().size());
    if (DocumentSink* sink = destination_.sink()) {
      good_ = sink->document(annotated.record, annotated.document) && destination_.add(done, annotated.document.text().size());
    } else {
      text_.clear();
      writer_->document(annotated.record, annotated.document, text_);
      done.end = text_.size();
      good_ = destination_.add(text_, {&done, 1});
    }
    return good_;
  }

  bool finish() { return gold_ || destination_.finish(); }
  void discard() { destination_.discard(); }

 private:
  std::optional<GoldWriter> gold_;
  Destination destination_;
  std::optional<Writer> writer_;
  std::string text_;
  bool good_ = true;
};

int convert(const ConvertArguments& arguments) {
  const std::string to = arguments.to.empty() ? format_by_name(arguments.out) : arguments.to;
  if (to.empty()) {
    complain(arguments.out + ": its name does not tell the format: --to " + "gold, jsonl, brat, conll, bioes, spacy, prodigy, webannotation, sqlite, csv, html or table");
    return unusable;
  }
  const bool on_output = arguments.out == "-";
  if (on_output && (to == gold || to == "brat" || to == "sqlite")) {
    complain(to + " is no stream: name a file or a folder");
    return unusable;
  }
  std::map<std::string, std::string> texts;
  std::size_t converted = 0, failures = arguments.texts.empty() || read_texts(arguments.texts, texts) ? 0 : 1;
  WriteOptions write;
  write.offsets = *offset_unit(arguments.offsets);
  write.with_text = true;
  write.version = version();
  Target target(on_output ? std::string() : arguments.out, to, write);
  if (!target.good()) {
    complain(target.problem());
    return unusable;
  }
  AnnotationInput input(arguments.in, *annotation_form(arguments.from));
  input.use_texts(&texts);
  AnnotatedDocument document;
  Losses losses;
  while (input.next(document)) {
    if (document.record.error) {
      complain(document.record.error->message);
      ++failures;
      continue;
    }
    if (!target.write(document)) {
      if (target.closed()) return done;
      complain(target.problem());
      ++failures;
      if (target.good()) continue;
      target.discard();
      return unusable;
    }
    ++converted;
    count_losses(document, holder(to), losses);
  }
  Excerpts excerpts;
  for (const Diagnostic& d : input.diagnostics()) write_all(STDERR_FILENO, excerpts.show(d));
  if (!input.diagnostics().empty()) ++failures;
  if (converted == 0 && failures > 0) {
    target.discard();
    return unusable;
  }
  if (!target.finish()) {
    complain(target.problem());
    return unusable;
  }
  if (!arguments.quiet) {
    std::string report = std::to_string(converted) + (converted == 1 ? " document" : " documents") + " converted to " + to;
    if (!losses.empty()) report += ", which cannot hold:";
    complain(report);
    std::string lines;
    for (const auto& [what, count] : losses) lines += "  " + what + ": " + std::to_string(count) + '\n';
    write_all(STDERR_FILENO, lines);
  }
  return failures > 0 || (arguments.strict && !losses.empty()) ? failed : done;
}

}  // namespace

void add_convert(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ConvertArguments>();
  CLI::App* command = app.add_subcommand("convert", "Convert between the formats of gold and of results");
  command->add_option("in", arguments->in, "A file, or a directory of annotated files")->type_name("IN")->required();
  command->add_option("out", arguments->out, "A file, a folder for gold and brat, or - for standard output")->type_name("OUT")->required();
  command->add_option("--from", arguments->from, "How IN is read; spacy is for Prodigy, too")
      ->type_name("auto|gold|jsonl|brat|conll|spacy")->check(CLI::IsMember({"auto", "gold", "jsonl", "brat", "conll", "spacy"}));
  command->add_option("--to", arguments->to, "How OUT is written; its name tells, unless it is a folder")->type_name("FORMAT")->check(CLI::IsMember(target_names()));
  command->add_option("--offsets", arguments->offsets, "Unit of start and end, where the format leaves the choice")
      ->type_name("UNIT")->check(CLI::IsMember({"byte", "codepoint", "utf16"}));
  command->add_option("--texts", arguments->texts, "Documents with the texts of results that were extracted without --with-text; may be given again")
      ->type_name("FILE|DIR")->allow_extra_args(false);
  command->add_flag("--strict", arguments->strict, "Fail where something is lost");
  command->add_flag("--quiet", arguments->quiet, "Do not report what is lost");
  command->footer(
      "Examples:\n"
      "  sluice convert corpus/dev dev.jsonl                  gold files as results\n"
      "  sluice convert facts.jsonl annotated --to brat       results for brat, one folder\n"
      "  sluice convert annotated gold/ --to gold             and back as gold, after correction\n"
      "  sluice convert train.conll train.spacy.jsonl         for spaCy\n\n"
      "What a format cannot hold is counted on standard error.\n"
      "Exit codes: 0 done, 1 some documents failed, or with --strict something is lost, 2 nothing could be converted.");
  command->callback([arguments, &exit_code] { exit_code = convert(*arguments); });
}

}  // namespace sluice::cli
