// RuleProgram's accessors and Matcher: runs stages, takes `each` apart, asks conditions.
#include <algorithm>

#include "match/automaton.hpp"
#include "match/captures.hpp"
#include "match/conditions.hpp"
#include "match/frames.hpp"
#include "match/plain.hpp"
#include "match/tables.hpp"

namespace sluice {

RuleProgram::RuleProgram() : tables_(std::make_unique<Tables>()) {}
RuleProgram::~RuleProgram() = default;
RuleProgram::RuleProgram(RuleProgram&&) noexcept = default;
RuleProgram& RuleProgram::operator=(RuleProgram&&) noexcept = default;

std::span<const RuleInfo> RuleProgram::rules() const { return tables_->rules; }
std::span<const Schema> RuleProgram::schemas() const { return tables_->schemas; }
std::span<const RuleExample> RuleProgram::examples() const { return tables_->examples; }
std::span<const SuiteCase> RuleProgram::suite_cases() const { return tables_->suite_cases; }
std::span<const std::string> RuleProgram::capture_names() const { return tables_->capture_names; }
std::span<const std::string> RuleProgram::files() const { return tables_->files; }
std::size_t RuleProgram::entity_stages() const { return tables_->entity_stages.size(); }
std::span<const SymbolId> RuleProgram::list_symbols() const { return tables_->list_symbols; }
void RuleProgram::archive(ArchiveWriter& a) { tables_->archive(a); }
void RuleProgram::archive(ArchiveReader& a) { tables_->archive(a); }

struct Matcher::State {
  const RuleProgram::Tables& tables;
  TokenTests tests;
  std::vector<Automaton> stages;
  Automaton facts;
  PathFinder paths, inner_paths;
  FrameMatcher frames;
  std::vector<Hit> hits;
  std::vector<FrameMatch> frame_matches;
  Path path, inner_path;

  explicit State(const RuleProgram::Tables& t) : tables(t), tests(t), facts(t, tests, t.fact_roots), paths(t, tests), inner_paths(t, tests), frames(t, tests) {
    for (const auto& roots : t.entity_stages) stages.emplace_back(t, tests, roots);
  }

  /// Adds the match, once for each member of an `each` role, where its conditions and its schema hold.
  void add(Match match, std::span<const Capture> captures, const Analysis& analysis, const Phrases* phrases, MatchList& out) {
    const RuleBody& body = tables.bodies[match.rule];
    const CaptureId each = [&] {
      for (const CaptureId id : body.each)
        if (std::count_if(captures.begin(), captures.end(), [&](const Capture& c) { return c.name == id; }) > 1) return id;
      return no_capture;
    }();
    if (each == no_capture) {
      finish(match, captures, analysis, phrases, out);
      return;
    }
    for (const Capture& member : captures) {
      if (member.name != each) continue;
      std::vector<Capture> one;
      for (const Capture& c : captures)
        if (c.name != each || (c.begin == member.begin && c.end == member.end)) one.push_back(c);
      add(match, one, analysis, phrases, out);
    }
  }

  void finish(Match match, std::span<const Capture> captures, const Analysis& analysis, const Phrases* phrases, MatchList& out) {
    const RuleInfo& rule = tables.rules[match.rule];
    const RuleBody& body = tables.bodies[match.rule];
    ConditionInput input{tables, analysis, captures, nullptr, nullptr, match.sentence, phrases, match.clause};
    if (phrases != nullptr && match.clause != none) {
      input.clause = &phrases->clauses[match.clause];
      if (input.clause->verb != none) input.verb = &phrases->verbs[input.clause->verb];
    }
    for (const std::uint32_t w : body.where)
      if (!test_holds(input, w)) return;
    if (rule.schema != none && !schema_holds(tables.schemas[rule.schema], body, captures)) return;
    const Sentence& sentence = analysis.text.sentences[match.sentence];
    if (!body.unless.empty() && excluded(body, match, analysis, sentence)) return;
    match.captures_begin = static_cast<std::uint32_t>(out.captures.size());
    out.captures.insert(out.captures.end(), captures.begin(), captures.end());
    match.captures_end = static_cast<std::uint32_t>(out.captures.size());
    out.matches.push_back(match);
  }

  bool schema_holds(const Schema& schema, const RuleBody& body, std::span<const Capture> captures) const {
    const auto filled = [&](CaptureId id) {
      return std::any_of(captures.begin(), captures.end(), [&](const Capture& c) { return c.name == id; }) ||
             std::any_of(body.sets.begin(), body.sets.end(), [&](const SetClause& s) { return s.id == tables.capture_names[id]; });
    };
    for (const SchemaSlot& slot : schema.slots)
      if (!slot.optional && !filled(slot.name)) return false;
    return std::all_of(schema.one_of.begin(), schema.one_of.end(),
                       [&](const std::vector<CaptureId>& group) { return std::any_of(group.begin(), group.end(), filled); });
  }

