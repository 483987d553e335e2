// Verb groups: auxiliaries, adverbs, negation, the main verb, and the chains above it ("is expected to agree to sell").
#include <algorithm>

#include "phrase/chunks.hpp"

namespace sluice::phrase {

namespace {

constexpr std::size_t nowhere = no_item;

class VerbReader {
 public:
  explicit VerbReader(const Reader& reader) : r_(reader), t_(reader.tables), k_(reader.tables.known), items_(reader.items) {}

  std::size_t run(std::size_t first, std::size_t lead, std::uint32_t& group) {
    group_.begin = items_[first].begin;
    group_.sentence = r_.sentence;
    std::size_t i = lead == no_item ? first : lead;
    for (; i < items_.size() && (items_[i].tag == Tag::negation || items_[i].tag == Tag::adverb); ++i)
      if (items_[i].tag == Tag::negation) negate();
    if (tag(i) == Tag::to) {
      group_.infinitive = true;
      i = next_verb(i + 1);
      if (i == nowhere) return first;
    }
    if (lead != no_item) {
      lead_ = i;
      behind_subject_ = first;
    }
    std::size_t main = simple(i);
    for (int links = 0; links < 6; ++links) {
      const std::size_t inner = chain(main);
      if (inner == nowhere) break;
      main = simple(inner);
    }
    std::size_t end = std::max(main + 1, end_);
    // "launched in 2024": a participle by itself is passive
    if (main == i && group_.participle && items_[main].tag == Tag::verb &&
        items_[main].form == Form::participle) group_.voice = Voice::passive;
    group_.head = items_[main].word;
    group_.end = items_[end - 1].end;
    if (end_ <= main) particle(main, end);
    if (group_.modality == Modality::planned && group_.tense == Tense::present) group_.tense = Tense::future;
    r_.out.verbs.push_back(group_);
    group = static_cast<std::uint32_t>(r_.out.verbs.size() - 1);
    return end;
  }

 private:
  const Reader& r_;
  const PhraseTables::Tables& t_;
  const KnownWords& k_;
  std::span<const Item> items_;
  VerbGroup group_;
  bool opened_ = false;      ///< the first word, which carries the tense, is read
  bool negated_here_ = false;
  bool ability_ = false;     ///< can or could
  std::size_t lead_ = nowhere;           ///< auxiliary before the subject
  std::size_t behind_subject_ = 0;       ///< where the group goes on
  std::size_t end_ = 0;      ///< item behind a main verb of several words

  Tag tag(std::size_t i) const { return i < items_.size() ? items_[i].tag : Tag::stop; }
  FoldId fold(std::size_t i) const { return i < items_.size() ? items_[i].fold : no_fold; }
  static bool is(const Item& item, std::uint32_t classes) { return (item.classes & classes) != 0; }
  bool verbal(std::size_t i) const { return tag(i) == Tag::verb || tag(i) == Tag::auxiliary; }

  void negate() {
    group_.polarity = group_.polarity == Polarity::positive ? Polarity::negative : Polarity::positive;
    negated_here_ = true;
  }
  void weaken(Modality modality) { group_.modality = std::max(group_.modality, modality); }
  void apply(Effect effect) {
    switch (effect) {
      case Effect::actual: break;
      case Effect::planned: weaken(Modality::planned); break;
      case Effect::possible: weaken(Modality::possible); break;
      case Effect::negative: negate(); break;
      case Effect::doubtful:
        negate();
        weaken(Modality::possible);
        break;
    }
  }

  std::size_t skip(std::size_t i) const {
    if (lead_ != nowhere && i == lead_ + 1) i = behind_subject_;
    for (int steps = 0; steps < 4 && (tag(i) == Tag::adverb || tag(i) == Tag::negation); ++steps) ++i;
    return i;
  }
  /// The next verb or auxiliary behind adverbs and negations, which count; nowhere if something else comes first.
  std::size_t next_verb(std::size_t i) {
    const std::size_t at = skip(i);
    if (!verbal(at)) return nowhere;
    count_negations(i, at);
    return at;
  }
  void count_negations(std::size_t i, std::size_t end) {
    if (lead_ != nowhere && i == lead_ + 1) i = std::min(behind_subject_, end);
    for (; i < end; ++i)
      if (tag(i) == Tag::negation && !(i + 1 < items_.size() && r_.analysis.surface(items_[i + 1].begin) == "only")) negate();
  }

  void open(const Item& item) {
    if (opened_) return;
    opened_ = true;
    if (group_.infinitive) return;
    if (item.tag == Tag::modal) {
      group_.finite = true;
      return;
    }
    const bool auxiliary = item.tag == Tag::auxiliary;
    switch (item.form) {
      case Form::present:
        group_.finite = true;
        group_.tense = Tense::present;
        break;
      case Form::past:
        group_.finite = auxiliary || item.finite;
        group_.tense = Tense::past;
        break;
      case Form::base:
        // "have" and "do" without "to" have a tense; "be" has none
        group_.finite = item.finite || (auxiliary && !is(item, wc_be));
        group_.tense = group_.finite ? Tense::present : Tense::none;
        break;
      case Form::ing:
      case Form::participle: group_.participle = true; break;
      case Form::none: group_.finite = item.finite; break;
    }
  }

