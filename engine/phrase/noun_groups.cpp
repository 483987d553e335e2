// Noun groups: determiner or possessor, modifiers, head.
#include "phrase/chunks.hpp"

namespace sluice::phrase {

namespace {

class NounReader {
 public:
  explicit NounReader(const Reader& reader) : r_(reader), k_(reader.tables.known), items_(reader.items) {}

  std::size_t run(std::size_t first, std::uint32_t& group) {
    std::uint32_t possessor = none;
    std::size_t i = first;
    for (;;) {
      const std::size_t behind = simple(i, possessor, group);
      if (behind == i) {
        // "Orovale's" without a noun behind it: the possessor alone is the group
        if (possessor != none) group = possessor;
        return possessor != none ? i : first;
      }
      i = behind;
      if (i < items_.size() && items_[i].tag == Tag::marker && possessive(items_[i])) {
        possessor = group;
        ++i;
        continue;
      }
      return i;
    }
  }

 private:
  const Reader& r_;
  const KnownWords& k_;
  std::span<const Item> items_;
  static constexpr std::size_t longest = 48;

  static bool possessive(const Item& item) { return (item.classes & wc_possessive_marker) != 0; }
  Tag tag(std::size_t i) const { return i < items_.size() ? items_[i].tag : Tag::stop; }
  bool part(std::size_t i) const {
    const Tag t = tag(i);
    return t == Tag::noun || t == Tag::name || t == Tag::adjective || t == Tag::number;
  }
  bool head_ahead(std::size_t i) const {
    for (std::size_t n = i; n < items_.size() && n < i + 6; ++n) {
      const Tag t = items_[n].tag;
      if (t == Tag::noun || t == Tag::name) return true;
      if (t != Tag::adjective && t != Tag::number && t != Tag::adverb) return t == Tag::value || t == Tag::time;
    }
    return false;
  }

  std::uint32_t add(NounPhrase noun) {
    noun.sentence = r_.sentence;
    noun.extent = noun.end;
    r_.out.nouns.push_back(noun);
    return static_cast<std::uint32_t>(r_.out.nouns.size() - 1);
  }

  /// One group without possessors before it; `possessor` is what "'s" linked to it.
  std::size_t simple(std::size_t i, std::uint32_t possessor, std::uint32_t& group) {
    const std::size_t first = i;
    if (i >= items_.size()) return i;
    NounPhrase noun;
    noun.begin = possessor != none ? r_.out.nouns[possessor].begin : items_[i].begin;
    noun.possessor = possessor;
    noun.definite = possessor != none;
    if (items_[i].tag == Tag::pronoun && possessor == none) {
      noun.kind = NounPhrase::pronoun;
      noun.start = noun.head = items_[i].begin;
      noun.end = items_[i].end;
      noun.definite = true;
      noun.plural = (items_[i].classes & wc_plural_pronoun) != 0;
      group = add(noun);
      return i + 1;
    }
    bool determined = possessor != none;
    for (; i < items_.size() && (items_[i].tag == Tag::determiner || items_[i].tag == Tag::possessive); ++i) {
      const Item& item = items_[i];
      determined = true;
      if (item.tag == Tag::possessive) {
        noun.definite = true;
        NounPhrase owner;
        owner.begin = owner.start = owner.head = item.begin;
        owner.end = item.end;
        owner.kind = NounPhrase::pronoun;
        owner.definite = true;
        owner.plural = (item.classes & wc_plural_pronoun) != 0;
        noun.possessor = add(owner);
      }
      if (item.fold == k_.the || item.fold == k_.this_ || item.fold == k_.that || item.fold == k_.these ||
          item.fold == k_.those) noun.definite = true;
    }
    noun.start = i < items_.size() ? items_[i].begin : noun.begin;
    return body(first, i, determined, noun, group);
  }

  std::size_t body(std::size_t first, std::size_t i, bool determined, NounPhrase noun, std::uint32_t& group) {
    const std::size_t open = i;
    std::size_t head = items_.size();
    std::size_t last_number = items_.size();
    for (; i < items_.size() && i < open + longest; ++i) {
      const Item& item = items_[i];
      const bool has_head = head < items_.size();
      if (item.tag == Tag::adverb) {
        if (has_head || !(determined || i > open) || !(tag(i + 1) == Tag::adjective || tag(i + 1) == Tag::number ||
            tag(i + 1) == Tag::adverb) || !head_ahead(i + 1)) break;
        continue;
      }
      if (item.tag == Tag::adjective) {
        if (has_head) break;
        continue;
      }
      if (item.tag == Tag::number) {
        if (has_head && !(items_[head].capital && items_[head].tag != Tag::time && !part(i + 1))) break;
        if (has_head) {
          head = i;
          ++i;
          break;
        }
        last_number = i;
        continue;
      }
      if (item.tag == Tag::comma) {
        // "a large, open pit"
        const bool adjectives = !has_head && i > open && items_[i - 1].tag == Tag::adjective && tag(i + 1) == Tag::adjective &&
            determined && head_ahead(i + 1);
        if (!adjectives) break;
        continue;
      }
      if (item.tag == Tag::coordinator) {
        if (!modifiers_coordinated(i, open, has_head, determined)) break;
        head = items_.size();
        continue;
      }
      if (item.tag == Tag::value || item.tag == Tag::time) {
        if (has_head) break;
        const bool modifier = modifies(i, open, determined, first);
        if (!modifier) {
          if (i > open && !determined && last_number >= items_.size()) break;
          head = i;
          ++i;
          break;
        }
        if (tag(i + 1) == Tag::marker) {
          head = i;
          ++i;
          break;
        }
        continue;
      }
      if (item.tag == Tag::noun || item.tag == Tag::name) {
        if (has_head && (!continues(items_[head], item, i) || (head == first && given(first)))) break;
        head = i;
        continue;
      }
      break;
    }
    return finish(first, open, i, head, last_number, determined, noun, group);
  }

