#include "pipeline/check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "markup/markup.hpp"
#include "pipeline/cascade.hpp"
#include "pipeline/variants.hpp"
#include "rules/messages.hpp"

namespace sluice {
namespace {

/// Date that relative dates in rule tests count from; a Wednesday.
constexpr std::string_view test_date = "2024-10-16";

/// The clause in which a frame matched.
class ClauseOf final : public Watcher {
 public:
  explicit ClauseOf(RuleIndex rule) : rule_(rule) {}
  std::uint32_t clause = none;

  void facts_found(const Analysis& /*analysis*/, const Phrases& /*phrases*/, const MatchList& matches) override {
    for (const Match& m : matches.matches)
      if (m.rule == rule_) clause = m.clause;
  }

 private:
  RuleIndex rule_;
};

class TestRun {
 public:
  explicit TestRun(std::shared_ptr<const Engine::Program> program) : program_(std::move(program)), cascade_(program_), forms_(program_->lexicon), files_(program_->rules.files().begin(), program_->rules.files().end()),
        reporter_(files_, report_.diagnostics), standings_(program_->rules.rules().size()) {}

  CheckReport run() {
    report_.rules = program_->rules.rules().size();
    for (const RuleExample& example : program_->rules.examples()) one(example);
    for (const SuiteCase& suite_case : program_->rules.suite_cases()) one(suite_case);
    for (RuleIndex r = 0; r < standings_.size(); ++r) {
      const RuleInfo& rule = program_->rules.rules()[r];
      if (!standings_[r].first && !standings_[r].beaten_by.empty())
        reporter_.report("L015", {rule.file, rule.line, 1}, {rule.id, standings_[r].beaten_by});
    }
    return std::move(report_);
  }

  /// Only the tests of one rule, or of all where `rule` is empty, with what became of their variants.
  std::vector<TestVariant> variants(std::string_view rule) {
    std::vector<TestVariant> out;
    variants_ = &out;
    for (const RuleExample& example : program_->rules.examples())
      if (example.kind == ast::Example::test && (rule.empty() || program_->rules.rules()[example.rule].id == rule)) one(example);
    return out;
  }

 private:
  std::shared_ptr<const Engine::Program> program_;
  Cascade cascade_;
  VerbForms forms_;
  Document document_;
  std::vector<std::string> files_;
  CheckReport report_;
  Reporter reporter_;
  std::vector<TestVariant>* variants_ = nullptr;
  /// How a rule fares against the others in its own tests.
  struct Standing {
    bool first = false;
    std::string_view beaten_by;
  };
  std::vector<Standing> standings_;   // by rule
  /// Place: what has a file, line and column.
  template <class Place>
  void report(std::string_view code, const Place& place, std::initializer_list<std::string_view> arguments) {
    reporter_.report(code, {place.file, place.line, place.column}, arguments);
    const Message* message = find_message(code);
    if (message->severity == Severity::error) ++report_.failed;
  }

  void one(const SuiteCase& suite_case) {
    ++report_.tests;
    cascade_.run(suite_case.text, {.date = test_date}, document_);
    std::string problems;
    for (const SuiteCase::Count& expected : suite_case.expected) {
      std::size_t found = 0;
      for (const Mention& m : document_.mentions()) found += m.type == expected.what || m.rule == expected.what ? 1 : 0;
      for (const Fact& f : document_.facts()) found += f.kind == expected.what || f.rule == expected.what ? 1 : 0;
      if (found == expected.number) continue;
      problems += (problems.empty() ? "" : ", ") + std::to_string(found) + " of " + expected.what + " instead of " + std::to_string(expected.number);
    }
    if (problems.empty()) return;
    report("E004", suite_case, {suite_case.suite, problems});
  }

  [[nodiscard]] static std::string show(const ProbeMatch& match, std::string_view text) {
    std::string out;
    for (const auto& role : match.roles) {
      if (!out.empty()) out += ", ";
      out += role.name + "=";
      out += role.span.empty() ? role.value : "'" + std::string(role.span.of(text)) + "'";
    }
    return "(" + out + ")";
  }

  /// The slot of a fact rule's schema with this name, or null.
  [[nodiscard]] const SchemaSlot* slot(const RuleInfo& rule, std::string_view role) const {
    if (rule.schema == none) return nullptr;
    for (const SchemaSlot& s : program_->rules.schemas()[rule.schema].slots)
      if (program_->rules.capture_names()[s.name] == role) return &s;
    return nullptr;
  }

