// RuleProgram's accessors and Matcher: runs stages, takes `each` apart, asks conditions.
#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "match/automaton.hpp"
#include "match/captures.hpp"
#include "match/conditions.hpp"
#include "match/frames.hpp"
#include "match/path_memo.hpp"
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
bool RuleProgram::is_list(SymbolId symbol) const { return symbol < tables_->list_of.size() && tables_->list_of[symbol] != no_list; }
void RuleProgram::archive(ArchiveWriter& a) { tables_->archive(a); }
void RuleProgram::archive(ArchiveReader& a) {
  tables_->archive(a);
  tables_->index();
}

/// How many tokens the pattern of a lookaround may take.
void RuleProgram::Tables::measure(Look& look) const {
  look.shortest = look_behind_limit;
  look.longest = 0;
  std::vector<std::pair<std::uint32_t, std::uint8_t>> work{{look.root, std::uint8_t{0}}};   // node, tokens before it
  std::set<std::pair<std::uint32_t, std::uint8_t>> seen;
  while (!work.empty()) {
    const auto [at, taken] = work.back();
    work.pop_back();
    if (at == none || !seen.insert({at, taken}).second) continue;
    const Node& n = nodes[at];
    const bool takes = n.op == Node::token || n.op == Node::any || n.op == Node::edge;
    if (n.op == Node::accept) {
      look.shortest = std::min(look.shortest, taken);
      look.longest = std::max(look.longest, taken);
    }
    if (n.op == Node::edge) look.longest = look_behind_limit;   // an edge may be as long as it likes
    if (n.op == Node::accept || (takes && taken == look_behind_limit)) continue;
    work.push_back({n.next, static_cast<std::uint8_t>(taken + (takes ? 1 : 0))});
    if (n.op == Node::split) work.push_back({n.other, taken});
  }
}

void RuleProgram::Tables::index() {
  list_of.clear();
  for (std::size_t list = 0; list < list_symbols.size(); ++list) {
    const SymbolId symbol = list_symbols[list];
    if (symbol == no_symbol) continue;
    if (list_of.size() <= symbol) list_of.resize(symbol + 1u, no_list);
    if (list_of[symbol] == no_list) list_of[symbol] = static_cast<ListId>(list);
  }
  for (Look& look : looks) measure(look);
  for (TestNode& n : test_nodes) {
    n.name_capture = capture(n.name);
    if (!n.arguments.empty()) n.first_capture = capture(n.arguments[0]);
    if (n.arguments.size() > 1) n.second_capture = capture(n.arguments[1]);
  }
  for (ExpressionNode& n : expression_nodes) n.capture = capture(n.value);
  for (Frame& frame : frames)
    for (Part& part : frame.parts)
      for (Bind& bind : part.binds) {
        bind.kinds = 0;
        for (const SymbolId symbol : bind.symbols) bind.kinds |= Lattice::kind(symbol);
      }
  for (RuleBody& body : bodies)
    for (SetClause& set : body.sets) set.role = capture(set.id);
}

struct Matcher::State {
  const RuleProgram::Tables& tables;
  TokenTests tests;
  std::vector<Automaton> stages;
  Automaton facts;
  PathFinder paths, inner_paths;
  std::vector<PathMemo> memos;                // by entity stage
  PathMemo fact_memo;
  FrameMatcher frames;
  /// A pattern, and what it is where it is nothing but one edge.
  struct Pattern {
    std::uint32_t root = none;
    SymbolId edge = no_symbol;
    CaptureId capture = no_capture;   // of the edge
  };
  std::vector<Pattern> patterns;              // of all surface rules, those of one rule together
  std::vector<std::uint32_t> first_pattern;   // by rule
  std::deque<std::string> made;               // values of this document's matches that stand nowhere else
  std::vector<Hit> hits;
  FrameMatches frame_matches;
  Path path, inner_path;

  explicit State(const RuleProgram::Tables& t) : tables(t), tests(t), facts(t, tests, t.fact_roots, FrameMatcher::roots(t)), paths(t, tests), inner_paths(t, tests), fact_memo(t, paths), frames(t, tests, facts) {
    for (const auto& roots : t.entity_stages) {
      stages.emplace_back(t, tests, roots);
      memos.emplace_back(t, paths);
    }
    std::vector<Root> all = t.fact_roots;
    for (const auto& roots : t.entity_stages) all.insert(all.end(), roots.begin(), roots.end());
    std::stable_sort(all.begin(), all.end(), [](const Root& a, const Root& b) { return a.rule < b.rule; });
    for (const Root& root : all) {
      while (first_pattern.size() <= root.rule) first_pattern.push_back(static_cast<std::uint32_t>(patterns.size()));
      patterns.push_back(pattern_at(root.node));
    }
    while (first_pattern.size() <= t.rules.size()) first_pattern.push_back(static_cast<std::uint32_t>(patterns.size()));
  }

  [[nodiscard]] Pattern pattern_at(std::uint32_t root) const {
    Pattern out;
    out.root = root;
    const Node* n = &tables.nodes[root];
    const bool captured = n->op == Node::open;
    if (captured) n = &tables.nodes[n->next];
    if (n->op != Node::edge) return out;
    const SymbolId symbol = n->id;
    n = &tables.nodes[n->next];
    const CaptureId capture = captured && n->op == Node::close ? n->id : no_capture;
    if (captured) n = &tables.nodes[n->next];
    if (n->op != Node::accept || captured != (capture != no_capture)) return out;
    out.edge = symbol;
    out.capture = capture;
    return out;
  }

