#include "phrase/items.hpp"

#include <algorithm>

namespace sluice::phrase {

namespace {

class ItemMaker {
 public:
  ItemMaker(const PhraseTables::Tables& tables, const WordFactTable& facts, const Analysis& analysis, const Sentence& sentence,
            std::vector<Item>& out)
      : tables_(tables), facts_(facts), analysis_(analysis), sentence_(sentence), out_(out) {}

  void run() {
    out_.clear();
    for (std::uint32_t t = sentence_.begin; t < sentence_.end;) t = one(t);
  }

 private:
  const PhraseTables::Tables& tables_;
  const WordFactTable& facts_;
  const Analysis& analysis_;
  const Sentence& sentence_;
  std::vector<Item>& out_;
  bool quote_open_ = false;

  const WordFacts& facts(std::uint32_t t) const { return facts_[analysis_.token(t).word]; }

  /// "doubled", "more than halved": a verb, whatever it comes to.
  bool multiple(const Edge& edge) const {
    return edge.symbol == sy_number && analysis_.token(edge.end - 1).kind == TokenKind::word && facts(edge.end - 1).multiple;
  }

  /// The mention or value that starts at token `t`, the longest one.
  const Edge* mention(std::uint32_t t) const {
    for (const Edge& edge : analysis_.lattice.at(t))
      if (edge.symbol < sy_period && edge.end <= sentence_.end && !multiple(edge)) return &edge;
    return nullptr;
  }

  std::uint32_t one(std::uint32_t t) {
    Item& item = out_.emplace_back();
    item.begin = t;
    if (const Edge* edge = mention(t)) {
      item.symbol = edge->symbol;
      item.end = edge->end;
      fill_word(item, edge->end - 1);
      if (edge->end - t > 1) item.forms = 0;
      mention_tag(item);
    } else {
      item.end = t + 1;
      fill_word(item, t);
      word_tag(item);
      if (item.facts->prepositions_count != 0 && item.tag != Tag::comma && preposition(item)) return item.end;
    }
    if (joins(item.end)) compound(item);
    return item.end;
  }

  /// The item before the one at hand, which is the last.
  const Item* previous() const { return out_.size() > 1 ? &out_[out_.size() - 2] : nullptr; }

  void fill_word(Item& item, std::uint32_t t) {
    const WordFacts& f = facts(t);
    item.word = t;
    item.facts = &f;
    item.fold = f.fold;
    item.classes = f.classes;
    item.plural = f.plural;
    item.capital = f.capital;
    item.forms = f.forms;
    item.past_only = f.past_only;
    if (f.forms == 0) return;
    // "found" and "fell" are forms of find and fall, but behind "to" and modals
    const Item* before = previous();
    const bool behind_to = before != nullptr && (before->tag == Tag::to || before->tag == Tag::modal || before->tag == Tag::negation);
    const bool own_verb = (f.flags & pf_phrasal) != 0;   // "lay off" is no form of lie
    // "helped found the party"
    const bool behind_bare_chain = before != nullptr && before->tag == Tag::open &&
        (tables_.flag(before->facts->lemmas[static_cast<std::size_t>(Form::past)]) & pf_bare_chain) != 0;
    if (f.other_past && !behind_to && !own_verb && !behind_bare_chain) item.forms &= static_cast<std::uint8_t>(~vf_base);
    if (behind_to || own_verb) item.past_only = false;
  }

  void mention_tag(Item& item) {
    item.hyphenated = false;
    for (std::uint32_t t = item.begin; t < item.end && !item.hyphenated; ++t) item.hyphenated = facts(t).minus;
    switch (item.symbol) {
      case sy_demonym: item.tag = item.plural && (item.classes & wc_adjective) == 0 ? Tag::noun : Tag::adjective; break;
      case sy_role:
      case sy_commodity: item.tag = Tag::noun; break;
      case sy_number: item.tag = Tag::number; break;
      case sy_ordinal: item.tag = Tag::adjective; break;
      case sy_percent:
      case sy_money:
      case sy_quantity: item.tag = Tag::value; break;
      case sy_date:
      case sy_time:
      case sy_duration:
      case sy_set: item.tag = Tag::time; break;
      default: item.tag = Tag::name; break;
    }
    if (item.symbol <= sy_product && item.symbol != sy_commodity && item.symbol != sy_role && item.tag == Tag::name) item.plural = false;
    if (item.symbol == sy_quantity || item.symbol == sy_number) item.plural = true;
  }

  /// Whether a hyphen that is glued on both sides stands at token `t`.
  bool joins(std::uint32_t t) const {
    if (t + 1 >= sentence_.end || t == 0) return false;
    if (!analysis_.token(t).glued() || !analysis_.token(t + 1).glued()) return false;
    if (!facts(t).hyphen) return false;
    return analysis_.token(t + 1).kind == TokenKind::word || analysis_.token(t + 1).kind == TokenKind::number;
  }

