#include "pipeline/cascade.hpp"

#include <algorithm>
#include <tuple>

#include "grammars/time_expression.hpp"
#include "markup/value_text.hpp"
#include "resolve/dates.hpp"
#include "text/analyze.hpp"

namespace sluice {

Cascade::Cascade(std::shared_ptr<const Engine::Program> program)
    : program_(std::move(program)), analysis_(program_->lexicon, program_->list_uses), value_reader_(program_->values), matcher_(program_->rules) {}

void Cascade::run(std::string_view text, const ExtractOptions& options, Document& document, Probe* probe, Watcher* watcher) {
  watcher_ = watcher;
  read_text(text);
  read_words();
  read_values(options.month_first);
  read_names(options.keep_losers, probe);
  read_phrases(options.date, options.fiscal_year_start);
  read_facts(options.keep_losers, probe);
  if (probe == nullptr) write(document, options.keep_losers);
}

void Cascade::read_text(std::string_view text) { analyze_text(text, analysis_.text); }

void Cascade::read_words() {
  matcher_.begin_document();
  if (analysis_.words.begin_document()) {
    matcher_.forget_words();
    value_reader_.forget_words();
    if (watcher_ != nullptr) watcher_->words_forgotten();
  }
  analysis_.words.look_up(analysis_.text.text, analysis_.text.tokens);
  analysis_.words.test_keys(analysis_.text.tokens, analysis_.test_keys);
  analysis_.phrases.clear();
  analysis_.lattice.reset(analysis_.text.tokens.size());
  read_lists(analysis_.words, analysis_.text, analysis_.phrases, analysis_.lattice);
}

void Cascade::read_values(bool month_first) {
  values_.clear();
  const std::string_view date_order = month_first_dates(analysis_.text, month_first) ? "mdy" : "";
  value_reader_.read({analysis_.text, analysis_.words, analysis_.phrases, date_order}, values_);
  add_value_edges();
}

void Cascade::add_value_edges() {
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    const ValueMention& v = values_[i];
    analysis_.lattice.add({v.begin, v.end, v.type, 0, i});
    if (v.dimension != no_symbol && v.dimension != v.type) analysis_.lattice.add({v.begin, v.end, v.dimension, 0, i});
    if (v.type == sy_duration || v.type == sy_set) analysis_.lattice.add({v.begin, v.end, sy_period, 0, i});
  }
}

void Cascade::read_names(bool keep_losers, Probe* probe) {
  names_.clear();
  for (std::size_t stage = 0; stage < program_->rules.entity_stages(); ++stage) {
    matches_.clear();
    matcher_.run_entity_stage(stage, analysis_, matches_);
    if (probe != nullptr) answer_names(*probe);
    if (watcher_ != nullptr) watcher_->names_found(stage, analysis_, matches_);
    if (stage != 0 && matches_.matches.empty()) continue;   // nothing to settle that was not settled before
    settle_names(program_->rules, matcher_, matches_, analysis_, values_, keep_losers, names_);
    write_names(names_, program_->entity_symbols, analysis_);
  }
  weigh_evidence(analysis_, keep_losers, names_);
  join_definitions(analysis_, names_);
  inherit_names(analysis_, values_, names_);
  if (probe != nullptr) {
    judge_names(*probe);
    supply_names(*probe);
  }
  // A value inside a name is part of the name.
  std::size_t name = 0;
  const std::size_t gone = std::erase_if(values_, [&](const ValueMention& v) {
    while (name < names_.names.size() && names_.names[name].end <= v.begin) ++name;
    return name < names_.names.size() && names_.names[name].begin <= v.begin && v.end <= names_.names[name].end;
  });
  if (gone != 0) {
    analysis_.lattice.remove(program_->value_symbols);
    add_value_edges();
  }
  write_names(names_, program_->entity_symbols, analysis_);
}

