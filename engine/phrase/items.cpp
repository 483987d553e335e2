#include "phrase/items.hpp"

#include <algorithm>

namespace sluice::phrase {

namespace {

constexpr std::uint8_t form_bit(Form form) {
  switch (form) {
    case Form::base: return vf_base;
    case Form::present: return vf_s;
    case Form::ing: return vf_ing;
    case Form::past: return vf_past;
    case Form::participle: return vf_participle;
    case Form::none: break;
  }
  return 0;
}

class ItemMaker {
 public:
  ItemMaker(const PhraseTables::Tables& tables, const Analysis& analysis, const Sentence& sentence, std::vector<Item>& out)
      : tables_(tables), analysis_(analysis), sentence_(sentence), out_(out) {}

  void run() {
    out_.clear();
    for (std::uint32_t t = sentence_.begin; t < sentence_.end;) t = one(t);
  }

 private:
  const PhraseTables::Tables& tables_;
  const Analysis& analysis_;
  const Sentence& sentence_;
  std::vector<Item>& out_;
  bool quote_open_ = false;

  /// "doubled", "more than halved": a verb, whatever it comes to.
  bool multiple(const Edge& edge) const {
    if (edge.symbol != sy_number || analysis_.token(edge.end - 1).kind != TokenKind::word) return false;
    return analysis_.surface(edge.end - 1).ends_with("ed") && !analysis_.words.verbs(analysis_.word(edge.end - 1)).empty();
  }

  /// The mention or value that starts at token `t`, the longest one.
  const Edge* mention(std::uint32_t t) const {
    for (const Edge& edge : analysis_.lattice.at(t))
      if (edge.symbol < sy_period && edge.end <= sentence_.end && !multiple(edge)) return &edge;
    return nullptr;
  }

  std::uint32_t one(std::uint32_t t) {
    Item item;
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
      if (item.tag != Tag::comma && preposition(item)) {
        out_.push_back(item);
        return item.end;
      }
    }
    if (joins(item.end)) compound(item);
    out_.push_back(item);
    return item.end;
  }

  void fill_word(Item& item, std::uint32_t t) {
    const Word& word = analysis_.word(t);
    item.word = t;
    item.fold = word.fold;
    item.classes = word.classes;
    item.plural = word.plural;
    item.capital = (word.shape & ws_capitalised) != 0;
    item.forms = 0;
    item.past_only = false;
    bool other_past = false;
    for (const VerbAnalysis& verb : analysis_.words.verbs(word)) {
      item.forms |= verb.forms;
      if ((verb.forms & (vf_past | vf_participle)) != 0 && (verb.forms & vf_base) == 0) other_past = true;
      if ((verb.forms & vf_past) != 0 && (verb.forms & (vf_base | vf_participle)) == 0) item.past_only = true;
    }
    // "found" and "fell" are forms of find and fall, but behind "to" and modals
    const bool behind_to = !out_.empty() && (out_.back().tag == Tag::to || out_.back().tag == Tag::modal ||
        out_.back().tag == Tag::negation);
    const bool own_verb = (tables_.flag(item.fold) & pf_phrasal) != 0;   // "lay off" is no form of lie
    if (other_past && !behind_to && !own_verb) item.forms &= static_cast<std::uint8_t>(~vf_base);
    if (behind_to || own_verb) item.past_only = false;
  }

