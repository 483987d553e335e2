#include "sluice/explain.hpp"

#include <algorithm>
#include <array>

#include "markup/value_text.hpp"
#include "match/tables.hpp"
#include "pipeline/cascade.hpp"
#include "pipeline/explain_layers.hpp"
#include "pipeline/explain_rule.hpp"
#include "rules/names.hpp"

namespace sluice {
namespace {

/// A match as it was proposed.
struct Proposed {
  Match match;
  std::vector<Capture> captures;
  bool fact = false;
};

/// Keeps every match, and tries one entity rule on its stage as the stage found the document.
class Keeper final : public Watcher {
 public:
  std::vector<Proposed> proposed;
  std::function<void(std::size_t stage, const Analysis& analysis)> at_stage;

  void names_found(std::size_t stage, const Analysis& analysis, const MatchList& matches) override {
    keep(matches, false);
    if (at_stage) at_stage(stage, analysis);
  }
  void facts_found(const Analysis& /*analysis*/, const Phrases& /*phrases*/, const MatchList& matches) override { keep(matches, true); }

 private:
  void keep(const MatchList& matches, bool fact) {
    for (const Match& m : matches.matches) {
      const auto captures = matches.of(m);
      proposed.push_back({m, {captures.begin(), captures.end()}, fact});
    }
  }
};

bool overlap(std::uint32_t begin, std::uint32_t end, std::uint32_t token) { return begin <= token && token < end; }

}  // namespace

struct Explainer::State {
  std::shared_ptr<const Engine::Program> program;
  std::string text, date;
  ExtractOptions options;
  Cascade cascade;
  Document document;
  Keeper keeper;

  State(const Engine& engine, std::string_view given, const ExtractOptions& asked)
      : program(engine.shared_program()), text(given), date(asked.date), options(asked), cascade(program) {
    options.date = date;
    options.title = {};
    options.keep_losers = true;
    cascade.run(text, options, document, nullptr, &keeper);
  }

  [[nodiscard]] const RuleProgram& rules() const { return program->rules; }
  [[nodiscard]] const Analysis& analysis() const { return cascade.analysis(); }
  [[nodiscard]] Span bytes(std::uint32_t begin, std::uint32_t end) const { return byte_span(analysis(), begin, end); }

  [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const {
    const auto& tokens = analysis().text.tokens;
    const auto at = std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) { return offset < t.end; });
    if (at == tokens.end()) return tokens.empty() ? none : static_cast<std::uint32_t>(tokens.size() - 1);
    return static_cast<std::uint32_t>(at - tokens.begin());
  }

  [[nodiscard]] RulePlace place(std::string_view id) const {
    for (const RuleInfo& rule : rules().rules())
      if (rule.id == id) return place_of(*program, rule);
    return {};
  }

  // ---- mentions