void Cascade::read_phrases(std::string_view document_date, unsigned fiscal_start) {
  phrases_.clear();
  parse_phrases(program_->phrases, analysis_, phrases_);
  for (std::uint32_t i = 0; i < phrases_.nouns.size(); ++i) {
    const NounPhrase& n = phrases_.nouns[i];
    if (n.kind == NounPhrase::common && n.definite && n.possessor == none) analysis_.lattice.add({n.begin, n.end, sy_definite, 0, i});
  }
  date_ = document_date.empty() ? analysis_.text.meta_date : std::string(document_date);
  anchor_dates(analysis_, phrases_, date_, fiscal_start, values_);
}

void Cascade::read_facts(bool keep_losers, Probe* probe) {
  matches_.clear();
  matcher_.run_facts(analysis_, phrases_, matches_);
  if (watcher_ != nullptr) watcher_->facts_found(analysis_, phrases_, matches_);
  facts_.facts.clear();
  facts_.lost.clear();
  facts_.lost_to.clear();
  const FactInput input{program_->rules, matcher_, matches_, analysis_, phrases_, names_, values_, program_->effects, program_->anaphors};
  if (probe != nullptr) {
    resolve_facts(input, facts_);
    answer_facts(*probe);
    judge_facts(input, *probe);
  } else {
    assemble_facts(input, keep_losers, facts_);
  }
}

Span Cascade::bytes(std::uint32_t begin, std::uint32_t end) const {
  return {analysis_.token(begin).begin, analysis_.token(end - 1).end};
}

// ---- probes: tests inside rule files

std::string Cascade::probe_value(std::uint32_t begin, std::uint32_t end) const {
  for (const ValueMention& v : values_)
    if (v.begin == begin && v.end == end) return value_text(program_->type_names[v.type], v.value);
  for (const Name& n : names_.names)
    if (n.begin == begin && n.end == end) return std::string(n.country);
  return {};
}

void Cascade::answer_names(Probe& probe) const {
  for (const Match& m : matches_.matches) {
    if (m.rule != probe.rule) continue;
    ProbeMatch out;
    for (const Capture& c : matches_.of(m)) {
      const std::string& name = program_->rules.capture_names()[c.name];
      if (c.begin < c.end && name[0] != '_') out.roles.push_back({name, bytes(c.begin, c.end), {}});
    }
    probe.matches.push_back(std::move(out));
  }
}

void Cascade::answer_facts(Probe& probe) const {
  for (const FactRecord& f : facts_.facts) {
    if (f.rule != probe.rule) continue;
    ProbeMatch out;
    out.polarity = f.factuality.polarity;
    out.modality = f.factuality.modality;
    for (const FactRole& r : f.roles) {
      const std::string& name = program_->rules.capture_names()[r.role];
      if (!r.literal.empty()) out.roles.push_back({name, {}, std::string(r.literal)});
      else if (name[0] != '_') out.roles.push_back({name, bytes(r.begin, r.end), probe_value(r.begin, r.end)});
    }
    if (std::find(probe.matches.begin(), probe.matches.end(), out) == probe.matches.end()) probe.matches.push_back(std::move(out));
  }
}

void Cascade::judge_names(Probe& probe) const {
  const RuleInfo& rule = program_->rules.rules()[probe.rule];
  if (rule.fact) return;
  for (const ProbeMatch& match : probe.matches)
    for (const Name& n : names_.names) {
      const Span span = bytes(n.begin, n.end);
      const bool same = match.roles.empty() ||
                        std::any_of(match.roles.begin(), match.roles.end(), [&](const ProbeMatch::Role& r) { return r.span == span; });
      if (!same || n.type != rule.symbol) continue;
      if (n.rule == rule.id) probe.first = true;
      else probe.beaten_by = n.rule;
    }
}

void Cascade::judge_facts(const FactInput& input, Probe& probe) const {
  const auto rules = program_->rules.rules();
  if (!rules[probe.rule].fact || probe.matches.empty()) return;
  FactStore settled;
  assemble_facts(input, true, settled);
  probe.first = std::any_of(settled.facts.begin(), settled.facts.end(), [&](const FactRecord& f) { return f.rule == probe.rule; });
  for (std::size_t i = 0; i < settled.lost.size(); ++i)
    if (settled.lost[i].rule == probe.rule) probe.beaten_by = rules[settled.lost_to[i]].id;
}