  void mention_tag(Item& item) {
    item.hyphenated = false;
    for (std::uint32_t t = item.begin; t < item.end && !item.hyphenated; ++t) item.hyphenated = analysis_.surface(t) == "-";
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
    const std::string_view text = analysis_.surface(t);
    if (text != "-" && text != "\u2010" && text != "\u2011") return false;
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
    if (item.fold == no_fold || (tables_.flag(item.fold) & pf_preposition) == 0) return false;
    for (const PrepositionEntry& entry : tables_.prepositions_of(item.fold)) {
      if (item.begin + entry.length > sentence_.end) continue;
      bool same = true;
      for (std::uint32_t i = 1; i < entry.length && same; ++i)
        same = analysis_.fold(item.begin + i) == entry.words[i] && mention(item.begin + i) == nullptr;
      if (!same) continue;
      // Verbs such as "following" are prepositions unless a form of be or a determiner stands before them.
      if (entry.length == 1 && !out_.empty() && (out_.back().tag == Tag::auxiliary || out_.back().tag == Tag::determiner)) continue;
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

  bool is_ing(std::uint32_t t) const {
    if (t >= sentence_.end) return false;
    for (const VerbAnalysis& verb : analysis_.words.verbs(analysis_.word(t)))
      if (verb.forms == vf_ing) return true;
    return false;
  }

  /// "due to open" is no preposition: a verb follows, behind be any, elsewhere one that is no noun.
  bool opens_infinitive(std::uint32_t t) const {
    if (t >= sentence_.end) return false;
    if (analysis_.fold(t) == tables_.known.be || analysis_.fold(t) == tables_.known.have) return true;
    const bool behind_be = !out_.empty() && out_.back().tag == Tag::auxiliary;
    if (!behind_be && analysis_.is(t, wc_noun)) return false;
    for (const VerbAnalysis& verb : analysis_.words.verbs(analysis_.word(t)))
      if ((verb.forms & vf_base) != 0) return true;
    return false;
  }

  void word_tag(Item& item) {
    const Token& token = analysis_.token(item.begin);
    const std::string_view text = analysis_.surface(item.begin);
    const KnownWords& k = tables_.known;
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol) {
      punctuation(item, text);
      if (item.tag != Tag::other) return;
      if ((item.classes & wc_coordinator) != 0) item.tag = Tag::coordinator;
      if ((item.classes & wc_possessive_marker) != 0) item.tag = Tag::marker;
      return;
    }
    if (token.kind == TokenKind::number) {
      item.tag = Tag::number;
      return;
    }
    const std::uint32_t c = item.classes;
    if (item.fold == k.nt || item.fold == k.not_) item.tag = Tag::negation;
    else if (item.fold == k.s || item.fold == k.d) item.tag = Tag::marker;
    else if (item.fold == k.ve) item.tag = Tag::auxiliary, item.classes |= wc_have;
    else if (item.fold == k.re || item.fold == k.m) item.tag = Tag::auxiliary, item.classes |= wc_be;
    else if (item.fold == k.ll || item.fold == k.wo || (item.fold == k.ca && next_is(item.begin + 1, k.nt))) item.tag = Tag::modal;
    else if ((c & wc_modal) != 0) item.tag = Tag::modal;
    else if ((c & (wc_be | wc_have | wc_do)) != 0) item.tag = Tag::auxiliary;
    else if ((c & wc_to) != 0 || item.fold == k.to) item.tag = Tag::to;
    else if ((c & wc_coordinator) != 0) item.tag = Tag::coordinator;
    else if ((c & wc_possessive_marker) != 0) item.tag = Tag::marker;
  }

  bool next_is(std::uint32_t t, FoldId fold) const { return t < sentence_.end && analysis_.fold(t) == fold; }

  void punctuation(Item& item, std::string_view text) {
    item.tag = Tag::other;
    if (text == ",") item.tag = Tag::comma;
    else if (text == "." || text == "!" || text == "?" || text == "\u2026" || text == "...") item.tag = Tag::stop;
    else if (text == ";") item.tag = Tag::semicolon;
    else if (text == ":") item.tag = Tag::colon;
    else if (text == "(" || text == "[") item.tag = Tag::bracket_open;
    else if (text == ")" || text == "]") item.tag = Tag::bracket_close;
    else if (text == "\u201C" || text == "\u201E" || text == "\u00AB") item.tag = Tag::quote_open;
    else if (text == "\u201D" || text == "\u00BB") item.tag = Tag::quote_close;
    else if (text == "\"") {
      item.tag = quote_open_ ? Tag::quote_close : Tag::quote_open;
      quote_open_ = !quote_open_;
    } else if (text == "\u2013" || text == "\u2014" || text == "--" || text == "-") {
      const bool loose = !analysis_.token(item.begin).glued();
      item.tag = loose || text == "\u2014" || text == "--" ? Tag::dash : Tag::other;
    } else if (text == "'" || text == "\u2019") {
      const bool behind = analysis_.token(item.begin).glued() && !out_.empty() && out_.back().plural;
      item.tag = behind ? Tag::marker : Tag::other;
    } else if (text == "&") {
      item.tag = Tag::coordinator;
    }
  }
};

}  // namespace

void make_items(const PhraseTables::Tables& tables, const Analysis& analysis, const Sentence& sentence, std::vector<Item>& out) {
  ItemMaker(tables, analysis, sentence, out).run();
}

FoldId lemma_for(const Analysis& analysis, const Item& item, Form form) {
  const auto readings = analysis.words.verbs(analysis.word(item.word));
  const std::uint8_t bit = form_bit(form);
  for (const VerbAnalysis& verb : readings)
    if ((verb.forms & bit) != 0) return verb.lemma;
  return readings.empty() ? no_fold : readings.front().lemma;
}

}  // namespace sluice::phrase
