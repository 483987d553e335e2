// `sluice explain`: what was read at a place, where a rule stopped, and why a fact of the gold was missed.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/excerpt.hpp"
#include "cli/explanation.hpp"
#include "cli/output.hpp"
#include "evaluate/evaluate.hpp"
#include "io/input.hpp"
#include "markup/gold.hpp"

namespace sluice::cli {
namespace {

struct ExplainArguments {
  std::string file, at, rule, gold, id, date, offsets = "codepoint", format = "text";
  bool all = false;
  RuleOptions rules;
};

/// What is explained: a document of the input, or one of the gold.
struct Subject {
  std::string name, text, date;
  const GoldDocument* gold = nullptr;
};

std::string stem(const std::string& path) { return std::filesystem::path(path).stem().string(); }

bool read_input(const ExplainArguments& arguments, std::vector<Subject>& out) {
  Input input({arguments.file}, InputOptions{});
  InputRecord record;
  while (input.next(record)) {
    if (record.error) {
      complain(record.source + ": " + record.error->message);
      return false;
    }
    if (!arguments.id.empty() && record.id != arguments.id) continue;
    out.push_back({record.source.empty() ? record.id : record.source, record.text, arguments.date.empty() ? record.date : arguments.date, nullptr});
    return true;
  }
  complain(arguments.id.empty() ? arguments.file + ": there is no document in it" : arguments.file + ": there is no document '" + arguments.id + "'");
  return false;
}

/// Gold documents named by --gold, or those that FILE is; of several the one with FILE's id.
bool read_subjects(const ExplainArguments& arguments, std::vector<GoldDocument>& gold, std::vector<Subject>& out) {
  const bool file_is_gold = arguments.file.ends_with(".gold");
  if (arguments.gold.empty() && !file_is_gold) return read_input(arguments, out);
  Diagnostics diagnostics;
  gold = read_gold(arguments.gold.empty() ? arguments.file : arguments.gold, diagnostics);
  Excerpts excerpts;
  for (const Diagnostic& d : diagnostics) complain(excerpts.show(d));
  const std::string wanted = !arguments.id.empty() ? arguments.id : arguments.gold.empty() ? std::string() : stem(arguments.file);
  for (const GoldDocument& document : gold)
    if (wanted.empty() || document.id == wanted) out.push_back({document.file, document.text, document.date, &document});
  if (out.empty()) complain("there is no gold document" + (wanted.empty() ? std::string() : " '" + wanted + "'"));
  return !out.empty();
}

/// `120` in the chosen unit, or `12:5` for line and column.
std::optional<std::uint32_t> place(const std::string& at, const ShownText& text) {
  const auto number = [](std::string_view part) -> std::optional<std::uint32_t> {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size() || part.empty()) return std::nullopt;
    return value;
  };
  const std::size_t colon = at.find(':');
  if (colon == std::string::npos) {
    const auto offset = number(at);
    return offset ? std::optional(text.to_byte(*offset)) : std::nullopt;
  }
  const auto line = number(std::string_view(at).substr(0, colon)), column = number(std::string_view(at).substr(colon + 1));
  if (!line || !column || *line == 0 || *column == 0) return std::nullopt;
  return text.to_byte(*line, *column);
}

// ---- gold

std::string shown(const GoldFact& fact) {
  std::string out;
  for (const GoldArgument& a : fact.arguments) out += (out.empty() ? "" : "; ") + a.role + '=' + a.filler.text;
  return out;
}

/// The facts of the gold that no fact of the result fits.
std::vector<const GoldFact*> missed_facts(const GoldDocument& gold, const Document& document) {
  Evaluation evaluation;
  evaluation.add(gold, &document);
  std::vector<const GoldFact*> out;
  auto fact = gold.facts.begin();
  // Disagreements come in the order of the gold's facts.
  for (const Disagreement& d : evaluation.scores().disagreements) {
    if (d.kind != "fact-miss") continue;
    fact = std::find_if(fact, gold.facts.end(), [&](const GoldFact& f) { return f.type == d.type && shown(f) == d.what; });
    if (fact == gold.facts.end()) break;
    out.push_back(&*fact++);
  }
  return out;
}

/// The sentence in which most of the fact's arguments stand.
std::optional<Span> sentence_of(const GoldFact& fact, const std::vector<Span>& sentences) {
  std::optional<Span> best;
  std::size_t most = 0;
  for (const Span s : sentences) {
    const auto here = static_cast<std::size_t>(std::count_if(fact.arguments.begin(), fact.arguments.end(), [&](const GoldArgument& a) {
      return std::any_of(a.filler.spans.begin(), a.filler.spans.end(), [&](Span span) { return s.contains(span); });
    }));
    if (here <= most) continue;
    most = here;
    best = s;
  }
  return best;
}

std::size_t furthest(const SentenceExplanation& s) {
  std::size_t most = 0;
  for (const Attempt& a : s.attempts)
    most = std::max(most, 1 + static_cast<std::size_t>(std::count_if(a.steps.begin(), a.steps.end(), [](const Attempt::Step& t) { return !t.span.empty(); })));
  return most;
}

struct Miss {
  const GoldFact* fact = nullptr;
  std::optional<Span> sentence;
  std::vector<RuleExplanation> rules;   // those that came furthest first
};

std::vector<Miss> misses(const Explainer& explainer, const GoldDocument& gold, const std::string& only) {
  std::vector<Miss> out;
  for (const GoldFact* fact : missed_facts(gold, explainer.document())) {
    std::vector<std::string> ids = explainer.rules_of(fact->type);
    if (!only.empty()) std::erase_if(ids, [&](const std::string& id) { return id != only; });
    if (!only.empty() && ids.empty()) continue;
    Miss miss{fact, sentence_of(*fact, explainer.sentences()), {}};
    if (miss.sentence)
      for (const std::string& id : ids) miss.rules.push_back(*explainer.rule(id, miss.sentence));
    std::stable_sort(miss.rules.begin(), miss.rules.end(), [](const RuleExplanation& a, const RuleExplanation& b) {
      const auto far = [](const RuleExplanation& r) { return r.sentences.empty() ? std::size_t{0} : furthest(r.sentences.front()); };
      return far(a) > far(b);
    });
    out.push_back(std::move(miss));
  }
  return out;
}

std::string as_text(const std::vector<Miss>& all, const GoldDocument& gold, const ShownText& text, const Detail& detail) {
  std::string out;
  for (const Miss& miss : all) {
    out += gold.file + ':' + std::to_string(miss.fact->line) + ": missed " + miss.fact->type + '(' + shown(*miss.fact) + ") " +
           std::string(name(miss.fact->polarity)) + ' ' + std::string(name(miss.fact->modality)) + '\n';
    if (!miss.sentence) {
      out += "  no sentence holds one of its arguments\n\n";
      continue;
    }
    out += "  " + text.place(miss.sentence->begin) + ": " + text.words(*miss.sentence, 400) + '\n';
    std::string silent;
    for (const RuleExplanation& rule : miss.rules) {
      if (rule.sentences.empty() || rule.sentences.front().silent) {
        silent += (silent.empty() ? "" : ", ") + rule.rule;
        continue;
      }
      out += "  " + std::string(rule.frame ? "frame " : "rule ") + rule.rule + '\n';
      out += attempts_text(rule.sentences.front(), text, detail);
    }
    if (!silent.empty()) out += "  nothing in it begins " + silent + '\n';
    out += '\n';
  }
  return out + (all.empty() ? gold.file + ": no fact is missed\n" : "");
}

std::string as_json(const std::vector<Miss>& all, const GoldDocument& gold, const ShownText& text) {
  std::string out;
  for (const Miss& miss : all) {
    out += "{\"gold\":" + json_string(gold.file) + ",\"line\":" + std::to_string(miss.fact->line) + ",\"type\":" + json_string(miss.fact->type) +
           ",\"missed\":" + json_string(shown(*miss.fact)) + ",\"rules\":[";
    for (std::size_t i = 0; i < miss.rules.size(); ++i) out += (i == 0 ? "" : ",") + as_json(miss.rules[i], text);
    out += "]}\n";
  }
  return out;
}

int explain(const ExplainArguments& arguments) {
  const bool gold_mode = !arguments.gold.empty() || arguments.file.ends_with(".gold");
  if (arguments.file.empty() && arguments.gold.empty()) {
    complain("name the document to explain");
    return unusable;
  }
  if (arguments.at.empty() && arguments.rule.empty() && !gold_mode) {
    complain("say what to explain: a place with --at, a rule with --rule, or what is missed with --gold");
    return unusable;
  }
  std::vector<GoldDocument> gold;
  std::vector<Subject> subjects;
  if (!read_subjects(arguments, gold, subjects)) return unusable;
  const std::optional<Engine> engine = load_engine(arguments.rules);
  if (!engine) return unusable;
  Output output;
  Detail detail;
  if (gold_mode && arguments.at.empty()) detail.attempts = 1;
  if (arguments.all) detail = {static_cast<std::size_t>(-1), true};
  const bool json = arguments.format == "json";
  for (const Subject& subject : subjects) {
    const Explainer explainer(*engine, subject.text, {.date = subject.date});
    const Document& document = explainer.document();
    const ShownText text(subject.name, document.text(), *offset_unit(arguments.offsets), document.replacements());
    std::optional<std::uint32_t> byte;
    if (!arguments.at.empty() && !(byte = place(arguments.at, text))) {
      complain("--at takes an offset or LINE:COLUMN, not '" + arguments.at + "'");
      return unusable;
    }
    if (!arguments.rule.empty() && !explainer.has_rule(arguments.rule)) {
      const std::string hint = explainer.similar_rule(arguments.rule);
      complain("there is no rule '" + arguments.rule + "'" + (hint.empty() ? "" : "; " + hint));
      return unusable;
    }
    if (!arguments.rule.empty() && (!gold_mode || byte)) {
      const std::optional<Span> within = byte ? std::optional(Span{*byte, *byte + 1}) : std::nullopt;
      const RuleExplanation rule = *explainer.rule(arguments.rule, within);
      output.write(json ? as_json(rule, text) + '\n' : as_text(rule, text, detail));
    } else if (byte) {
      const PlaceExplanation here = explainer.at(*byte);
      output.write(json ? as_json(here, text) + '\n' : as_text(here, text));
    } else {
      const std::vector<Miss> missed = misses(explainer, *subject.gold, arguments.rule);
      output.write(json ? as_json(missed, *subject.gold, text) : as_text(missed, *subject.gold, text, detail));
    }
  }
  return done;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ExplainArguments>();
  CLI::App* command = app.add_subcommand("explain", "Show what was read at a place, where a rule stopped, why a fact was missed");
  command->add_option("file", arguments->file, "The document: text, JSONL or gold")->type_name("FILE");
  command->add_option("--at", arguments->at, "A place: an offset as results give it, or a line and a column")->type_name("OFFSET|LINE:COLUMN");
  command->add_option("--rule", arguments->rule, "The id of a rule, as results give it: where it stops in each sentence, or in the one at --at")->type_name("ID");
  command->add_option("--gold", arguments->gold, "Gold: each fact that is missed, with where the rules of its type stop; only FILE's, where one is named")
      ->type_name("PATH");
  command->add_option("--id", arguments->id, "Which document of a file with several; the first, without it")->type_name("ID");
  command->add_option("--date", arguments->date, "Date of the document, where it brings none")->type_name("YYYY-MM-DD");
  command->add_option("--offsets", arguments->offsets, "Unit of offsets: codepoint (the default), byte, utf16")
      ->type_name("UNIT")->check(CLI::IsMember({"byte", "codepoint", "utf16"}));
  command->add_flag("--all", arguments->all, "Also sentences in which nothing begins the rule, and every start");
  command->add_option("--format", arguments->format, "How it is written")->type_name("text|json")->check(CLI::IsMember({"text", "json"}));
  arguments->rules.add_to(*command);
  command->footer(
      "Examples:\n"
      "  sluice explain article.txt --at 120                    what stands at offset 120, and what lost there\n"
      "  sluice explain article.txt --at 3:17                   the same by line and column\n"
      "  sluice explain article.txt --rule membership.join      where this rule stops, sentence by sentence\n"
      "  sluice explain --gold corpus/dev/energy.gold           the missed facts of one document\n"
      "  sluice explain --gold corpus/dev --rule share.hold     what this rule missed in a corpus\n\n"
      "Exit codes: 0 done, 2 there was nothing to explain.");
  command->callback([arguments, &exit_code] { exit_code = explain(*arguments); });
}

}  // namespace sluice::cli
