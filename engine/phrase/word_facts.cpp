#include "phrase/word_facts.hpp"

namespace sluice::phrase {

namespace {

struct PunctuationMark {
  std::string_view text;
  Tag tag;
  Mark mark = Mark::none;
};

constexpr PunctuationMark punctuation_marks[] = {
    {",", Tag::comma}, {".", Tag::stop}, {"!", Tag::stop}, {"?", Tag::stop}, {"\u2026", Tag::stop}, {"...", Tag::stop},
    {";", Tag::semicolon}, {":", Tag::colon}, {"(", Tag::bracket_open}, {"[", Tag::bracket_open}, {")", Tag::bracket_close},
    {"]", Tag::bracket_close}, {"\u201C", Tag::quote_open}, {"\u201E", Tag::quote_open}, {"\u00AB", Tag::quote_open},
    {"\u201D", Tag::quote_close}, {"\u00BB", Tag::quote_close}, {"&", Tag::coordinator}, {"\"", Tag::other, Mark::straight_quote},
    {"\u2013", Tag::other, Mark::short_dash}, {"-", Tag::other, Mark::short_dash}, {"\u2014", Tag::other, Mark::long_dash},
    {"--", Tag::other, Mark::long_dash}, {"'", Tag::other, Mark::apostrophe}, {"\u2019", Tag::other, Mark::apostrophe},
};

constexpr std::uint8_t form_bits[form_count] = {0, vf_base, vf_s, vf_ing, vf_past, vf_participle};

/// Tag of a word that is no mark and no number; open where the context decides. Marks that are listed words take it, too.
Tag word_tag(const KnownWords& k, const WordFacts& f) {
  if (f.fold == no_fold) return Tag::open;
  const std::uint32_t c = f.classes;
  if (f.fold == k.nt || f.fold == k.not_) return Tag::negation;
  if (f.fold == k.s || f.fold == k.d) return Tag::marker;
  if (f.fold == k.ve || f.fold == k.re || f.fold == k.m) return Tag::auxiliary;
  if (f.fold == k.ll || f.fold == k.wo || (c & wc_modal) != 0) return Tag::modal;
  if ((c & (wc_be | wc_have | wc_do)) != 0) return Tag::auxiliary;
  if ((c & wc_to) != 0 || f.fold == k.to) return Tag::to;
  if ((c & wc_coordinator) != 0) return Tag::coordinator;
  if ((c & wc_possessive_marker) != 0) return Tag::marker;
  return Tag::open;
}

/// Classes whose words are settled before nouns, verbs and adjectives are told apart.
constexpr std::uint32_t closed_classes = wc_relative | wc_possessive | wc_subordinator | wc_conditional | wc_negation | wc_determiner |
    wc_quantifier | wc_pronoun | wc_number_word | wc_preposition | wc_particle;

WordFacts facts_of(const PhraseTables::Tables& tables, const WordCache& words, std::uint32_t id) {
  const Word& word = words[id];
  const std::string_view surface = words.surface(id);
  WordFacts f;
  f.fold = word.fold;
  f.noun = word.noun != no_fold ? word.noun : word.fold;
  f.classes = word.classes;
  f.flags = tables.flag(word.fold);
  f.plural = word.plural;
  f.capital = (word.shape & ws_capitalised) != 0;
  const std::span<const VerbAnalysis> readings = words.verbs(word);
  for (const VerbAnalysis& verb : readings) {
    f.forms |= verb.forms;
    const bool past = (verb.forms & vf_past) != 0, participle = (verb.forms & vf_participle) != 0, base = (verb.forms & vf_base) != 0;
    if ((past || participle) && !base) f.other_past = true;
    if (past && !base && !participle) f.past_only = true;
    if (verb.forms == vf_ing) f.ing_only = true;
  }
  if (!readings.empty())
    for (std::size_t form = 0; form < form_count; ++form) {
      f.lemmas[form] = readings.front().lemma;
      for (const VerbAnalysis& verb : readings)
        if ((verb.forms & form_bits[form]) != 0) {
          f.lemmas[form] = verb.lemma;
          break;
        }
    }
  for (const PunctuationMark& mark : punctuation_marks)
    if (mark.text == surface) {
      f.punctuation = mark.tag;
      f.mark = mark.mark;
    }
  const KnownWords& k = tables.known;
  if (f.fold != no_fold && f.fold == k.ve) f.classes |= wc_have;
  if (f.fold != no_fold && (f.fold == k.re || f.fold == k.m)) f.classes |= wc_be;
  f.tag = word_tag(k, f);
  f.before_nt = f.fold != no_fold && f.fold == k.ca;
  f.plain = (f.classes & closed_classes) == 0 && (f.flags & pf_adverb) == 0 &&
            (f.fold == no_fold || (f.fold != k.that && f.fold != k.there && f.fold != k.no && f.fold != k.as && f.fold != k.than));
  f.minus = surface == "-";
  f.hyphen = f.minus || surface == "\u2010" || surface == "\u2011";
  f.multiple = !readings.empty() && surface.ends_with("ed");
  if ((f.flags & pf_preposition) != 0) {
    const std::span<const PrepositionEntry> entries = tables.prepositions_of(word.fold);
    f.prepositions_begin = static_cast<std::uint16_t>(entries.data() - tables.prepositions.data());
    f.prepositions_count = static_cast<std::uint16_t>(entries.size());
  }
  return f;
}

}  // namespace

void WordFactTable::follow(const PhraseTables::Tables& tables, const WordCache& words) {
  if (words_ != &words || generation_ != words.generation()) {
    facts_.clear();
    words_ = &words;
    generation_ = words.generation();
  }
  for (std::size_t id = facts_.size(); id < words.size(); ++id) facts_.push_back(facts_of(tables, words, static_cast<std::uint32_t>(id)));
}

}  // namespace sluice::phrase