  void modal(const Item& item) {
    const FoldId f = item.fold;
    const bool will = f == k_.will || f == k_.shall || f == k_.ll || f == k_.wo;
    ability_ = f == k_.can || f == k_.could || f == k_.ca || f == k_.cannot;
    if (f == k_.cannot) negate();
    group_.tense = will || f == k_.would || f == k_.d ? Tense::future : Tense::present;
    weaken(is(item, wc_possible_modal) ? Modality::possible : Modality::planned);
  }

  /// Reads auxiliaries from item `i` to the main verb and returns the main verb's item.
  std::size_t simple(std::size_t i) {
    bool would = false;
    group_.voice = Voice::active;
    group_.particle = no_fold;
    end_ = 0;
    negated_here_ = negated_here_ && !opened_;
    for (int steps = 0; steps < 8; ++steps) {
      const Item& item = items_[i];
      open(item);
      if (item.tag == Tag::modal) {
        modal(item);
        would = item.fold == k_.would || item.fold == k_.d;
        std::size_t next = next_verb(i + 1);
        if (next == nowhere && tag(skip(i + 1)) == Tag::to) next = next_verb(skip(i + 1) + 1);   // "ought to have been"
        if (next == nowhere) break;
        i = next;
        if (ability_ && negated_here_) group_.modality = Modality::actual;
        continue;
      }
      if (item.tag == Tag::verb) {
        group_.lemma = item.lemma;
        if (item.lemma != k_.get) return i;
        // "got damaged"
        const std::size_t at = skip(i + 1);
        if (tag(at) != Tag::verb || items_[at].form != Form::participle) return i;
        count_negations(i + 1, at);
        group_.voice = Voice::passive;
        group_.lemma = items_[at].lemma;
        return at;
      }
      if (item.tag != Tag::auxiliary) break;
      if (is(item, wc_have) && !is(item, wc_be)) {
        const std::size_t at = skip(i + 1);
        const bool participle = (tag(at) == Tag::verb && items_[at].form == Form::participle) ||
                                (tag(at) == Tag::auxiliary && (items_[at].fold == k_.been || items_[at].fold == k_.had ||
                                    items_[at].fold == k_.done));
        if (!participle) return main(i, k_.have);
        count_negations(i + 1, at);
        group_.perfect = true;
        if (would) weaken(Modality::conditional);
        i = at;
        continue;
      }
      if (is(item, wc_be)) {
        const std::size_t at = skip(i + 1);
        const bool being = tag(at) == Tag::auxiliary && items_[at].form == Form::ing;
        const bool verb = tag(at) == Tag::verb && (items_[at].form == Form::ing || items_[at].form == Form::participle);
        if (!being && !verb) return main(i, k_.be);
        count_negations(i + 1, at);
        if (being || items_[at].form == Form::ing) {
          group_.progressive = true;
          i = at;
          continue;
        }
        group_.voice = Voice::passive;
        group_.lemma = items_[at].lemma;
        return at;
      }
      const std::size_t at = skip(i + 1);
      const bool support = verbal(at) && items_[at].form == Form::base;
      if (!support) return main(i, k_.do_);
      count_negations(i + 1, at);
      i = at;
    }
    group_.lemma = items_[i].lemma;
    return i;
  }

  std::size_t main(std::size_t i, FoldId lemma) {
    group_.lemma = lemma;
    // "is not", "has no longer"
    for (std::size_t n = i + 1; n < i + 4 && tag(n) == Tag::negation; ++n) {
      if (r_.analysis.surface(items_[n].begin) == "not" && n + 1 < items_.size() &&
          r_.analysis.surface(items_[n + 1].begin) == "only") break;
      negate();
      end_ = n + 1;
    }
    if (ability_ && negated_here_ && group_.modality == Modality::possible) group_.modality = Modality::actual;
    return i;
  }

  // ---- chains

  /// The inner verb that the main verb at item `m` passes its subject on to, with the chain's effect applied; nowhere if none does.
  std::size_t chain(std::size_t m) {
    const FoldId lemma = group_.lemma;
    if (group_.lemma == k_.be && items_[m].tag == Tag::auxiliary) return be_chain(m);
    if (group_.lemma == k_.have && items_[m].tag == Tag::auxiliary) return have_chain(m);
    if (lemma == k_.get && group_.perfect && tag(m + 1) == Tag::to) return to_link(m + 1, Effect::planned);   // "have got to"
    if ((t_.flag(lemma) & pf_linking) != 0 && items_[m].tag == Tag::verb) {
      if (const std::size_t inner = state_chain(m + 1); inner != nowhere) return inner;
    }
    if ((t_.flag(lemma) & pf_chain) == 0) {
      if (lemma == k_.go && group_.progressive) return to_link(m + 1, Effect::planned);
      return nowhere;
    }
    if (lemma == k_.go && group_.progressive) {
      if (const std::size_t inner = to_link(m + 1, Effect::planned); inner != nowhere) return inner;
    }
    for (const ChainEntry& entry : t_.chains_of(lemma)) {
      bool same = true;
      for (std::uint32_t w = 1; w < entry.length && same; ++w) same = fold(m + w) == entry.words[w];
      if (!same) continue;
      if (const std::size_t inner = link(entry, m + entry.length); inner != nowhere) return inner;
    }
    return nowhere;
  }