  /// Extends `item` over "-based" and the like.
  void compound(Item& item) {
    const Item first = item;
    while (joins(item.end)) {
      const Edge* edge = mention(item.end + 1);
      item.end = edge != nullptr ? edge->end : item.end + 2;
      fill_word(item, item.end - 1);
    }
    const bool prefix = std::binary_search(tables_.verb_prefixes.begin(), tables_.verb_prefixes.end(), first.fold);
    item.hyphenated = true;
    item.symbol = no_symbol;
    if (prefix && item.forms != 0) {
      item.tag = Tag::open;
      return;
    }
    const bool participle = (item.forms & (vf_participle | vf_ing)) != 0 || (item.classes & wc_adjective) != 0;
    // A written-out compound is an adjective before a noun and a noun elsewhere; settle() looks at what follows.
    item.tag = participle ? Tag::adjective : Tag::open;
    item.forms = 0;
    if (!participle) item.classes = wc_noun | wc_adjective;
    if (first.tag == Tag::name && item.capital) item.tag = Tag::name;
  }

  /// A preposition of several words, or with the form of a verb.
  bool preposition(Item& item) {
    const WordFacts& first = *item.facts;
    for (const PrepositionEntry& entry : std::span(tables_.prepositions).subspan(first.prepositions_begin, first.prepositions_count)) {
      if (item.begin + entry.length > sentence_.end) continue;
      bool same = true;
      for (std::uint32_t i = 1; i < entry.length && same; ++i)
        same = facts(item.begin + i).fold == entry.words[i] && mention(item.begin + i) == nullptr;
      if (!same) continue;
      // Verbs such as "following" are prepositions unless a form of be or a determiner stands before them.
      if (entry.length == 1 && previous() != nullptr && (previous()->tag == Tag::auxiliary || previous()->tag == Tag::determiner)) continue;
      // "is in favour of raising" is a chain
      if (entry.length > 1 && (first.flags & pf_chain) != 0 && previous() != nullptr && previous()->tag == Tag::auxiliary &&
          is_ing(item.begin + entry.length)) continue;
      if (entry.words[entry.length - 1] == tables_.known.to && entry.length == 2 && (opens_infinitive(item.begin + 2) ||
          is_ing(item.begin + 2))) continue;
      item.end = item.begin + entry.length;
      item.fold = entry.as;
      item.forms = 0;
      item.classes = wc_preposition;
      item.tag = Tag::preposition;
      return true;
    }
    return false;
  }

  bool is_ing(std::uint32_t t) const { return t < sentence_.end && facts(t).ing_only; }

  /// "due to open" is no preposition: a verb follows, behind be any, elsewhere one that is no noun.
  bool opens_infinitive(std::uint32_t t) const {
    if (t >= sentence_.end) return false;
    if (facts(t).fold == tables_.known.be || facts(t).fold == tables_.known.have) return true;
    const bool behind_be = previous() != nullptr && previous()->tag == Tag::auxiliary;
    if (!behind_be && (facts(t).classes & wc_noun) != 0) return false;
    return (facts(t).forms & vf_base) != 0;
  }

  void word_tag(Item& item) {
    const WordFacts& f = *item.facts;
    switch (analysis_.token(item.begin).kind) {
      case TokenKind::number: item.tag = Tag::number; return;
      case TokenKind::punctuation:
      case TokenKind::symbol:
        punctuation(item);
        if (item.tag == Tag::other && (f.tag == Tag::coordinator || f.tag == Tag::marker)) item.tag = f.tag;
        return;
      case TokenKind::word: break;
    }
    item.tag = f.before_nt && next_is(item.begin + 1, tables_.known.nt) ? Tag::modal : f.tag;
  }

  bool next_is(std::uint32_t t, FoldId fold) const { return t < sentence_.end && facts(t).fold == fold; }

  void punctuation(Item& item) {
    item.tag = item.facts->punctuation;
    switch (item.facts->mark) {
      case Mark::none: break;
      case Mark::straight_quote:
        item.tag = quote_open_ ? Tag::quote_close : Tag::quote_open;
        quote_open_ = !quote_open_;
        break;
      case Mark::short_dash: item.tag = analysis_.token(item.begin).glued() ? Tag::other : Tag::dash; break;
      case Mark::long_dash: item.tag = Tag::dash; break;
      case Mark::apostrophe:
        if (analysis_.token(item.begin).glued() && previous() != nullptr && previous()->plural) item.tag = Tag::marker;
        break;
    }
  }
};

}  // namespace

void make_items(const PhraseTables::Tables& tables, const WordFactTable& facts, const Analysis& analysis, const Sentence& sentence,
                std::vector<Item>& out) {
  ItemMaker(tables, facts, analysis, sentence, out).run();
}

}  // namespace sluice::phrase
