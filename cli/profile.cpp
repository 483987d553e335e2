// `sluice profile`: what each rule finds and costs.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/excerpt.hpp"
#include "cli/output.hpp"
#include "evaluate/evaluate.hpp"
#include "io/input.hpp"
#include "io/json_text.hpp"
#include "markup/gold.hpp"
#include "sluice/profile.hpp"

namespace sluice::cli {
namespace {

struct ProfileArguments {
  std::vector<std::string> paths, gold;
  std::string sort = "work", format = "table";
  std::size_t top = 30;
  RuleOptions rules;
};

/// A rule beside the gold.
struct Judged {
  RuleProfile rule;
  Counts counts;          ///< right and extra of the rule; missed: what the gold has of its type and the rule does not give
};

double share(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

std::string fixed(double value, int digits) {
  char out[64];
  std::snprintf(out, sizeof out, "%.*f", digits, value);
  return out;
}

/// Columns as wide as their widest cell; all but the first stand right.
std::string table(const std::vector<std::vector<std::string>>& rows, std::size_t left = 1) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (widths.size() <= c) widths.push_back(0);
      widths[c] = std::max(widths[c], row[c].size());
    }
  std::string out;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad(widths[c] - row[c].size(), ' ');
      line += ' ' + (c < left ? row[c] + pad : pad + row[c]) + ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + '\n';
  }
  return out;
}

/// Words in lines of a terminal's width.
std::string wrapped(const std::vector<std::string>& words) {
  constexpr std::size_t width = 110;
  std::string out, line;
  for (const std::string& word : words) {
    if (!line.empty() && line.size() + word.size() + 1 > width) {
      out += line + '\n';
      line.clear();
    }
    line += (line.empty() ? "  " : " ") + word;
  }
  return line.empty() ? out : out + line + '\n';
}

std::string where(const RulePlace& place) {
  return place.file + ':' + std::to_string(place.line) + (place.column > 1 ? ':' + std::to_string(place.column) : "");
}

void sort(std::vector<Judged>& rules, const std::string& by) {
  const auto key = [&](const Judged& j) -> double {
    if (by == "time") return j.rule.seconds;
    if (by == "fires") return static_cast<double>(j.rule.fires);
    if (by == "wins") return static_cast<double>(j.rule.wins);
    if (by == "losses") return static_cast<double>(j.rule.losses);
    if (by == "alone") return static_cast<double>(j.rule.alone);
    if (by == "extra") return static_cast<double>(j.counts.extra);
    return static_cast<double>(j.rule.work);
  };
  if (by == "file") return;
  std::stable_sort(rules.begin(), rules.end(), [&](const Judged& a, const Judged& b) { return key(a) > key(b); });
}

