#include "resolve/factuality.hpp"

#include "resolve/anaphora.hpp"

#include <algorithm>

namespace sluice {

void EffectTables::compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics) {
  according_ = lexicon.intern("according");
  to_ = lexicon.intern("to");
  const std::string* file = pack.find("grammar/effects.tsv");
  if (file == nullptr) return;
  for (const TsvRow& row : parse_tsv(*file)) {
    const std::string_view name = row.columns.size() > 1 ? row.columns[1] : std::string_view();
    const Effect effect = name == "negative" ? negative : name == "planned" ? planned : name == "possible" ? possible
                          : name == "reporting" ? reporting : nothing;
    if (effect == nothing) {
      Diagnostic d;
      d.code = "D020";
      d.message = "unknown effect '" + std::string(name) + "'";
      d.hint = "negative, planned, possible or reporting";
      d.file = "grammar/effects.tsv";
      d.line = row.line;
      diagnostics.push_back(std::move(d));
      continue;
    }
    for (const std::string& word : phrase_alternatives(row.columns[0])) effects_.push_back({lexicon.intern(word), effect, {}});
  }
  std::sort(effects_.begin(), effects_.end(), [](const Entry& a, const Entry& b) { return a.lemma < b.lemma; });
}

EffectTables::Effect EffectTables::of(FoldId lemma) const {
  const auto at = std::lower_bound(effects_.begin(), effects_.end(), lemma, [](const Entry& e, FoldId l) { return e.lemma < l; });
  return at != effects_.end() && at->lemma == lemma ? at->effect : nothing;
}

namespace {

/// "according to X": the source behind it, in the clause's sentence.
Source according_to(const EffectTables& tables, const Analysis& analysis, const Phrases& phrases, const Sentence& sentence) {
  for (std::uint32_t t = sentence.begin; t + 2 < sentence.end; ++t) {
    if (analysis.fold(t) != tables.according() || analysis.fold(t + 1) != tables.to()) continue;
    std::uint32_t at = t + 2;
    while (at < sentence.end && phrases.noun_at[at] == none && analysis.is(at, wc_determiner | wc_adjective | wc_possessive)) ++at;
    if (at == sentence.end || phrases.noun_at[at] == none) return {};
    std::uint32_t noun = phrases.noun_at[at];
    // "figures from the exporters' group Conexport": who made them
    if (phrases.nouns[noun].kind == NounPhrase::common && phrases.nouns[noun].apposition == none) {
      std::uint32_t behind = phrases.nouns[noun].end;
      // "price reporting agency Argent": the name that closes the same run of words
      for (std::uint32_t b = behind; b < std::min(sentence.end, behind + 3) && analysis.token(b).kind != TokenKind::punctuation && !analysis.is(b, wc_preposition); ++b) {
        const std::uint32_t named = phrases.noun_at[b];
        if (named != none && phrases.nouns[named].kind == NounPhrase::name) return {phrases.nouns[named].start, phrases.nouns[named].end, named};
      }
      if (behind < sentence.end && analysis.is(behind, wc_preposition)) {
        const std::uint32_t end = std::min(sentence.end, behind + 9);
        for (++behind; behind < end && analysis.token(behind).kind != TokenKind::punctuation; ++behind) {
          const std::uint32_t maker = phrases.noun_at[behind];
          if (maker == none || phrases.nouns[maker].kind != NounPhrase::name) continue;
          noun = maker;
          break;
        }
      }
    }
    return {phrases.nouns[noun].start, phrases.nouns[noun].end, noun};
  }
  return {};
}

/// "Output fell by a tenth, its chairwoman, Ana Ruiz, said on Friday": who closes the sentence with a verb of saying, where it stands behind the clause.
Source closing(const EffectTables& tables, const Analysis& analysis, const Phrases& phrases, const Sentence& sentence, std::uint32_t from) {
  const auto comma = [&](std::uint32_t t) { return analysis.words.folded(analysis.token(t).word) == ","; };
  for (std::uint32_t t = sentence.end; t-- > from + 2;) {
    if (tables.of(analysis.fold(t)) != EffectTables::reporting) continue;
    const std::uint32_t last = comma(t - 1) ? t - 2 : t - 1;
    const std::uint32_t noun = phrases.noun_at[last];
    if (noun == none) return {};
    const NounPhrase& n = phrases.nouns[noun];
    if (n.begin <= from || n.kind == NounPhrase::value || !comma(n.begin - 1)) return {};
    return {n.start, n.end, noun};
  }
  return {};
}

}  // namespace