void Cascade::supply_names(const Probe& probe) {
  const auto& tokens = analysis_.text.tokens;
  for (const Probe::Supply& supply : probe.supplies) {
    std::uint32_t begin = none, end = none;
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
      if (tokens[t].begin == supply.span.begin) begin = t;
      if (tokens[t].end == supply.span.end) end = t + 1;
    }
    if (begin == none || end == none || end <= begin) continue;
    const auto stands = [&](const Name& n) {
      return n.begin == begin && n.end == end && std::find(supply.types.begin(), supply.types.end(), n.type) != supply.types.end();
    };
    if (std::any_of(names_.names.begin(), names_.names.end(), stands)) continue;
    std::vector<std::uint32_t> new_index(names_.names.size(), none);
    std::vector<Name> kept;
    for (std::size_t i = 0; i < names_.names.size(); ++i) {
      if (names_.names[i].begin < end && begin < names_.names[i].end) continue;
      new_index[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(names_.names[i]);
    }
    Name name;
    name.begin = begin;
    name.end = end;
    name.type = supply.types.front();
    name.rule = "test";
    name.entity = static_cast<std::uint32_t>(names_.clusters.size());
    const auto at = std::lower_bound(kept.begin(), kept.end(), begin, [](const Name& n, std::uint32_t t) { return n.begin < t; });
    const std::uint32_t place = static_cast<std::uint32_t>(at - kept.begin());
    kept.insert(at, name);
    for (std::uint32_t& i : new_index)
      if (i != none && i >= place) ++i;
    for (Name& n : kept)
      if (n.same_as != none) n.same_as = new_index[n.same_as];
    for (NameCluster& c : names_.clusters)
      if (c.canonical != none) c.canonical = new_index[c.canonical];
    names_.clusters.push_back({name.type, place});
    names_.names = std::move(kept);
  }
}

// ---- the result