  /// Tokens of the name that a match proposes.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> name_of(const Proposed& p) const {
    for (const Capture& c : p.captures)
      if (c.name == rules().rules()[p.match.rule].name_capture) return {c.begin, c.end};
    return {p.match.begin, p.match.end};
  }

  [[nodiscard]] std::vector<Binding> bindings(const std::vector<Capture>& captures) const {
    std::vector<Binding> out;
    for (const Capture& c : captures) out.push_back({rules().capture_names()[c.name], bytes(c.begin, c.end), {}});
    return out;
  }

  void mentions_at(std::uint32_t token, std::vector<Proposal>& out) const {
    for (const Name& n : cascade.names().names) {
      if (!overlap(n.begin, n.end, token)) continue;
      Proposal p;
      p.type = program->type_names[n.type];
      p.rule = n.rule;
      p.place = place(n.rule);
      p.span = bytes(n.begin, n.end);
      p.value = n.country;
      for (const Proposed& m : keeper.proposed)
        if (!m.fact && rules().rules()[m.match.rule].id == n.rule && name_of(m) == std::pair(n.begin, n.end)) p.bindings = bindings(m.captures);
      out.push_back(std::move(p));
    }
    for (const ValueMention& v : cascade.values()) {
      if (!overlap(v.begin, v.end, token)) continue;
      Proposal p;
      p.type = program->type_names[v.type];
      p.rule = v.grammar;
      p.span = bytes(v.begin, v.end);
      p.value = value_text(p.type, v.value);
      out.push_back(std::move(p));
    }
    for (const LostName& l : cascade.names().lost) {
      if (!overlap(l.name.begin, l.name.end, token)) continue;
      Proposal p;
      p.type = program->type_names[l.name.type];
      p.rule = l.name.rule;
      p.place = place(l.name.rule);
      p.span = bytes(l.name.begin, l.name.end);
      p.fate = Proposal::lost;
      p.beaten_by = l.beaten_by;
      p.winner = bytes(l.winner_begin, l.winner_end);
      add_new(out, std::move(p));
    }
    for (const Proposed& m : keeper.proposed) {
      const auto [begin, end] = name_of(m);
      if (m.fact || !overlap(begin, end, token)) continue;
      const RuleInfo& rule = rules().rules()[m.match.rule];
      Proposal p;
      p.type = rule.type;
      p.rule = rule.id;
      p.place = place_of(*program, rule);
      p.span = bytes(begin, end);
      p.bindings = bindings(m.captures);
      p.fate = Proposal::dropped;
      // The same name by another rule: one of them gives its id.
      for (const Proposal& other : out)
        if (other.fate == Proposal::won && other.type == p.type && other.span == p.span) {
          p.fate = Proposal::lost;
          p.beaten_by = other.rule;
          p.winner = other.span;
        }
      add_new(out, std::move(p));
    }
  }

  static void add_new(std::vector<Proposal>& out, Proposal p) {
    for (const Proposal& other : out)
      if (other.rule == p.rule && other.span == p.span && other.trigger == p.trigger && other.type == p.type) return;
    out.push_back(std::move(p));
  }

  // ---- facts

  [[nodiscard]] Proposal fact(const FactRecord& f) const {
    const RuleInfo& rule = rules().rules()[f.rule];
    Proposal p;
    p.type = rule.type;
    p.rule = rule.id;
    p.place = place_of(*program, rule);
    p.trigger = bytes(f.trigger_begin, f.trigger_end);
    p.polarity = f.factuality.polarity;
    p.modality = f.factuality.modality;
    std::uint32_t begin = f.trigger_begin, end = f.trigger_end;
    for (const FactRole& r : f.roles) {
      Binding b;
      b.name = rules().capture_names()[r.role];
      b.value = r.literal;
      if (r.literal.empty() && r.begin < r.end) {
        b.span = bytes(r.begin, r.end);
        begin = std::min(begin, r.begin);
        end = std::max(end, r.end);
      }
      if (r.value != none) b.value = value_text(program->type_names[cascade.values()[r.value].type], cascade.values()[r.value].value);
      else if (r.anaphor && r.name != none)
        b.value = "stands for " + std::string(bytes(cascade.names().names[r.name].begin, cascade.names().names[r.name].end).of(analysis().text.text));
      p.bindings.push_back(std::move(b));
    }
    p.span = bytes(begin, end);
    return p;
  }

  [[nodiscard]] static bool touches(const Proposal& p, Span token) {
    if (p.trigger && p.trigger->overlaps(token)) return true;
    return std::any_of(p.bindings.begin(), p.bindings.end(), [&](const Binding& b) { return b.span.overlaps(token); });
  }

  void facts_at(Span token, std::vector<Proposal>& out) const {
    const FactStore& facts = cascade.facts();
    std::vector<Proposal> all;
    for (const FactRecord& f : facts.facts) all.push_back(fact(f));
    for (std::size_t i = 0; i < facts.lost.size(); ++i) {
      Proposal p = fact(facts.lost[i]);
      p.fate = Proposal::lost;
      p.beaten_by = rules().rules()[facts.lost_to[i]].id;
      p.winner = *p.trigger;
      for (const Proposal& winner : all)
        if (winner.fate == Proposal::won && winner.rule == p.beaten_by && winner.span.overlaps(p.span)) p.winner = winner.span;
      all.push_back(std::move(p));
    }
    for (const Proposed& m : keeper.proposed) {
      if (!m.fact) continue;
      const RuleInfo& rule = rules().rules()[m.match.rule];
      const Span trigger = bytes(m.match.trigger_begin, m.match.trigger_end);
      const bool known = std::any_of(all.begin(), all.end(), [&](const Proposal& p) { return p.rule == rule.id && p.trigger == trigger; });
      if (known) continue;
      Proposal p;
      p.type = rule.type;
      p.rule = rule.id;
      p.place = place_of(*program, rule);
      p.trigger = trigger;
      p.span = bytes(m.match.begin, m.match.end);
      p.bindings = bindings(m.captures);
      p.fate = Proposal::dropped;
      all.push_back(std::move(p));
    }
    for (Proposal& p : all)
      if (touches(p, token)) out.push_back(std::move(p));
  }

  // ---- rules

  /// What became of a match of a rule over these tokens.
  [[nodiscard]] std::string fate(RuleIndex index, std::uint32_t begin, std::uint32_t end) const {
    const RuleInfo& rule = rules().rules()[index];
    const Proposed* found = nullptr;
    for (const Proposed& m : keeper.proposed)
      if (m.match.rule == index && m.match.begin < end && begin < m.match.end && (found == nullptr || (m.match.begin == begin && m.match.end == end))) found = &m;
    if (found == nullptr) return "overlaps a longer match of the rule itself";
    std::vector<Proposal> all;
    const std::uint32_t at = rule.fact ? found->match.trigger_begin : name_of(*found).first;
    if (rule.fact) facts_at(bytes(at, at + 1), all);
    else mentions_at(at, all);
    const Proposal* best = nullptr;
    for (const Proposal& p : all)
      if (p.rule == rule.id && (best == nullptr || p.fate < best->fate)) best = &p;
    if (best == nullptr || best->fate == Proposal::dropped) {
      if (rule.fact) return "dropped: a role that must be filled stands for nothing that its slot takes";
      for (const Name& n : cascade.names().names)
        if (overlap(n.begin, n.end, at))
          return "dropped: '" + std::string(bytes(n.begin, n.end).of(analysis().text.text)) + "' is " + program->type_names[n.type] + " by " + std::string(n.rule);
      return "dropped: the document speaks against it";
    }
    if (best->fate == Proposal::won) return "in the result";
    return "lost to " + best->beaten_by + (best->winner.empty() ? "" : ", which takes '" + std::string(best->winner.of(analysis().text.text)) + "'");
  }
};