std::string as_table(const Profile& profile, const std::vector<Judged>& rules, bool gold, const ProfileArguments& arguments) {
  double work = 0, seconds = 0;
  for (const Judged& j : rules) {
    work += static_cast<double>(j.rule.work);
    seconds += j.rule.seconds;
  }
  std::vector<std::vector<std::string>> rows{{"rule", "fires", "wins", "losses", "alone", "work %", "ms", "nodes", "states"}};
  if (gold) rows.front().insert(rows.front().end(), {"right", "extra", "prec", "recall"});
  const std::size_t shown = arguments.top == 0 ? rules.size() : std::min(arguments.top, rules.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const RuleProfile& r = rules[i].rule;
    rows.push_back({r.rule + (r.frame ? " (frame)" : ""), std::to_string(r.fires), std::to_string(r.wins), std::to_string(r.losses), std::to_string(r.alone),
                    fixed(share(static_cast<double>(r.work), work), 2), fixed(r.seconds * 1000, 2), std::to_string(r.nodes), r.frame ? "-" : std::to_string(r.states)});
    if (!gold) continue;
    const Counts& c = rules[i].counts;
    const bool judged = c.right + c.extra > 0;
    rows.back().insert(rows.back().end(), {std::to_string(c.right), std::to_string(c.extra), judged ? fixed(c.precision(), 2) : "-", fixed(c.recall(), 2)});
  }
  std::string out = std::to_string(profile.documents) + " documents, " + std::to_string(profile.sentences) + " sentences, " + std::to_string(profile.tokens) +
                    " tokens; " + std::to_string(rules.size()) + " rules, " + fixed(seconds * 1000, 1) + " ms when each runs by itself\n\n" + table(rows);
  if (shown < rules.size()) out += "  and " + std::to_string(rules.size() - shown) + " more; --top 0 shows all\n";

  std::vector<std::string> dead;
  for (const Judged& j : rules)
    if (j.rule.fires == 0) dead.push_back(j.rule.rule);
  std::sort(dead.begin(), dead.end());
  out += "\nDead here, " + std::to_string(dead.size()) + " of " + std::to_string(rules.size()) + ": rules that never fire\n" + wrapped(dead);
  std::vector<std::vector<std::string>> beaten;
  for (const Judged& j : rules)
    if (j.rule.fires > 0 && j.rule.wins == 0) beaten.push_back({j.rule.rule, std::to_string(j.rule.fires) + (j.rule.fires == 1 ? " match" : " matches"), where(j.rule.place)});
  std::sort(beaten.begin(), beaten.end());
  if (!beaten.empty()) out += "\nAlways beaten here\n" + table(beaten, 3);

  const std::size_t costs = 15;
  std::vector<std::vector<std::string>> words{{"word", "times", "nodes", "each"}}, gaps{{"gap", "in", "tokens"}};
  for (std::size_t i = 0; i < std::min(profile.words.size(), costs); ++i) {
    const CostProfile& w = profile.words[i];
    words.push_back({w.what, std::to_string(w.times), std::to_string(w.work), fixed(static_cast<double>(w.work) / static_cast<double>(std::max<std::uint64_t>(w.times, 1)), 1)});
  }
  for (std::size_t i = 0; i < std::min(profile.gaps.size(), costs); ++i) gaps.push_back({profile.gaps[i].what, where(profile.gaps[i].place), std::to_string(profile.gaps[i].work)});
  if (words.size() > 1) out += "\nThe dearest words to begin at\n" + table(words);
  if (gaps.size() > 1) out += "\nThe dearest gaps\n" + table(gaps, 2);
  return out;
}

std::string as_json(const Profile& profile, const std::vector<Judged>& rules, bool gold) {
  const auto text = [](std::string_view name, std::string_view value) {
    std::string out;
    append_json(out, name);
    out += ':';
    append_json(out, value);
    return out;
  };
  const auto number = [](const char* name, std::uint64_t value) { return ",\"" + std::string(name) + "\":" + std::to_string(value); };
  const auto place = [&](const RulePlace& p) { return "," + text("file", p.file) + number("line", p.line) + number("column", p.column); };
  std::string out = "{\"documents\":" + std::to_string(profile.documents) + number("bytes", profile.bytes) + number("sentences", profile.sentences) +
                    number("tokens", profile.tokens) + ",\"rules\":[";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleProfile& r = rules[i].rule;
    out += (i == 0 ? "{" : ",{") + text("rule", r.rule) + ',' + text("type", r.type) + place(r.place) + ",\"frame\":" + (r.frame ? "true" : "false") +
           number("fires", r.fires) + number("wins", r.wins) + number("losses", r.losses) + number("alone", r.alone) + number("work", r.work) +
           ",\"seconds\":" + fixed(r.seconds, 6) + number("nodes", r.nodes) + number("states", r.states);
    if (gold) out += number("right", rules[i].counts.right) + number("extra", rules[i].counts.extra) + number("gold", rules[i].counts.right + rules[i].counts.missed);
    out += '}';
  }
  const auto costs = [&](const char* name, const std::vector<CostProfile>& all) {
    out += "],\"" + std::string(name) + "\":[";
    for (std::size_t i = 0; i < all.size(); ++i) {
      out += (i == 0 ? "{" : ",{") + text("what", all[i].what);
      if (!all[i].place.file.empty()) out += place(all[i].place);
      if (all[i].times > 0) out += number("times", all[i].times);
      out += number("work", all[i].work) + '}';
    }
  };
  costs("words", profile.words);
  costs("gaps", profile.gaps);
  return out + "]}\n";
}