  std::size_t to_link(std::size_t i, Effect effect) {
    const std::size_t at = skip(i);
    if (tag(at) != Tag::to) return nowhere;
    const std::size_t verb = skip(at + 1);
    if (!verbal(verb)) return nowhere;
    count_negations(i, at);
    count_negations(at + 1, verb);
    apply(effect);
    return verb;
  }

  std::size_t link(const ChainEntry& entry, std::size_t i) {
    if (entry.link == ChainLink::to) return to_link(i, entry.effect);
    const std::size_t at = entry.preposition == no_fold ? skip(i) : i;
    if (entry.preposition != no_fold) {
      if (fold(at) != entry.preposition || tag(at) == Tag::verb) return nowhere;
      const std::size_t verb = skip(at + 1);
      if (!verbal(verb) || items_[verb].form != Form::ing) return nowhere;
      count_negations(at + 1, verb);
      apply(entry.effect);
      return verb;
    }
    if (!verbal(at)) return nowhere;
    const bool fits = entry.link == ChainLink::ing ? items_[at].form == Form::ing : items_[at].form == Form::base && !items_[at].finite;
    if (!fits) return nowhere;
    count_negations(i, at);
    apply(entry.effect);
    return at;
  }

  /// "is to visit", "is likely to", "is in talks to", "is yet to".
  std::size_t be_chain(std::size_t m) {
    const std::size_t behind = std::max(m + 1, end_);
    if (const std::size_t inner = yet_link(behind); inner != nowhere) return inner;
    if (const std::size_t inner = to_link(behind, Effect::planned); inner != nowhere) return inner;
    return state_chain(behind);
  }

  /// "likely to", "in talks to" behind a verb that says what its subject is.
  std::size_t state_chain(std::size_t behind) {
    const std::size_t at = skip(behind);
    if (at >= items_.size() || items_[at].fold == no_fold || (t_.flag(items_[at].fold) & pf_chain) == 0 ||
        tag(at) == Tag::noun) return nowhere;
    for (const ChainEntry& entry : t_.chains_of(items_[at].fold)) {
      bool same = true;
      for (std::uint32_t w = 1; w < entry.length && same; ++w) same = fold(at + w) == entry.words[w];
      if (!same) continue;
      // "close to buying": the preposition is a word of its own behind the adjective
      if (const std::size_t inner = link(entry, at + entry.length); inner != nowhere) {
        count_negations(behind, at);
        return inner;
      }
    }
    return nowhere;
  }

  std::size_t have_chain(std::size_t m) {
    if (const std::size_t inner = yet_link(m + 1); inner != nowhere) return inner;
    return to_link(std::max(m + 1, end_), Effect::planned);
  }

  std::size_t yet_link(std::size_t i) {
    if (fold(i) != k_.yet || tag(i + 1) != Tag::to) return nowhere;
    return to_link(i + 1, Effect::negative);
  }

  /// Takes a particle behind the main verb.
  void particle(std::size_t m, std::size_t& end) {
    if (end >= items_.size() || items_[m].tag != Tag::verb) return;
    const Item& item = items_[end];
    if (!is(item, wc_particle)) return;
    const Tag next = tag(end + 1);
    const bool listed = t_.phrasal(group_.lemma, item.fold);
    const bool group_next = next == Tag::determiner || next == Tag::possessive || next == Tag::noun || next == Tag::name ||
        next == Tag::adjective ||
                            next == Tag::pronoun || next == Tag::value || next == Tag::number;
    bool take = item.tag == Tag::particle;
    if (item.tag == Tag::preposition || item.tag == Tag::adverb) {
      // "fell over the year", "rose up 5%"
      const bool time_phrase = next == Tag::time && !is(item, wc_adverb);
      const bool amount = next == Tag::value && (t_.flag(group_.lemma) & pf_motion) != 0;
      if (listed) take = !time_phrase && !amount && !(next == Tag::time && (t_.flag(group_.lemma) & pf_motion) != 0);
      else take = is(item, wc_adverb) && !group_next && next != Tag::time && next != Tag::value;
    }
    if (!take) return;
    group_.particle = item.fold;
    group_.end = item.end;
    ++end;
  }
};

}  // namespace

std::size_t read_verb_group(const Reader& reader, std::size_t i, std::size_t lead, std::uint32_t& group) {
  return VerbReader(reader).run(i, lead, group);
}

}  // namespace sluice::phrase