Explainer::Explainer(const Engine& engine, std::string_view text, const ExtractOptions& options)
    : state_(std::make_unique<State>(engine, text, options)) {}
Explainer::~Explainer() = default;
Explainer::Explainer(Explainer&&) noexcept = default;

const Document& Explainer::document() const { return state_->document; }

PlaceExplanation Explainer::at(std::uint32_t offset) const {
  PlaceExplanation out;
  const std::uint32_t token = state_->token_at(offset);
  if (token == none) return out;
  const Analysis& analysis = state_->analysis();
  out.token = state_->bytes(token, token + 1);
  for (const Sentence& s : analysis.text.sentences)
    if (overlap(s.begin, s.end, token)) {
      out.sentence = state_->bytes(s.begin, s.end);
      out.zone = s.zone;
    }
  state_->mentions_at(token, out.mentions);
  state_->facts_at(out.token, out.facts);
  out.layers = layers_at(*state_->program, analysis, state_->cascade.phrases(), token);
  return out;
}

std::optional<RuleExplanation> Explainer::rule(std::string_view id, std::optional<Span> within) const {
  const auto rules = state_->rules().rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RuleInfo& r) { return r.id == id; });
  if (found == rules.end()) return std::nullopt;
  const auto index = static_cast<RuleIndex>(found - rules.begin());
  RuleExplanation out{found->id, found->type, place_of(*state_->program, *found), found->frame, {}};
  RuleView view{*state_->program, state_->analysis(), nullptr, &state_->cascade.names(),
                [&](std::uint32_t begin, std::uint32_t end) { return state_->fate(index, begin, end); }};
  if (found->fact) {
    view.phrases = &state_->cascade.phrases();
    out.sentences = explain_rule(view, index, within);
    return out;
  }
  // An entity rule is tried on the document as its stage found it.
  const auto& stages = state_->rules().tables().entity_stages;
  Cascade cascade(state_->program);
  Keeper keeper;
  keeper.at_stage = [&](std::size_t stage, const Analysis& analysis) {
    const auto& roots = stages[stage];
    if (std::none_of(roots.begin(), roots.end(), [&](const Root& r) { return r.rule == index; })) return;
    const RuleView early{view.program, analysis, nullptr, view.names, view.fate};
    out.sentences = explain_rule(early, index, within);
  };
  Document document;
  cascade.run(state_->text, state_->options, document, nullptr, &keeper);
  return out;
}

bool Explainer::has_rule(std::string_view id) const {
  const auto rules = state_->rules().rules();
  return std::any_of(rules.begin(), rules.end(), [&](const RuleInfo& r) { return r.id == id; });
}

std::vector<Span> Explainer::sentences() const {
  std::vector<Span> out;
  for (const Sentence& s : state_->analysis().text.sentences) out.push_back(state_->bytes(s.begin, s.end));
  return out;
}

std::vector<std::string> Explainer::rules_of(std::string_view type) const {
  std::vector<std::string> out;
  for (const RuleInfo& rule : state_->rules().rules())
    if (rule.type == type) out.push_back(rule.id);
  return out;
}

std::string Explainer::similar_rule(std::string_view id) const {
  std::vector<std::string_view> ids;
  for (const RuleInfo& rule : state_->rules().rules()) ids.push_back(rule.id);
  return Suggester()(id, ids);
}

}  // namespace sluice
