// What stands around an item: questions that the decisions ask, and the backward pass.
#include "phrase/settler.hpp"

namespace sluice::phrase {

/// The same from an adverb at `i` on.
const Item* Settler::further_before(std::size_t i) const {
  for (std::size_t steps = 0; i > 0 && steps < 4; ++steps) {
    const Item& item = items_[--i];
    if (item.tag != Tag::adverb && item.tag != Tag::negation) return &item;
  }
  return nullptr;
}

std::size_t Settler::skip_adverbs(std::size_t i) const {
  for (std::size_t steps = 0; i < items_.size() && steps < 4; ++i, ++steps) {
    const Item& item = items_[i];
    const bool adverb = item.tag == Tag::adverb || item.tag == Tag::negation ||
                        (item.tag == Tag::open && is(item, wc_adverb) && item.forms == 0 && !is(item, wc_determiner));
    if (!adverb) break;
  }
  return i;
}

bool Settler::starts_noun_group(const Item* item) const {
  if (item == nullptr) return false;
  if (nominal_or_pronoun(item->tag) || item->tag == Tag::determiner || item->tag == Tag::possessive) return true;
  if (item->tag != Tag::open) return false;
  return is(*item, wc_determiner | wc_possessive | wc_pronoun | wc_quantifier | wc_number_word);
}

bool Settler::maybe_noun(const Item* item) const {
  if (item == nullptr) return false;
  if (nominal(item->tag) || item->tag == Tag::adjective) return true;
  if (item->tag != Tag::open) return false;
  if (is(*item, wc_noun | wc_adjective)) return true;
  return item->forms == 0 && !is(*item, wc_adverb | wc_preposition | wc_subordinator | wc_pronoun | wc_determiner | wc_relative);
}

bool Settler::strong_object(const Item* item) const {
  return item != nullptr && (starts_noun_group(item) || item->tag == Tag::name || item->tag == Tag::value);
}

bool Settler::maybe_finite(const Item& item) const {
  if (item.tag == Tag::modal) return true;
  if (item.tag == Tag::auxiliary) return !is_nonfinite_auxiliary(item);
  return false;
}

bool Settler::is_nonfinite_auxiliary(const Item& item) const {
  return item.fold == k_.be || item.fold == k_.been || item.fold == k_.being || (item.forms == vf_ing);
}

bool Settler::past_only(const Item& item) const {
  return item.tag == Tag::open && item.past_only;
}

void Settler::look_ahead() {
  bool evidence = false;
  for (std::size_t i = items_.size(); i-- > 0;) {
    Item& item = items_[i];
    item.evidence = evidence;
    const Item* next = at(i + 1);
    switch (item.tag) {
      case Tag::modal: evidence = !(i > 0 && is(items_[i - 1], wc_determiner) && items_[i - 1].tag == Tag::open); break;
      case Tag::auxiliary: evidence = !is_nonfinite_auxiliary(item); break;
      case Tag::comma: case Tag::semicolon: case Tag::colon: case Tag::stop: case Tag::dash:
      case Tag::quote_open: case Tag::quote_close: evidence = false; break;
      case Tag::coordinator:
        // "and will close" adds a verb to what came before; "and gold rose" goes on with the subject.
        if (next != nullptr && (maybe_finite(*next) || past_only(*next) || (next->tag == Tag::open && is(*next, wc_pronoun)) ||
            next->forms != 0)) evidence = false;
        break;
      case Tag::open:
        if ((is(item, wc_relative | wc_subordinator) && !is(item, wc_preposition)) || item.fold == k_.that ||
            item.fold == k_.as) evidence = false;
        else if (is(item, wc_subordinator) && next != nullptr && next->tag != Tag::time && next->tag != Tag::number) evidence = false;
        else if (past_only(item)) evidence = true;
        else if ((item.forms & vf_s) != 0 && i > 0 && certain_object(next) && (nominal(items_[i - 1].tag) ||
            behind_plain_noun(i))) evidence = true;
        else if ((item.forms & vf_s) != 0 && i > 1 && nominal(items_[i - 1].tag) && is(items_[i - 2], wc_preposition)) evidence = true;
        else if (is(item, wc_pronoun) && !is(item, wc_determiner | wc_possessive)) evidence = false;
        break;
      default: break;
    }
  }
}

bool Settler::certain_object(const Item* next) const {
  if (next == nullptr) return false;
  if (next->tag == Tag::name || next->tag == Tag::value || next->tag == Tag::number) return true;
  return next->tag == Tag::open && is(*next, wc_determiner | wc_possessive) && next->fold != k_.that;
}

bool Settler::behind_plain_noun(std::size_t i) const {
  const Item& prev = items_[i - 1];
  return prev.tag == Tag::open && is(prev, wc_noun) && !is(prev, wc_determiner | wc_adjective);
}

bool Settler::base_follows(std::size_t i) const {
  const Item* item = at(skip_adverbs(i));
  if (item == nullptr) return false;
  if (item->tag == Tag::auxiliary) return item->fold == k_.be || item->fold == k_.have || item->fold == k_.do_;
  return (item->forms & vf_base) != 0 && (item->tag == Tag::open || item->tag == Tag::noun);
}

bool Settler::at_clause_start(const Item* prev) const {
  return prev == nullptr || prev->tag == Tag::quote_open || prev->tag == Tag::colon || prev->tag == Tag::dash || prev->tag == Tag::stop ||
         prev->tag == Tag::bracket_open;
}

bool Settler::next_is_finite(std::size_t i) const {
  const std::size_t n = skip_adverbs(i + 1);
  const Item* next = at(n);
  return next != nullptr && (maybe_finite(*next) || past_only(*next));
}

bool Settler::verb_behind_subject(std::size_t i) {
  const std::size_t n = skip_adverbs(i + 1);
  const Item* verb = at(n);
  if (verb == nullptr || verb->tag != Tag::open || (verb->forms & (vf_s | vf_past)) == 0 || verb->evidence) return false;
  if (top().finite && !top().fresh && !pending_subject()) return false;
  if (n > i + 1 || verb->past_only) return true;
  const Item* after = at(n + 1);
  if (certain_object(after)) return true;
  if ((verb->forms & vf_s) != 0 && after != nullptr && after->tag == Tag::to) return true;   // "the firm hopes to"
  if (!is(*verb, wc_noun | wc_adjective)) return true;
  const bool loose = after == nullptr || after->tag == Tag::to || after->tag == Tag::stop || after->tag == Tag::time ||
      (after->tag == Tag::open && is(*after, wc_preposition));
  return (sentence_.headline && loose) || ((verb->forms & vf_s) != 0 && !verb_later(n) && !weak_later(n));
}

bool Settler::weak_later(std::size_t i) const {
  for (std::size_t n = i + 1; n < items_.size() && n < i + 8; ++n) {
    if (items_[n].tag == Tag::comma || items_[n].tag == Tag::stop) return false;
    if (items_[n].tag == Tag::open && (items_[n].forms & (vf_past | vf_base)) != 0 && !is(items_[n], wc_noun)) return true;
  }
  return false;
}

bool Settler::governs_gerund(const Item& preposition, std::size_t i, bool plural) {
  if (preposition.fold == k_.without || preposition.fold == k_.instead || preposition.fold == k_.before) return plural;
  if (preposition.fold == k_.by) return plural && !top().participle_last;
  const auto p = static_cast<std::size_t>(&preposition - items_.data());
  if (p == 0 || p >= i || items_[p - 1].tag != Tag::verb) return false;
  for (const ChainEntry& entry : t_.chains_of(items_[p - 1].lemma))
    if (entry.preposition == preposition.fold) return true;
  return false;
}

/// A verb before the preposition says of the gerund behind it that it is not so, or not yet.
bool Settler::kept_from(const Item& preposition, std::size_t i) const {
  const auto p = static_cast<std::size_t>(&preposition - items_.data());
  if (p == 0 || p >= i || items_[p - 1].tag != Tag::verb) return false;
  for (const ChainEntry& entry : t_.chains_of(items_[p - 1].lemma))
    if (entry.preposition == preposition.fold && entry.effect != Effect::actual) return true;
  return false;
}

bool Settler::weak_finite(const Item& next, std::size_t) const {
  return next.tag == Tag::open && (next.forms & vf_past) != 0 && (next.forms & vf_base) == 0;
}

bool Settler::coordinated_before(std::size_t i) const {
  for (std::size_t steps = 0; i > 0 && steps < 6; ++steps) {
    const Tag tag = items_[--i].tag;
    if (tag == Tag::coordinator) return true;
    if (tag == Tag::verb || tag == Tag::auxiliary || tag == Tag::modal || tag == Tag::stop || tag == Tag::comma) return false;
  }
  return false;
}

bool Settler::modified_noun(std::size_t i) const {
  const Item* adjective = at(i);
  return adjective != nullptr && adjective->tag == Tag::open && is(*adjective, wc_adjective) && !is(*adjective, wc_noun | wc_preposition) &&
         (adjective->forms & (vf_s | vf_past | vf_ing)) == 0 && maybe_noun(at(i + 1));
}

bool Settler::closes(std::size_t i) const {
  for (std::size_t n = i; n < items_.size() && n < i + 6; ++n) {
    const Item& item = items_[n];
    if (item.tag == Tag::stop) return true;
    const bool phrase = nominal(item.tag) || (n == i && is(item, wc_preposition)) ||
                        (item.tag == Tag::open && is(item, wc_determiner | wc_adjective | wc_noun) && item.forms == 0);
    if (!phrase) return false;
  }
  return i >= items_.size();
}

bool Settler::modified_pronoun(std::size_t i) const {
  const Item* form = at(i + 1);
  if (form == nullptr || form->tag != Tag::open || (form->forms & (vf_ing | vf_participle)) == 0 ||
      (form->forms & (vf_base | vf_s)) != 0) return false;
  const Item* behind = at(i + 2);
  if (behind == nullptr || behind->tag != Tag::open) return behind == nullptr || !nominal(behind->tag);
  return behind->forms == 0 ? !is(*behind, wc_noun) && is(*behind, wc_adverb | wc_adjective | wc_preposition | wc_determiner)
                            : maybe_finite(*behind) || past_only(*behind);
}

bool Settler::finite_behind_comma(std::size_t i) const {
  for (std::size_t n = i + 1; n < items_.size() && n < i + 14; ++n) {
    if (items_[n].tag == Tag::stop || items_[n].tag == Tag::coordinator || maybe_finite(items_[n])) return false;
    if (items_[n].tag != Tag::comma) continue;
    const Item* verb = at(skip_adverbs(n + 1));
    return verb != nullptr && (maybe_finite(*verb) || (verb->tag == Tag::open && (verb->forms & (vf_past | vf_s)) != 0 &&
        !is(*verb, wc_adjective)));
  }
  return false;
}

bool Settler::verb_later(std::size_t i) const {
  for (std::size_t n = i + 1; n < items_.size() && n < i + 24; ++n) {
    const Item& item = items_[n];
    if (item.tag == Tag::stop || item.tag == Tag::semicolon || item.tag == Tag::quote_open || item.tag == Tag::colon) return false;
    if (item.tag == Tag::open && is(item, wc_relative | wc_subordinator) && !is(item, wc_preposition)) return false;
    if (maybe_finite(item) || past_only(item)) return n == 0 || items_[n - 1].tag != Tag::coordinator;
    if (item.tag == Tag::open && (item.forms & vf_s) != 0 && !is(item, wc_noun)) return true;
    if (item.tag == Tag::open && is(item, wc_pronoun)) return false;
  }
  return false;
}

bool Settler::finite_anywhere(std::size_t i) const {
  for (std::size_t n = i + 1; n < items_.size() && n < i + 20; ++n)
    if (maybe_finite(items_[n]) || past_only(items_[n]) ||
        (items_[n].tag == Tag::open && (items_[n].forms & (vf_past | vf_s)) != 0 && !is(items_[n], wc_noun | wc_adjective)))
      return true;
  return false;
}

bool Settler::comma_first(std::size_t i) const {
  for (std::size_t n = i + 1; n < items_.size() && n < i + 14; ++n) {
    const Item& item = items_[n];
    if (item.tag == Tag::comma) return true;
    if (maybe_finite(item) || past_only(item)) return false;
  }
  return false;
}

}  // namespace sluice::phrase