  /// Who found the hits: an automaton, in the sentence that it has read last, and what is remembered of its paths; or neither.
  struct Found {
    const Automaton* automaton = nullptr;
    PathMemo* memo = nullptr;
  };

  /// The path of a hit: at once where the pattern is one edge.
  bool find_path(const Pattern& pattern, const Found& by, const Analysis& analysis, const Sentence& sentence, const Hit& hit) {
    if (by.automaton == nullptr) return paths.find(pattern.root, analysis, sentence, hit.begin, hit.end, true, path);
    if (pattern.edge == no_symbol) return by.memo->find(pattern.root, *by.automaton, analysis, sentence, hit.begin, hit.end, path);
    const Edge* edge = analysis.lattice.find(pattern.edge, hit.begin, hit.end);
    if (edge == nullptr) return false;
    path.captures.clear();
    path.end = hit.end;
    path.wildcards = 0;
    path.trigger = none;
    path.trigger_is_form = false;
    if (pattern.capture != no_capture) path.captures.push_back({pattern.capture, edge->symbol, edge->begin, edge->end, edge->payload});
    return true;
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

  /// The hits of one sentence, as matches.
  void add_hits(const Found& by, const Analysis& analysis, std::uint32_t sentence_index, const Phrases* phrases, MatchList& out) {
    const Sentence& sentence = analysis.text.sentences[sentence_index];
    for (const Hit& hit : hits) {
      for (std::uint32_t p = first_pattern[hit.rule]; p < first_pattern[hit.rule + 1]; ++p) {
        if (!find_path(patterns[p], by, analysis, sentence, hit)) continue;
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

  /// The frames of the clauses from `clause` on that stand in the sentence, which `facts` has read last. Returns the first clause behind.
  std::uint32_t add_frames(const Analysis& analysis, const Phrases& phrases, std::uint32_t sentence, std::uint32_t clause_index, MatchList& out) {
    std::uint32_t i = clause_index;
    for (; i < phrases.clauses.size() && phrases.clauses[i].sentence == sentence; ++i) {
      frame_matches.clear();
      frames.match(analysis, phrases, i, frame_matches);
      const Clause& clause = phrases.clauses[i];
      for (const FrameMatch& found : frame_matches.matches) {
        Match match;
        match.rule = found.rule;
        match.sentence = clause.sentence;
        match.clause = i;
        match.trigger_begin = clause.trigger_begin;
        match.trigger_end = clause.trigger_end;
        match.begin = clause.trigger_begin;
        match.end = clause.trigger_end;
        for (const Capture& c : frame_matches.of(found)) {
          match.begin = std::min(match.begin, c.begin);
          match.end = std::max(match.end, c.end);
        }
        add(match, frame_matches.of(found), analysis, &phrases, out);
      }
    }
    return i;
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

void Matcher::begin_document() { state_->made.clear(); }

void Matcher::forget_words() {
  for (Automaton& a : state_->stages) a.forget();
  state_->facts.forget();
  state_->tests.forget();
}

void Matcher::run_entity_stage(std::size_t stage, const Analysis& analysis, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    state_->stages[stage].find(analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits({&state_->stages[stage], &state_->memos[stage]}, analysis, i, nullptr, out);
  }
  sort_matches(out, first);
}

void Matcher::run_facts(const Analysis& analysis, const Phrases& phrases, MatchList& out) {
  const std::size_t first = out.matches.size();
  std::uint32_t clause = 0;
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    state_->facts.find(analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits({&state_->facts, &state_->fact_memo}, analysis, i, &phrases, out);
    clause = state_->add_frames(analysis, phrases, i, clause, out);
  }
  sort_matches(out, first);
}

void Matcher::run_entity_stage_plain(std::size_t stage, const Analysis& analysis, MatchList& out) {
  const std::size_t first = out.matches.size();
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    find_plain(state_->tables, state_->tables.entity_stages[stage], analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits({}, analysis, i, nullptr, out);
  }
  sort_matches(out, first);
}

void Matcher::run_facts_plain(const Analysis& analysis, const Phrases& phrases, MatchList& out) {
  const std::size_t first = out.matches.size();
  std::uint32_t clause = 0;
  for (std::uint32_t i = 0; i < analysis.text.sentences.size(); ++i) {
    state_->hits.clear();
    find_plain(state_->tables, state_->tables.fact_roots, analysis, analysis.text.sentences[i], state_->hits);
    state_->add_hits({}, analysis, i, &phrases, out);
    state_->facts.read_sentence(analysis, analysis.text.sentences[i]);
    clause = state_->add_frames(analysis, phrases, i, clause, out);
  }
  sort_matches(out, first);
}

void Matcher::attributes(const Match& match, const MatchList& list, const Analysis& analysis, std::vector<Attribute>& out) const {
  const RuleProgram::Tables& tables = state_->tables;
  const ConditionInput input{tables, analysis, list.of(match), nullptr, nullptr, match.sentence, nullptr, none};
  for (const SetClause& set : tables.bodies[match.rule].sets) {
    const Evaluated value = evaluate(input, set.expression, state_->made);
    out.push_back({set.id, set.role, value.text, value.literal});
  }
}

}  // namespace sluice