  void one(const RuleExample& example) {
    const auto kind = static_cast<ast::Example::Kind>(example.kind);
    Markup markup;
    Diagnostics errors;
    const std::string file = example.file < program_->rules.files().size() ? program_->rules.files()[example.file] : std::string();
    ++report_.tests;
    if (!parse_markup(example.text, file, example.line, example.column + 1, markup, errors)) {
      report_.diagnostics.insert(report_.diagnostics.end(), errors.begin(), errors.end());
      ++report_.failed;
      return;
    }
    const RuleInfo& rule = program_->rules.rules()[example.rule];
    Probe probe = supplied(rule, example.rule, markup);
    ClauseOf clause(example.rule);
    cascade_.run(markup.text, {.date = test_date}, document_, &probe, &clause);
    if (kind == ast::Example::reject) {
      if (!probe.matches.empty()) report("E002", example, {rule.id, show(probe.matches.front(), markup.text)});
      return;
    }
    const std::string problem = compare(rule, example, markup, probe);
    if (kind == ast::Example::todo) {
      if (!problem.empty()) ++report_.known_misses;
      else report("E003", example, {rule.id});
      return;
    }
    if (problem.empty()) {
      Standing& standing = standings_[example.rule];
      if (probe.first) standing.first = true;
      else if (!probe.beaten_by.empty()) standing.beaten_by = probe.beaten_by;
      if (rule.frame && !example.only && clause.clause != none) vary(rule, example, markup, clause.clause);
      return;
    }
    report("E001", example, {rule.id, problem});
  }

  /// A probe for the rule in a sentence whose marked pieces are what its slots take.
  [[nodiscard]] Probe supplied(const RuleInfo& rule, RuleIndex index, const Markup& markup) const {
    Probe probe;
    probe.rule = index;
    for (const MarkupSpan& span : markup.spans) {
      const SchemaSlot* s = rule.fact ? slot(rule, span.label) : nullptr;
      if (s == nullptr) continue;
      Probe::Supply supply{span.span, {}};
      for (const SymbolId type : s->types)
        if (program_->entity_symbols.has(type)) supply.types.push_back(type);
      // A slot that takes plain words too is given a name only where the words are written as one.
      const bool text = std::find(s->types.begin(), s->types.end(), static_cast<SymbolId>(sy_text)) != s->types.end();
      const bool nameable = !supply.types.empty() && supply.types.front() <= sy_place;
      if (supply.types.empty() || (text && (!nameable || !all_capitalised(span.span.of(markup.text))))) continue;
      if (is_name(span.span.of(markup.text))) probe.supplies.push_back(std::move(supply));
    }
    return probe;
  }

  /// The other ways of saying what the sentence says, which must give the same.
  void vary(const RuleInfo& rule, const RuleExample& example, const Markup& markup, std::uint32_t clause) {
    const RuleProgram::Tables& tables = program_->rules.tables();
    const auto frame = std::find_if(tables.frames.begin(), tables.frames.end(), [&](const Frame& f) { return f.rule == example.rule; });
    if (frame == tables.frames.end()) return;
    for (const Variant& variant : variants_of({*program_, cascade_.analysis(), cascade_.phrases(), clause, *frame, markup}, forms_)) {
      RuleExample expected = example;
      // The weakest modality wins, so that what is possible or conditional stays so.
      const auto modality = std::find(expected.expectations.begin(), expected.expectations.end(), "modality");
      if (variant.planned && modality == expected.expectations.end()) expected.expectations.insert(expected.expectations.end(), {"modality", "planned"});
      Probe probe = supplied(rule, example.rule, variant.markup);
      cascade_.run(variant.markup.text, {.date = test_date}, document_, &probe);
      TestVariant result;
      result.rule = rule.id;
      result.kind = name(variant.kind);
      result.sentence = print_markup(variant.markup);
      result.problem = compare(rule, expected, variant.markup, probe);
      result.line = example.line;
      result.known = is_todo(example.rule, variant.markup.text);
      ++report_.variants;
      if (!result.problem.empty() && !result.known) report("E005", example, {result.kind, rule.id, variant.markup.text, result.problem, result.sentence});
      if (variants_ != nullptr) variants_->push_back(std::move(result));
    }
  }

  /// Whether the rule lists the sentence among those that it is known to miss.
  [[nodiscard]] bool is_todo(RuleIndex rule, std::string_view text) const {
    for (const RuleExample& example : program_->rules.examples()) {
      if (example.rule != rule || example.kind != ast::Example::todo) continue;
      Markup markup;
      Diagnostics ignored;   // reported where the example itself is run
      if (parse_markup(example.text, {}, 1, 1, markup, ignored) && markup.text == text) return true;
    }
    return false;
  }

