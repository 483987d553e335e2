#include "sluice/profile.hpp"

#include <time.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "match/alone.hpp"
#include "match/automaton.hpp"
#include "match/frames.hpp"
#include "match/work.hpp"
#include "pipeline/cascade.hpp"
#include "pipeline/explain_rule.hpp"

namespace sluice {
namespace {

/// Processor time of this thread, in seconds: what other programs do does not count.
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// One rule by itself, timed.
struct Alone {
  RuleAlone rule;
  TokenTests tests;
  std::optional<Automaton> automaton;
  std::optional<FrameMatcher> frame;
  std::vector<Hit> hits;
  FrameMatches frame_matches;

  Alone(const RuleProgram::Tables& tables, RuleIndex index) : rule(rule_alone(tables, index)), tests(rule.tables) {
    automaton.emplace(rule.tables, tests, rule.roots, FrameMatcher::roots(rule.tables));
    if (!rule.tables.frames.empty()) frame.emplace(rule.tables, tests, *automaton);
  }
};

/// Where a match makes its claim: two rules of one type that claim the same place say the same.
struct Claim {
  RuleIndex rule = 0;
  std::uint32_t begin = 0, end = 0;
};

class Meter final : public Watcher {
 public:
  Meter(const Engine::Program& program, std::vector<RuleProfile>& rules) : program_(program), tables_(program.rules.tables()), rules_(rules) {
    for (RuleIndex r = 0; r < tables_.rules.size(); ++r) alone_.push_back(std::make_unique<Alone>(tables_, r));
    for (const auto& roots : tables_.entity_stages) counters_.emplace_back(tables_, roots);
    counters_.emplace_back(tables_, tables_.fact_roots);
  }

  std::vector<Claim> claims;   // of the document that is read

  void words_forgotten() override {
    for (const auto& one : alone_) {
      one->tests.forget();
      one->automaton->forget();
    }
  }

  void names_found(std::size_t stage, const Analysis& analysis, const MatchList& matches) override {
    for (const Match& m : matches.matches) {
      ++rules_[m.rule].fires;
      Claim claim{m.rule, m.begin, m.end};
      for (const Capture& c : matches.of(m))
        if (c.name == tables_.rules[m.rule].name_capture) claim = {m.rule, c.begin, c.end};
      claims.push_back(claim);
    }
    run(tables_.entity_stages[stage], analysis);
    for (const Sentence& s : analysis.text.sentences) counters_[stage].count(analysis, s);
  }

  void facts_found(const Analysis& analysis, const Phrases& phrases, const MatchList& matches) override {
    for (const Match& m : matches.matches) {
      ++rules_[m.rule].fires;
      claims.push_back({m.rule, m.trigger_begin, m.trigger_end});
    }
    run(tables_.fact_roots, analysis);
    for (const Sentence& s : analysis.text.sentences) counters_.back().count(analysis, s);
    run_frames(analysis, phrases);
  }

  [[nodiscard]] const std::vector<WorkCounter>& counters() const { return counters_; }
  [[nodiscard]] std::size_t states(RuleIndex rule) const { return alone_[rule]->automaton->states(); }
  [[nodiscard]] std::size_t nodes(RuleIndex rule) const { return alone_[rule]->rule.tables.nodes.size(); }

 private:
  const Engine::Program& program_;
  const RuleProgram::Tables& tables_;
  std::vector<RuleProfile>& rules_;
  std::vector<std::unique_ptr<Alone>> alone_;   // by rule
  std::vector<WorkCounter> counters_;           // of the entity stages, then of the facts

  void run(const std::vector<Root>& roots, const Analysis& analysis) {
    RuleIndex last = none;
    for (const Root& root : roots) {
      if (std::exchange(last, root.rule) == root.rule) continue;
      Alone& one = *alone_[root.rule];
      const double begin = now();
      for (const Sentence& s : analysis.text.sentences) {
        one.hits.clear();
        one.automaton->find(analysis, s, one.hits);
      }
      rules_[root.rule].seconds += now() - begin;
    }
  }

