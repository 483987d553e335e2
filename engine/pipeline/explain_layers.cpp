#include "pipeline/explain_layers.hpp"

#include <array>
#include <string>
#include <utility>

namespace sluice {
namespace {

constexpr std::uint32_t edges_look_back = 24;   // tokens before the place at which an edge over it may begin

struct BitName { std::uint32_t bit; const char* name; };

constexpr BitName class_names[] = {
    {wc_determiner, "determiner"}, {wc_possessive, "possessive"}, {wc_pronoun, "pronoun"}, {wc_relative, "relative"},
    {wc_preposition, "preposition"}, {wc_coordinator, "coordinator"}, {wc_subordinator, "subordinator"}, {wc_conditional, "conditional"},
    {wc_auxiliary, "auxiliary"}, {wc_modal, "modal"}, {wc_negation, "negation"}, {wc_adverb, "adverb"}, {wc_adjective, "adjective"},
    {wc_particle, "particle"}, {wc_to, "to"}, {wc_noun, "noun"}, {wc_number_word, "number word"}, {wc_quantifier, "quantifier"},
    {wc_possessive_marker, "possessive marker"}, {wc_time_noun, "time noun"}};
constexpr BitName shape_names[] = {
    {ws_capitalised, "capitalised"}, {ws_upper, "upper"}, {ws_lower, "lower"}, {ws_digit, "digit"}, {ws_acronym, "acronym"},
    {ws_initial, "initial"}, {ws_mixed, "mixed"}, {ws_alphabetic, "alphabetic"}, {ws_punctuation, "punctuation"}};
constexpr BitName form_names[] = {{vf_base, "base"}, {vf_s, "s"}, {vf_ing, "ing"}, {vf_past, "past"}, {vf_participle, "participle"}};

template <std::size_t N>
std::string bits(std::uint32_t value, const BitName (&names)[N]) {
  std::string out;
  for (const BitName& n : names)
    if ((value & n.bit) != 0) out += (out.empty() ? "" : ", ") + std::string(n.name);
  return out;
}

class Layers {
 public:
  Layers(const Engine::Program& program, const Analysis& analysis, const Phrases& phrases) : program_(program), analysis_(analysis), phrases_(phrases) {}

  std::vector<LayerRecord> at(std::uint32_t token) {
    word(token);
    edges(token);
    for (std::uint32_t n = 0; n < phrases_.nouns.size(); ++n)
      if (phrases_.nouns[n].begin <= token && token < phrases_.nouns[n].end) noun_group(phrases_.nouns[n]);
    if (!phrases_.verb_at.empty() && phrases_.verb_at[token] != none) verb_group(phrases_.verbs[phrases_.verb_at[token]]);
    if (!phrases_.clause_at.empty())
      for (std::uint32_t c = phrases_.clause_at[token], steps = 0; c != none && steps < 16; c = phrases_.clauses[c].parent, ++steps) clause(phrases_.clauses[c]);
    return std::move(out_);
  }

 private:
  const Engine::Program& program_;
  const Analysis& analysis_;
  const Phrases& phrases_;
  std::vector<LayerRecord> out_;

  Span bytes(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? Span{analysis_.token(begin).begin, analysis_.token(end - 1).end} : Span{};
  }
  std::string fold(FoldId f) const { return f == no_fold ? std::string() : std::string(program_.lexicon.text(f)); }

  void add(LayerRecord& record, std::string name, std::string value) const {
    if (!value.empty()) record.fields.push_back({std::move(name), {}, std::move(value)});
  }
  void add(LayerRecord& record, std::string name, std::uint32_t noun) const {
    if (noun == none) return;
    const NounPhrase& n = phrases_.nouns[noun];
    record.fields.push_back({std::move(name), bytes(n.begin, n.end), {}});
  }