  /// Whether an `unless` pattern matches inside the match.
  bool excluded(const RuleBody& body, const Match& match, const Analysis& analysis, const Sentence& sentence) {
    for (const std::uint32_t root : body.unless)
      for (std::uint32_t t = match.begin; t < match.end; ++t)
        if (inner_paths.find(root, analysis, sentence, t, sentence.end, false, inner_path) && inner_path.end > t) return true;
    return false;
  }

  void add_hits(const Analysis& analysis, std::uint32_t sentence_index, std::span<const Root> roots, const Phrases* phrases, MatchList& out) {
    const Sentence& sentence = analysis.text.sentences[sentence_index];
    for (const Hit& hit : hits) {
      for (const Root& root : roots) {
        if (root.rule != hit.rule) continue;
        if (!paths.find(root.node, analysis, sentence, hit.begin, hit.end, true, path)) continue;
        Match match;
        match.rule = hit.rule;
        match.begin = hit.begin;
        match.end = hit.end;
        match.sentence = sentence_index;
        match.wildcards = path.wildcards;
        match.trigger_begin = path.trigger == none ? hit.begin : path.trigger;
        match.trigger_end = path.trigger == none ? hit.end : path.trigger + 1;
        if (phrases != nullptr) match.clause = phrases->clause_at[match.trigger_begin];
        add(match, path.captures, analysis, phrases, out);
        break;
      }
    }
  }

  void add_frames(const Analysis& analysis, const Phrases& phrases, MatchList& out) {
    frames.begin_document();
    for (std::uint32_t i = 0; i < phrases.clauses.size(); ++i) {
      frame_matches.clear();
      frames.match(analysis, phrases, i, frame_matches);
      const Clause& clause = phrases.clauses[i];
      for (const FrameMatch& found : frame_matches) {
        Match match;
        match.rule = found.rule;
        match.sentence = clause.sentence;
        match.clause = i;
        match.trigger_begin = clause.trigger_begin;
        match.trigger_end = clause.trigger_end;
        match.begin = clause.trigger_begin;
        match.end = clause.trigger_end;
        for (const Capture& c : found.captures) {
          match.begin = std::min(match.begin, c.begin);
          match.end = std::max(match.end, c.end);
        }
        add(match, found.captures, analysis, &phrases, out);
      }
    }
  }
};

namespace {

void sort_matches(MatchList& out, std::size_t first) {
  std::stable_sort(out.matches.begin() + static_cast<std::ptrdiff_t>(first), out.matches.end(), [](const Match& a, const Match& b) {
    return std::tie(a.begin, a.end, a.rule) < std::tie(b.begin, b.end, b.rule);
  });
}

}  // namespace

Matcher::Matcher(const RuleProgram& program) : state_(std::make_unique<State>(program.tables())) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

void Matcher::forget_words() {
  for (Automaton& a : state_->stages) a.forget();
  state_->facts.forget();
  state_->tests.forget();
  state_->frames.forget_words();
}

void Matcher::run_entity_stage(std::size_t stage, const Analysis& analysis, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    state_->stages[stage].find(analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits(analysis, i, state_->tables.entity_stages[stage], nullptr, out);
  }
  sort_matches(out, first);
}

void Matcher::run_facts(const Analysis& analysis, const Phrases& phrases, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    state_->facts.find(analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits(analysis, i, state_->tables.fact_roots, &phrases, out);
  }
  state_->add_frames(analysis, phrases, out);
  sort_matches(out, first);
}

void Matcher::run_entity_stage_plain(std::size_t stage, const Analysis& analysis, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    find_plain(state_->tables, state_->tables.entity_stages[stage], analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits(analysis, i, state_->tables.entity_stages[stage], nullptr, out);
  }
  sort_matches(out, first);
}

void Matcher::run_facts_plain(const Analysis& analysis, const Phrases& phrases, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    find_plain(state_->tables, state_->tables.fact_roots, analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits(analysis, i, state_->tables.fact_roots, &phrases, out);
  }
  state_->add_frames(analysis, phrases, out);
  sort_matches(out, first);
}

void Matcher::attributes(const Match& match, const MatchList& list, const Analysis& analysis, std::vector<Attribute>& out) const {
  const RuleProgram::Tables& tables = state_->tables;
  const ConditionInput input{tables, analysis, list.of(match), nullptr, nullptr, match.sentence, nullptr, none};
  for (const SetClause& set : tables.bodies[match.rule].sets) out.push_back({set.id, evaluate(input, set.expression)});
}

}  // namespace sluice