  void run_frames(const Analysis& analysis, const Phrases& phrases) {
    for (RuleIndex r = 0; r < alone_.size(); ++r) {
      Alone& one = *alone_[r];
      if (!one.frame) continue;
      std::size_t binds = 0;
      for (const Part& part : one.rule.tables.frames.front().parts) binds += part.binds.size();
      const double begin = now();
      std::uint32_t read = none;
      for (std::uint32_t c = 0; c < phrases.clauses.size(); ++c) {
        if (std::exchange(read, phrases.clauses[c].sentence) != phrases.clauses[c].sentence)
          one.automaton->read_sentence(analysis, analysis.text.sentences[read]);
        one.frame_matches.clear();
        one.frame->match(analysis, phrases, c, one.frame_matches);
      }
      rules_[r].seconds += now() - begin;
      for (const Clause& c : phrases.clauses)
        if (std::any_of(one.rule.tables.frame_keys.begin(), one.rule.tables.frame_keys.end(),
                        [&](const FrameKey& k) { return k.lemma == c.predicate && k.nominal == c.nominal; }))
          rules_[r].work += binds;
    }
  }
};

}  // namespace

struct Profiler::State {
  std::shared_ptr<const Engine::Program> program;
  std::vector<RuleProfile> rules;
  Meter meter;
  Cascade cascade;
  Document document;
  Profile sums;
  std::map<std::string_view, RuleIndex> index;

  explicit State(const Engine& engine)
      : program(engine.shared_program()), rules(program->rules.rules().size()), meter(*program, rules), cascade(program) {
    for (RuleIndex r = 0; r < rules.size(); ++r) {
      const RuleInfo& info = program->rules.rules()[r];
      rules[r].rule = info.id;
      rules[r].type = info.type;
      rules[r].place = place_of(*program, info);
      rules[r].frame = info.frame;
      rules[r].fact = info.fact;
      index.emplace(info.id, r);
    }
  }

  void win(std::string_view id, std::uint32_t begin, std::uint32_t end) {
    const auto at = index.find(id);
    if (at == index.end()) return;
    RuleProfile& rule = rules[at->second];
    ++rule.wins;
    const bool shared = std::any_of(meter.claims.begin(), meter.claims.end(), [&](const Claim& c) {
      return c.rule != at->second && rules[c.rule].type == rule.type && c.begin < end && begin < c.end;
    });
    if (!shared) ++rule.alone;
  }
};

Profiler::Profiler(const Engine& engine) : state_(std::make_unique<State>(engine)) {}
Profiler::~Profiler() = default;
Profiler::Profiler(Profiler&&) noexcept = default;

const Document& Profiler::add(std::string_view text, const ExtractOptions& options) {
  State& s = *state_;
  s.meter.claims.clear();
  s.cascade.run(text, options, s.document, nullptr, &s.meter);
  ++s.sums.documents;
  s.sums.bytes += text.size();
  s.sums.sentences += s.cascade.analysis().text.sentences.size();
  s.sums.tokens += s.cascade.analysis().text.tokens.size();
  for (const Name& n : s.cascade.names().names) s.win(n.rule, n.begin, n.end);
  for (const FactRecord& f : s.cascade.facts().facts) s.win(s.program->rules.rules()[f.rule].id, f.trigger_begin, f.trigger_end);
  return s.document;
}

Profile Profiler::result() const {
  const State& s = *state_;
  Profile out = s.sums;
  out.rules = s.rules;
  std::map<std::string, CostProfile> words;
  std::map<std::uint32_t, std::uint64_t> gaps;
  for (const WorkCounter& counter : s.meter.counters()) {
    for (RuleIndex r = 0; r < out.rules.size(); ++r) out.rules[r].work += counter.by_rule()[r];
    for (const auto& [word, work] : counter.by_word()) {
      CostProfile& cost = words[word];
      cost.what = word;
      cost.times = std::max(cost.times, work.times);
      cost.work += work.nodes;
    }
    for (const auto& [source, work] : counter.by_gap()) gaps[source] += work.nodes;
  }
  const RuleProgram::Tables& tables = s.program->rules.tables();
  for (RuleIndex r = 0; r < out.rules.size(); ++r) {
    RuleProfile& rule = out.rules[r];
    rule.losses = rule.fires - std::min(rule.fires, rule.wins);
    rule.nodes = s.meter.nodes(r);
    rule.states = s.meter.states(r);
  }
  for (auto& [word, cost] : words)
    if (cost.work > 0) out.words.push_back(std::move(cost));
  for (const auto& [source, work] : gaps) {
    if (source == none) continue;
    CostProfile cost;
    const RuleSource& place = tables.sources[source];
    cost.what = place.text;
    cost.place = {place.file < tables.files.size() ? tables.files[place.file] : std::string(), place.line, place.column};
    cost.work = work;
    out.gaps.push_back(std::move(cost));
  }
  const auto dearest = [](std::vector<CostProfile>& costs) {
    std::sort(costs.begin(), costs.end(), [](const CostProfile& a, const CostProfile& b) {
      return std::tie(b.work, a.what, a.place.file, a.place.line, a.place.column) < std::tie(a.work, b.what, b.place.file, b.place.line, b.place.column);
    });
    if (costs.size() > Profile::most_costs) costs.resize(Profile::most_costs);
  };
  dearest(out.words);
  dearest(out.gaps);
  return out;
}

}  // namespace sluice
