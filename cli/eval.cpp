// `sluice eval`: measures results against gold.
#include <unistd.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/excerpt.hpp"
#include "cli/output.hpp"
#include "io/scores_json.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/report.hpp"
#include "io/annotation_input.hpp"
#include "io/byte_source.hpp"
#include "io/read_result.hpp"
#include "markup/gold.hpp"

namespace sluice::cli {
namespace {

struct EvalArguments {
  std::vector<std::string> gold;
  std::string prediction, by = "type", format = "table", gold_format = "auto";
  std::size_t errors = 0;
  double fail_under = 0;
  RuleOptions rules;
};

/// Result lines by id; of several with one id the last counts. Lines that cannot be read are named and left out.
bool read_predictions(const std::string& path, const std::set<std::string>& wanted, std::map<std::string, StoredResult>& results, bool& all_read) {
  ByteSource source;
  std::string problem;
  if (!source.open(path, problem)) {
    complain(path + ": cannot be opened: " + problem);
    return false;
  }
  std::size_t number = 0, others = 0;
  for (std::string line; line.clear(), source.line(line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<StoredResult> result = read_result(line, path + ':' + std::to_string(number));
    if (!result) {
      complain(result.error().message);
      all_read = false;
    } else if (wanted.contains(result->id)) {
      const std::string id = result->id;
      results.insert_or_assign(id, std::move(*result));
    } else {
      ++others;
    }
  }
  if (!source.problem().empty()) {
    complain(path + ": cannot be read: " + source.problem());
    return false;
  }
  if (others > 0) complain(path + ": " + std::to_string(others) + " results are of documents that are not in the gold");
  return true;
}

/// Gold files, or what other tools annotated. False where something could not be read; that is named and left out.
bool read_all_gold(const EvalArguments& arguments, std::vector<GoldDocument>& gold) {
  bool all_read = true;
  Diagnostics diagnostics;
  for (const std::string& path : arguments.gold) {
    const AnnotationForm form = *annotation_form(arguments.gold_format);
    if (holds_gold_files(path, form)) {
      std::vector<GoldDocument> part = read_gold(path, diagnostics);
      std::move(part.begin(), part.end(), std::back_inserter(gold));
      continue;
    }
    AnnotationInput input(path, form);
    for (AnnotatedDocument document; input.next(document);) {
      if (!document.record.error) {
        gold.push_back(as_gold(document));
        continue;
      }
      complain(document.record.error->message);
      all_read = false;
    }
  }
  Excerpts excerpts;
  for (const Diagnostic& d : diagnostics) write_all(STDERR_FILENO, excerpts.show(d));
  return all_read && diagnostics.empty();
}

int eval(const EvalArguments& arguments) {
  std::vector<GoldDocument> gold;
  bool all_read = read_all_gold(arguments, gold);
  if (gold.empty()) {
    complain("there is no gold to compare with");
    return unusable;
  }
  Evaluation evaluation;
  if (!arguments.prediction.empty()) {
    std::set<std::string> wanted;
    for (const GoldDocument& document : gold) wanted.insert(document.id);
    std::map<std::string, StoredResult> results;
    if (!read_predictions(arguments.prediction, wanted, results, all_read)) return unusable;
    for (const GoldDocument& document : gold) {
      const auto found = results.find(document.id);
      if (found == results.end()) {
        complain(document.id + ": there is no result for this document");
        evaluation.add(document, nullptr);
      } else {
        const Document answer = in_bytes(found->second, document.text);
        evaluation.add(document, &answer);
      }
    }
  } else {
    const std::optional<Engine> engine = load_engine(arguments.rules);
    if (!engine) return unusable;
    Scratch scratch;
    Document answer;
    for (const GoldDocument& document : gold) {
      engine->extract(document.text, {.date = document.date}, scratch, answer);
      evaluation.add(document, &answer);
    }
  }
  const Scores& scores = evaluation.scores();
  const ReportBy by = arguments.by == "rule" ? ReportBy::rule : arguments.by == "document" ? ReportBy::document : ReportBy::type;
  Output output;
  output.write(arguments.format == "json" ? scores_json(scores, by, arguments.errors) : report(scores, by, arguments.errors));
  const double f1 = total(scores.facts).f1();
  if (f1 < arguments.fail_under) {
    complain("fact F1 is " + std::to_string(f1) + ", under " + std::to_string(arguments.fail_under));
    return failed;
  }
  return all_read ? done : failed;
}

}  // namespace

void add_eval(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "Measure results against gold annotations");
  command->add_option("--gold", arguments->gold, "Gold files, brat, CoNLL, spaCy or results: a file or a directory; may be given again")
      ->type_name("PATH")->required()->allow_extra_args(false);
  command->add_option("--gold-format", arguments->gold_format, "How the gold is read, where its name does not tell")
      ->type_name("auto|gold|jsonl|brat|conll|spacy")->check(CLI::IsMember({"auto", "gold", "jsonl", "brat", "conll", "spacy"}));
  command->add_option("--pred", arguments->prediction, "Results as JSONL; without it the engine reads the gold's texts")->type_name("FILE");
  command->add_option("--by", arguments->by, "How the scores are cut up")->type_name("type|rule|document")->check(CLI::IsMember({"type", "rule", "document"}));
  command->add_option("--format", arguments->format, "How they are written")->type_name("table|json")->check(CLI::IsMember({"table", "json"}));
  command->add_option("--errors", arguments->errors, "List this many answers that are not as the gold says")->type_name("N");
  command->add_option("--fail-under", arguments->fail_under, "Fail where the F1 of facts is under this, between 0 and 1")
      ->type_name("F1")->check(CLI::Range(0.0, 1.0));
  arguments->rules.add_to(*command);
  command->footer(
      "Examples:\n"
      "  sluice eval --gold corpus/dev                          the built-in rules\n"
      "  sluice eval --gold corpus/dev --errors 50              and what they get wrong\n"
      "  sluice eval --gold corpus/dev --rules my-rules --by rule\n"
      "  sluice eval --gold corpus/dev --pred facts.jsonl --format json\n\n"
      "Exit codes: 0 done, 1 the F1 is too low or some gold or results could not be read, 2 nothing could be compared.");
  command->callback([arguments, &exit_code] { exit_code = eval(*arguments); });
}

}  // namespace sluice::cli