Factuality judge(const EffectTables& tables, const Analysis& analysis, const Phrases& phrases, std::uint32_t clause) {
  Factuality out;
  if (clause == none) return out;
  const Clause& own = phrases.clauses[clause];
  out.polarity = own.polarity;
  out.modality = own.modality;
  std::uint32_t at = clause;
  bool apart = false;   // what a relative clause says stands beside what its sentence plans or denies: "will sell a bill that has doubled"
  for (int climbed = 0; climbed < 16; ++climbed) {
    const Clause& c = phrases.clauses[at];
    if (c.relation == ClauseRelation::conditional && !apart) out.modality = Modality::conditional;
    if (c.relation == ClauseRelation::infinitive && climbed == 0 && c.modality == Modality::actual) out.modality = weaker(out.modality, Modality::planned);
    // A condition that hangs on this clause.
    for (std::size_t other = first_clause_of(phrases, c.sentence); climbed <= 1 && !apart && other < phrases.clauses.size(); ++other) {
      const Clause& o = phrases.clauses[other];
      if (o.sentence != c.sentence) break;
      if (o.parent == at && o.relation == ClauseRelation::conditional && (climbed == 0 || c.relation != ClauseRelation::content))
        out.modality = Modality::conditional;
    }
    const std::uint32_t parent = c.parent;
    if (parent == none || parent == at) break;
    const Clause& p = phrases.clauses[parent];
    // "sees the economy growing"
    const bool bare = c.relation == ClauseRelation::participle ||
                      (c.relation == ClauseRelation::relative && c.verb != none && phrases.verbs[c.verb].participle);
    const bool controlled = bare && c.subject != none && c.subject == p.object;
    if (c.relation == ClauseRelation::relative && !bare) apart = true;
    if (c.relation == ClauseRelation::content || c.relation == ClauseRelation::infinitive || c.nominal || controlled) {
      switch (apart ? EffectTables::nothing : tables.of(p.predicate)) {
        case EffectTables::negative: out.polarity = out.polarity == Polarity::positive ? Polarity::negative : Polarity::positive; break;
        case EffectTables::planned: out.modality = weaker(out.modality, Modality::planned); break;
        case EffectTables::possible: out.modality = weaker(out.modality, Modality::possible); break;
        case EffectTables::reporting:
        case EffectTables::nothing: break;
      }
      // "the rumour that ... was false": nobody says so
      if (c.relation == ClauseRelation::content && out.source.empty() && p.subject != none && !analysis.is(p.trigger_begin, wc_be)) {
        const NounPhrase& n = phrases.nouns[p.subject];
        if (n.kind != NounPhrase::value) out.source = {n.start, n.end, p.subject};
      }
    }
    if (apart) {
      at = parent;
      continue;
    }
    if (c.nominal) {
      out.modality = weaker(out.modality, p.modality);
      if (p.polarity == Polarity::negative) out.polarity = Polarity::negative;
    } else if (c.relation == ClauseRelation::infinitive || c.relation == ClauseRelation::participle) {
      out.modality = weaker(out.modality, p.modality == Modality::actual ? Modality::actual : p.modality);
    }
    at = parent;
  }
  const Sentence& sentence = analysis.text.sentences[own.sentence];
  if (out.source.empty()) out.source = according_to(tables, analysis, phrases, sentence);
  if (out.source.empty()) out.source = closing(tables, analysis, phrases, sentence, own.trigger_end);
  return out;
}

}  // namespace sluice