  void word(std::uint32_t token) {
    const Word& w = analysis_.word(token);
    LayerRecord r{"word", bytes(token, token + 1), {}};
    static constexpr const char* kinds[] = {"word", "number", "punctuation", "symbol"};
    add(r, "kind", kinds[static_cast<std::size_t>(analysis_.token(token).kind)]);
    add(r, "folded", std::string(analysis_.words.folded(analysis_.token(token).word)));
    add(r, "shape", bits(w.shape, shape_names));
    add(r, "classes", bits(w.classes, class_names));
    for (const VerbAnalysis& v : analysis_.words.verbs(w)) add(r, "verb", fold(v.lemma) + ": " + bits(v.forms, form_names));
    add(r, "noun", fold(w.noun));
    for (const ListHit& hit : analysis_.words.hits(w)) {
      const std::string value(program_.lexicon.list_value(hit.list, hit.row));
      add(r, "list", std::string(program_.lexicon.list_name(hit.list)) + (value.empty() ? "" : " = " + value.substr(0, value.find('\t'))));
    }
    out_.push_back(std::move(r));
  }

  void edges(std::uint32_t token) {
    LayerRecord r{"named here", bytes(token, token + 1), {}};
    for (std::uint32_t t = token - std::min(token, edges_look_back); t <= token; ++t)
      for (const Edge& e : analysis_.lattice.at(t))
        if (e.end > token && e.symbol != sy_definite) r.fields.push_back({std::string(program_.symbols.name(e.symbol)), bytes(e.begin, e.end), {}});
    if (!r.fields.empty()) out_.push_back(std::move(r));
  }

  void noun_group(const NounPhrase& n) {
    LayerRecord r{"noun group", bytes(n.begin, n.end), {}};
    static constexpr const char* kinds[] = {"common", "name", "pronoun", "value", "clause"};
    add(r, "kind", kinds[n.kind]);
    r.fields.push_back({"head", bytes(n.head, n.head + 1), {}});
    if (n.definite) add(r, "definite", "yes");
    if (n.plural) add(r, "plural", "yes");
    add(r, "possessor", n.possessor);
    add(r, "apposition", n.apposition);
    add(r, "conjunct", n.conjunct);
    out_.push_back(std::move(r));
  }

  void verb_group(const VerbGroup& v) {
    LayerRecord r{"verb group", bytes(v.begin, v.end), {}};
    add(r, "lemma", fold(v.lemma) + (v.particle == no_fold ? "" : ' ' + fold(v.particle)));
    add(r, "voice", v.voice == Voice::passive ? "passive" : "active");
    add(r, "tense", tense(v.tense));
    add(r, "aspect", v.perfect ? (v.progressive ? "perfect progressive" : "perfect") : v.progressive ? "progressive" : "");
    add(r, "form", v.finite ? "finite" : v.infinitive ? "infinitive" : v.participle ? "participle" : "");
    add(r, "polarity", std::string(name(v.polarity)));
    add(r, "modality", std::string(name(v.modality)));
    out_.push_back(std::move(r));
  }

  static std::string tense(Tense t) {
    static constexpr const char* names[] = {"", "past", "present", "future"};
    return names[static_cast<std::size_t>(t)];
  }

  void clause(const Clause& c) {
    LayerRecord r{"clause", bytes(c.begin, std::max(c.end, c.trigger_end)), {}};
    static constexpr const char* relations[] = {"main", "relative", "content", "infinitive", "participle", "adverbial", "conditional", "coordinated", "nominal"};
    add(r, "relation", relations[static_cast<std::size_t>(c.relation)]);
    add(r, c.nominal ? "noun" : "verb", fold(c.predicate) + (c.particle == no_fold ? "" : ' ' + fold(c.particle)));
    add(r, "subject", c.subject);
    add(r, "object", c.object);
    add(r, "second object", c.second_object);
    add(r, "complement", c.complement);
    for (std::uint32_t o = c.obliques; o != none; o = phrases_.obliques[o].next) {
      const Oblique& q = phrases_.obliques[o];
      r.fields.push_back({q.preposition == no_fold ? std::string("phrase") : "with " + fold(q.preposition), bytes(q.begin, q.end), {}});
    }
    add(r, "tense", tense(c.tense));
    add(r, "polarity", std::string(name(c.polarity)));
    add(r, "modality", std::string(name(c.modality)));
    if (c.quoted) add(r, "quoted", "yes");
    out_.push_back(std::move(r));
  }
};

}  // namespace

std::vector<LayerRecord> layers_at(const Engine::Program& program, const Analysis& analysis, const Phrases& phrases, std::uint32_t token) {
  return Layers(program, analysis, phrases).at(token);
}

}  // namespace sluice