void Cascade::write(Document& document, bool keep_losers) {
  spare_.collect(document);
  document.clear();
  document.names_ = program_;
  document.text_.assign(analysis_.text.text);
  document.date_ = date_;
  document.zones_.assign(analysis_.text.zones.begin(), analysis_.text.zones.end());
  document.issues_ = analysis_.text.issues;
  document.replacements_ = analysis_.text.replacements;
  items_.clear();
  for (std::uint32_t i = 0; i < names_.names.size(); ++i) items_.push_back({names_.names[i].begin, names_.names[i].end, i, true});
  for (std::uint32_t i = 0; i < values_.size(); ++i) items_.push_back({values_[i].begin, values_[i].end, i, false});
  // By place, longest first, then names before values.
  const auto place = [](const Item& i) { return std::tuple(i.begin, ~i.end, !i.name, i.index); };
  std::sort(items_.begin(), items_.end(), [&](const Item& a, const Item& b) { return place(a) < place(b); });
  for (const NameCluster& cluster : names_.clusters) {
    Entity& entity = document.entities_.emplace_back();
    entity.type = program_->type_names[cluster.type];
    spare_.give(entity.name);
    spare_.give(entity.mentions);
  }
  mention_of_name_.resize(names_.names.size());
  mention_of_value_.resize(values_.size());
  document.mentions_.reserve(items_.size());
  for (const Item& item : items_) {
    const std::uint32_t at = static_cast<std::uint32_t>(document.mentions_.size());
    Mention& m = document.mentions_.emplace_back();
    m.span = bytes(item.begin, item.end);
    if (item.name) {
      const Name& n = names_.names[item.index];
      m.type = program_->type_names[n.type];
      m.rule = n.rule;
      m.entity = n.entity;
      if (!n.country.empty()) {
        m.value.emplace();
        m.value->country = n.country;
      }
      mention_of_name_[item.index] = at;
      if (n.entity != none) document.entities_[n.entity].mentions.push_back(at);
    } else {
      const ValueMention& v = values_[item.index];
      m.type = program_->type_names[v.type];
      m.rule = v.grammar;
      m.value = v.value;
      mention_of_value_[item.index] = at;
    }
  }
  for (std::uint32_t c = 0; c < names_.clusters.size(); ++c) {
    Entity& entity = document.entities_[c];
    if (names_.clusters[c].canonical == none) continue;
    entity.name = document.mentions_[mention_of_name_[names_.clusters[c].canonical]].span.of(document.text_);
    for (const std::uint32_t m : entity.mentions) {
      const std::string_view form = document.mentions_[m].span.of(document.text_);
      if (form == entity.name || std::find(entity.aliases.begin(), entity.aliases.end(), form) != entity.aliases.end()) continue;
      if (entity.aliases.empty()) spare_.give(entity.aliases);
      std::string& alias = entity.aliases.emplace_back();
      spare_.give(alias);
      alias = form;
    }
  }
  const auto capture_names = program_->rules.capture_names();
  document.facts_.reserve(facts_.facts.size());
  for (const FactRecord& f : facts_.facts) {
    const RuleInfo& rule = program_->rules.rules()[f.rule];
    const Sentence& sentence = analysis_.text.sentences[f.sentence];
    Fact& fact = document.facts_.emplace_back();
    fact.kind = rule.type;
    fact.rule = rule.id;
    fact.zone = sentence.zone;
    fact.sentence = bytes(sentence.begin, sentence.end);
    fact.trigger = bytes(f.trigger_begin, f.trigger_end);
    fact.polarity = f.factuality.polarity;
    fact.modality = f.factuality.modality;
    fact.event = f.event;
    spare_.give(fact.arguments);
    for (const FactRole& r : f.roles) {
      Argument& a = fact.arguments.emplace_back();
      a.role = capture_names[r.role];
      if (r.begin < r.end) a.span = bytes(r.begin, r.end);
      a.value = r.literal;
      if (r.refers != none) a.refers = bytes(phrases_.nouns[r.refers].start, phrases_.nouns[r.refers].end);
      if (r.name != none) {
        a.entity = names_.names[r.name].entity;
        if (!r.anaphor) a.mention = mention_of_name_[r.name];
        else if (a.entity == none) a.refers = bytes(names_.names[r.name].begin, names_.names[r.name].end);
      } else if (r.value != none) {
        a.mention = mention_of_value_[r.value];
      }
    }
    if (!f.factuality.source.empty()) {
      Argument& source = fact.attribution.emplace();
      source.role = "attribution";
      source.span = bytes(f.factuality.source.begin, f.factuality.source.end);
      const std::uint32_t named = name_of(phrases_, names_, f.factuality.source.noun);
      static constexpr SymbolId speakers[] = {sy_person, sy_organization, sy_place};
      const std::uint32_t stands_for =
          named != none ? named : antecedent(program_->anaphors, analysis_, phrases_, names_, f.factuality.source.noun, speakers, {});
      if (stands_for != none) source.entity = names_.names[stands_for].entity;
    }
  }
  if (!keep_losers) return;
  for (const LostName& l : names_.lost)
    document.losers_.push_back({program_->type_names[l.name.type], l.name.rule, bytes(l.name.begin, l.name.end), l.beaten_by,
                                bytes(l.winner_begin, l.winner_end)});
  for (std::size_t i = 0; i < facts_.lost.size(); ++i) {
    const RuleInfo& rule = program_->rules.rules()[facts_.lost[i].rule];
    document.losers_.push_back({rule.type, rule.id, bytes(facts_.lost[i].trigger_begin, facts_.lost[i].trigger_end),
                                program_->rules.rules()[facts_.lost_to[i]].id, bytes(facts_.lost[i].trigger_begin, facts_.lost[i].trigger_end)});
  }
}

}  // namespace sluice