int profile(const ProfileArguments& arguments) {
  Diagnostics diagnostics;
  std::vector<GoldDocument> gold;
  std::vector<std::string> texts;
  for (const std::string& path : arguments.gold) {
    std::vector<GoldDocument> part = read_gold(path, diagnostics);
    std::move(part.begin(), part.end(), std::back_inserter(gold));
  }
  for (const std::string& path : arguments.paths) {
    if (!path.ends_with(".gold")) {
      texts.push_back(path);
      continue;
    }
    std::vector<GoldDocument> part = read_gold(path, diagnostics);
    std::move(part.begin(), part.end(), std::back_inserter(gold));
  }
  Excerpts excerpts;
  std::string problems;
  for (const Diagnostic& d : diagnostics) problems += excerpts.show(d);
  write_all(2, problems);
  if (texts.empty() && gold.empty()) {
    complain("name files or directories of documents, or gold with --gold");
    return unusable;
  }
  const std::optional<Engine> engine = load_engine(arguments.rules);
  if (!engine) return unusable;
  Profiler profiler(*engine);
  Evaluation evaluation;
  for (const GoldDocument& document : gold) evaluation.add(document, &profiler.add(document.text, {.date = document.date}));
  bool all_read = diagnostics.empty();
  if (!texts.empty()) {
    Input input(texts, InputOptions{});
    InputRecord record;
    while (input.next(record)) {
      if (record.error) {
        complain(record.source + ": " + record.error->message);
        all_read = false;
      } else {
        profiler.add(record.text, {.date = record.date});
      }
    }
  }
  const Profile result = profiler.result();
  if (result.documents == 0) {
    complain("there is no document to read");
    return unusable;
  }
  std::vector<Judged> rules;
  const Scores& scores = evaluation.scores();
  for (const RuleProfile& rule : result.rules) {
    Judged judged{rule, {}};
    if (const auto found = scores.rules.find(rule.rule); found != scores.rules.end()) judged.counts = rule.fact ? found->second.facts : found->second.mentions;
    const CountsByName& by_type = rule.fact ? scores.facts : scores.mentions;
    if (const auto type = by_type.find(rule.type); type != by_type.end()) judged.counts.missed = type->second.right + type->second.missed - judged.counts.right;
    rules.push_back(std::move(judged));
  }
  sort(rules, arguments.sort);
  Output output;
  output.write(arguments.format == "json" ? as_json(result, rules, !gold.empty()) : as_table(result, rules, !gold.empty(), arguments));
  return all_read ? done : failed;
}

}  // namespace

void add_profile(CLI::App& app, int& exit_code) {
  auto arguments = std::make_shared<ProfileArguments>();
  CLI::App* command = app.add_subcommand("profile", "Show what each rule finds and costs on some documents");
  command->add_option("path", arguments->paths, "Files and directories of documents, or .gold files")->type_name("FILE|DIR");
  command->add_option("--gold", arguments->gold, "A .gold file or a directory of them, read as documents and judged by; may be given again")
      ->type_name("PATH")->allow_extra_args(false);
  command->add_option("--sort", arguments->sort, "By what the rules are sorted: work (the default), time, fires, wins, losses, alone, extra, file")
      ->type_name("BY")->check(CLI::IsMember({"work", "time", "fires", "wins", "losses", "alone", "extra", "file"}));
  command->add_option("--top", arguments->top, "How many rules the table shows; 0 for all")->type_name("N");
  command->add_option("--format", arguments->format, "How it is written")->type_name("table|json")->check(CLI::IsMember({"table", "json"}));
  arguments->rules.add_to(*command);
  command->footer(
      "fires: matches before any conflict is settled. wins: those that came to the result under the rule's id. losses: the others. alone: wins for\n"
      "which no other rule of the type proposed anything in that place. work: automaton nodes looked at, the same on each run. ms: the rule run by\n"
      "itself. nodes: of its automaton as compiled; states: that its automaton made on these texts.\n\n"
      "Examples:\n"
      "  sluice profile news/                         which rules are dear, dead or always beaten\n"
      "  sluice profile --gold corpus/dev             and how often each is right\n"
      "  sluice profile --gold corpus/dev --sort extra --rules my-rules\n\n"
      "Exit codes: 0 done, 1 some documents could not be read, 2 there was nothing to profile.");
  command->callback([arguments, &exit_code] { exit_code = profile(*arguments); });
}

}  // namespace sluice::cli
