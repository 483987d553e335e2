// What the clause at hand has so far.
#include "phrase/settler.hpp"

namespace sluice::phrase {

bool Settler::wants_finite() {
  for (std::size_t d = depth_ + 1; d-- > 0;)
    if (!stack_[d].finite) return stack_[d].subject;
  return top().fresh;
}

bool Settler::pending_plural() {
  if (!top().finite) return top().plural;
  for (std::size_t d = depth_; d-- > 0;)
    if (!stack_[d].finite && stack_[d].subject) return stack_[d].plural;
  return false;
}

bool Settler::pending_subject() {
  for (std::size_t d = depth_ + 1; d-- > 0;)
    if (!stack_[d].finite && stack_[d].subject) return true;
  return false;
}

void Settler::push(bool relative) {
  if (depth_ + 1 == depth_limit) {
    for (std::size_t d = 1; d < depth_limit; ++d) stack_[d - 1] = stack_[d];
    --depth_;
  }
  stack_[++depth_] = ClauseState{};
  top().relative = relative;
}

void Settler::reset() {
  depth_ = 0;
  stack_[0] = ClauseState{};
}

void Settler::note(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = before(i);
  switch (item.tag) {
    case Tag::verb: note_verb(item, prev); break;
    case Tag::modal:
    case Tag::auxiliary:
      if (item.tag == Tag::modal || (item.form != Form::base && item.form != Form::ing && item.fold != k_.been)) note_finite(false);
      break;
    case Tag::noun: case Tag::name: case Tag::pronoun: case Tag::value: case Tag::time: case Tag::number:
      if (item.tag == Tag::time && !top().subject) break;
      if (prev != nullptr && prev->tag == Tag::preposition) break;
      if (top().finite && top().report) top().fresh = true;
      if (!top().subject || !top().finite) top().plural = item.plural;
      if (!top().subject) top().commas = 0;
      top().subject = true;
      break;
    case Tag::subordinator:
    case Tag::relative: {
      const Item* next = at(skip_adverbs(i + 1));
      const bool own_subject = starts_noun_group(next) || (next != nullptr && next->tag == Tag::name);
      const bool behind = i > 0 && nominal(items_[i - 1].tag) && !(top().finite && top().report);
      const bool gap = own_subject && (item.tag == Tag::relative || (item.fold == k_.that && behind));
      push(item.tag == Tag::relative || item.fold != k_.that);
      top().gap = gap;
      break;
    }
    case Tag::preposition:
      // as, before, after, since and until may open a clause
      if (is(item, wc_subordinator) && top().finite) top().weak_fresh = top().fresh = true;
      else if (is(item, wc_subordinator) && !top().subject) push(true);
      break;
    case Tag::comma:
      ++top().commas;
      top().after_comma = true;
      if (depth_ > 0 && top().relative && top().finite) {
        --depth_;
        ++top().commas;
        top().after_comma = true;
      }
      top().fresh = false;
      break;
    case Tag::coordinator:
      if (top().finite) top().weak_fresh = true;
      break;
    case Tag::semicolon: case Tag::colon: case Tag::quote_open: case Tag::stop: reset(); break;
    case Tag::quote_close:
      if (top().finite) reset();
      break;
    case Tag::dash:
      if (!top().finite && depth_ == 0 && i < 14) reset();
      break;
    default: break;
  }
}

void Settler::note_finite(bool report) {
  // the verb of a clause further out: "the mine that opened in 2020 produces"
  while (depth_ > 0 && top().finite && !top().fresh && stack_outer_pending()) --depth_;
  top().finite = true;
  top().subject = true;
  top().fresh = top().weak_fresh = false;
  top().report = report;
}

bool Settler::stack_outer_pending() const {
  for (std::size_t d = depth_; d-- > 0;)
    if (stack_[d].subject && !stack_[d].finite) return true;
  return false;
}

void Settler::note_verb(const Item& item, const Item* prev) {
  const std::uint32_t flags = t_.flag(item.lemma);
  const bool report = (flags & (pf_that | pf_say)) != 0;
  if (item.finite) {
    note_finite(report);
  } else if (report) {
    top().report = true;
  }
  // "Orovale to buy ...": in a headline the infinitive is the verb
  if (sentence_.headline && prev != nullptr && prev->tag == Tag::to && !top().finite && top().subject && depth_ == 0 &&
      !item.evidence) note_finite(false);
  top().after_comma = false;
  top().base_last = item.form == Form::base && !item.finite;
  top().participle_last = item.form == Form::participle && prev != nullptr && (prev->tag == Tag::auxiliary ||
      prev->tag == Tag::coordinator);
  top().ing_last = item.form == Form::ing;
  top().present_last = item.finite && item.form == Form::present;
}

}  // namespace sluice::phrase