  /// "the copper and gold mine", "oil and gas producers": modifiers, not members.
  bool modifiers_coordinated(std::size_t i, std::size_t open, bool has_head, bool determined) const {
    if (i == open || tag(i + 2) == Tag::stop) return false;
    const Item& left = items_[i - 1];
    const Item* right = i + 1 < items_.size() ? &items_[i + 1] : nullptr;
    if (right == nullptr) return false;
    if (left.tag == Tag::adjective && right->tag == Tag::adjective && !has_head) return determined || head_ahead(i + 1);
    const bool goods = left.symbol == sy_commodity && right->symbol == sy_commodity;
    return has_head && goods && tag(i + 2) == Tag::noun && items_[i + 2].symbol != sy_commodity && i - open <= 3;
  }

  /// Whether the value or time at `i` stands before a noun of the same group.
  bool modifies(std::size_t i, std::size_t open, bool determined, std::size_t first) const {
    const Item& item = items_[i];
    const Tag next = tag(i + 1);
    if (next != Tag::noun && next != Tag::name && next != Tag::adjective) return false;
    if (!head_ahead(i + 1)) return false;
    if (determined || i > open) return next != Tag::name || item.tag == Tag::value || determined;
    if (item.tag == Tag::value) return item.hyphenated || next == Tag::noun || (next == Tag::adjective && tag(i + 2) == Tag::noun &&
        item.symbol != sy_percent);
    if (item.hyphenated) return true;
    // "in 2023 revenue rose" against "2023 revenue rose"
    const FoldId before = first > 0 && items_[first - 1].tag == Tag::preposition ? items_[first - 1].fold : no_fold;
    if (before != no_fold && before != k_.of && before != k_.for_) return false;
    return next == Tag::noun && item.end - item.begin <= 2 && item.symbol == sy_date && before == k_.of;
  }

  /// Whether `item` goes on with the group whose head so far is `head`.
  bool continues(const Item& head, const Item& item, std::size_t i) const {
    if (head.tag == Tag::time || head.tag == Tag::value) return false;
    if (item.tag == Tag::noun) {
      // "Jane Lee president" does not; "Orovale shares" and "copper mine" do
      return head.symbol != sy_person || item.symbol != sy_role;
    }
    if (head.tag == Tag::noun) {
      if (head.symbol == sy_role) return true;
      if (head.plural) return false;
      // "the miner Orovale", but "on the day Orovale opened"
      return (head.classes & wc_time_noun) == 0 && !finite_behind(i);
    }
    if (head.symbol == no_symbol && item.symbol == no_symbol) return true;
    if (head.symbol == sy_person && item.symbol != no_symbol) return false;
    if (head.symbol == sy_place && item.symbol == sy_person) return false;
    if (head.symbol == sy_organization && item.symbol == sy_person) return false;
    return item.symbol != sy_person || head.symbol == no_symbol || head.symbol == sy_role;
  }

  /// "gave Orovale control", "named Jane Lee chair": the name at `first` is a group of its own.
  bool given(std::size_t first) const {
    if (first == 0 || items_[first].tag != Tag::name || items_[first - 1].tag != Tag::verb || first + 1 >= items_.size() ||
        items_[first + 1].tag != Tag::noun) return false;
    const FoldId verb = items_[first - 1].lemma;
    return verb == k_.give || (r_.tables.flag(verb) & pf_naming) != 0;
  }

  /// A finite verb directly behind a name that stands directly behind a common noun: the name is the subject of a clause of its own where
  /// another verb is to come ("the mine Orovale owns is closed").
  bool finite_behind(std::size_t i) const {
    const Item* verb = i + 1 < items_.size() ? &items_[i + 1] : nullptr;
    return verb != nullptr && verb->tag == Tag::verb && verb->finite && verb->evidence;
  }

  std::size_t finish(std::size_t first, std::size_t open, std::size_t i, std::size_t head, std::size_t last_number, bool determined,
                     NounPhrase noun, std::uint32_t& group) {
    while (i > open && head < items_.size() && i - 1 > head) --i;
    if (head >= items_.size()) {
      if (last_number < items_.size()) {
        head = last_number;
        i = last_number + 1;
        noun.kind = NounPhrase::value;
      } else if (determined && i > open) {
        while (i > open + 1 && items_[i - 1].tag != Tag::adjective && items_[i - 1].tag != Tag::number) --i;
        head = i - 1;
      } else if (open > first) {
        i = open;
        head = open - 1;
        noun.start = items_[head].begin;
      } else {
        return first;
      }
    }
    const Item& item = items_[head];
    if (head == last_number || item.tag == Tag::value || item.tag == Tag::time) noun.kind = NounPhrase::value;
    else if (item.tag == Tag::name || (item.symbol <= sy_product && item.symbol != sy_role &&
        item.symbol != sy_demonym)) noun.kind = item.tag == Tag::name ? NounPhrase::name : NounPhrase::common;
    if (head != open && item.tag == Tag::number && noun.kind == NounPhrase::value &&
        items_[head - 1].tag == Tag::name) noun.kind = NounPhrase::name;
    noun.head = item.word;
    noun.end = item.end;
    noun.plural = item.plural;
    group = add(noun);
    return i;
  }
};

}  // namespace

std::size_t read_noun_group(const Reader& reader, std::size_t i, std::uint32_t& group) { return NounReader(reader).run(i, group); }

}  // namespace sluice::phrase