  /// A supplied name begins with a capital or a digit; a pronoun or "the company" is left to stand for what it stands for.
  [[nodiscard]] static bool is_name(std::string_view text) {
    static const std::set<std::string_view> pronouns = {"It", "He", "She", "They", "I", "We", "Who"};
    const bool capital = !text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || (text[0] & 0x80) != 0 || (text[0] >= '0' && text[0] <= '9'));
    return capital && !text.starts_with("The ") && !text.starts_with("This ") && !pronouns.contains(text);
  }

  [[nodiscard]] static bool all_capitalised(std::string_view text) {
    bool start = true;
    for (const char c : text) {
      if (start && c >= 'a' && c <= 'z') return false;
      start = c == ' ';
    }
    return true;
  }

  /// Empty where the matches are what the markup says; else what is wrong.
  [[nodiscard]] std::string compare(const RuleInfo& rule, const RuleExample& example, const Markup& markup, const Probe& probe) const {
    if (probe.matches.empty()) return "no match";
    // Roles that are marked more than once are those that `each` takes apart: one match for each.
    std::string repeated;
    std::set<std::string> seen;
    std::size_t members = 1;
    for (const MarkupSpan& s : markup.spans)
      if (!seen.insert(s.label).second) repeated = s.label;
    if (!repeated.empty())
      members = static_cast<std::size_t>(
          std::count_if(markup.spans.begin(), markup.spans.end(), [&](const MarkupSpan& s) { return s.label == repeated; }));
    if (probe.matches.size() != members) {
      std::string all;
      for (const ProbeMatch& m : probe.matches) all += ' ' + show(m, markup.text);
      return std::to_string(probe.matches.size()) + " matches instead of " + std::to_string(members) + ":" + all;
    }
    std::set<std::size_t> found;
    for (const ProbeMatch& match : probe.matches) {
      for (const auto& role : match.roles) {
        if (role.span.empty()) continue;
        const MarkupSpan* marked = nullptr;
        for (const MarkupSpan& s : markup.spans)
          if (s.label == role.name && s.span == role.span) marked = &s;
        if (marked == nullptr)
          return "role " + role.name + " is '" + std::string(role.span.of(markup.text)) + "', which is not marked, in " + show(match, markup.text);
        found.insert(static_cast<std::size_t>(marked - markup.spans.data()));
        if (!marked->value.empty() && marked->value != role.value)
          return "role " + role.name + " has the value '" + role.value + "' instead of '" + marked->value + "'";
      }
      const std::string expected = expectations(rule, example, match);
      if (!expected.empty()) return expected;
    }
    for (std::size_t i = 0; i < markup.spans.size(); ++i)
      if (!found.contains(i))
        return "role " + markup.spans[i].label + " ('" + std::string(markup.spans[i].span.of(markup.text)) + "') is not filled in " +
               show(probe.matches.front(), markup.text);
    return {};
  }

  [[nodiscard]] static std::string expectations(const RuleInfo& rule, const RuleExample& example, const ProbeMatch& match) {
    if (!rule.fact) return {};
    std::string modality = "actual", polarity = "positive";
    for (std::size_t i = 0; i + 1 < example.expectations.size(); i += 2) {
      const std::string &id = example.expectations[i], &value = example.expectations[i + 1];
      if (id == "modality") modality = value;
      else if (id == "polarity") polarity = value;
      else {
        const auto role = std::find_if(match.roles.begin(), match.roles.end(), [&](const auto& r) { return r.name == id; });
        if (role == match.roles.end() || role->value != value)
          return id + " is '" + (role == match.roles.end() ? std::string() : role->value) + "' instead of '" + value + "'";
      }
    }
    if (name(match.modality) != modality) return "modality is " + std::string(name(match.modality)) + " instead of " + modality;
    if (name(match.polarity) != polarity) return "polarity is " + std::string(name(match.polarity)) + " instead of " + polarity;
    return {};
  }
};

}  // namespace

CheckReport run_rule_tests(std::shared_ptr<const Engine::Program> program) { return TestRun(std::move(program)).run(); }

std::vector<TestVariant> run_variants(std::shared_ptr<const Engine::Program> program, std::string_view rule) {
  return TestRun(std::move(program)).variants(rule);
}

}  // namespace sluice
