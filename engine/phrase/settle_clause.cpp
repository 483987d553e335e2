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
  switch (item.tag) {
    case Tag::verb: note_verb(item, before(i)); break;
    case Tag::modal:
    case Tag::auxiliary: {
      const Awaited awaited = awaited_by(item, i);
      if (item.tag == Tag::modal || (item.form != Form::base && item.form != Form::ing && item.fold != k_.been)) note_finite(false);
      top().awaited = awaited;
      break;
    }
    case Tag::noun: case Tag::name: case Tag::pronoun: case Tag::value: case Tag::time: case Tag::number:
      if (item.tag == Tag::time && !top().subject) break;
      if (const Item* prev = before(i); prev != nullptr && prev->tag == Tag::preposition) break;
      if (top().finite && top().report) top().fresh = true;
      // the object of an infinitive is not what the finite verb agrees with: "plans to widen the road worry residents"
      if (!top().subject || (!top().finite && !top().base_last)) top().plural = item.plural;
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

/// "has the minister read", "let the phone ring": the verb behind a group that an auxiliary, or a verb with a bare infinitive, stands before.
bool Settler::completes_inversion(Item& item, std::size_t i, const Item* next) {
  const Awaited awaited = top().awaited;
  if (awaited == Awaited::nothing) return false;
  const bool noun = is(item, wc_noun | wc_adjective) || item.plural;
  const std::uint8_t f = item.forms;
  const bool base = (f & vf_base) != 0 && !item.plural, participle = (f & vf_participle) != 0, ing = (f & vf_ing) != 0;
  const bool open_end = next == nullptr || next->tag == Tag::stop || next->tag == Tag::comma || strong_object(next) ||
                        (next->tag == Tag::open && is(*next, wc_preposition | wc_pronoun | wc_adverb) && !is(*next, wc_noun));
  if (noun && (!open_end || item.evidence)) return false;
  Form form = Form::none;
  switch (awaited) {
    case Awaited::base: form = base ? Form::base : Form::none; break;
    case Awaited::participle: form = participle ? Form::participle : Form::none; break;
    case Awaited::after_be: form = ing ? Form::ing : participle && !verb_later(i) ? Form::participle : Form::none; break;
    case Awaited::nothing: break;
  }
  if (form == Form::none) return false;
  set_verb(item, form, false);
  return true;
}

/// What an auxiliary before its subject waits for.
Awaited Settler::awaited_by(const Item& auxiliary, std::size_t i) {
  const bool finite = auxiliary.tag == Tag::modal || (auxiliary.form != Form::base && auxiliary.form != Form::ing && auxiliary.fold != k_.been);
  if (!finite || top().subject || top().finite) return Awaited::nothing;
  const Item* next = at(skip_adverbs(i + 1));
  if (!starts_noun_group(next) && !(next != nullptr && next->tag == Tag::open && is(*next, wc_noun))) return Awaited::nothing;
  if (auxiliary.tag == Tag::modal || is(auxiliary, wc_do)) return Awaited::base;
  return is(auxiliary, wc_have) ? Awaited::participle : Awaited::after_be;
}

void Settler::note_finite(bool report, bool coordinated) {
  // the verb of a clause further out: "the mine that opened in 2020 produces", but not "that opened in 2020 and produces"
  while (!coordinated && depth_ > 0 && top().finite && !top().fresh && stack_outer_pending()) --depth_;
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
    note_finite(report, prev != nullptr && prev->tag == Tag::coordinator && top().relative);
  } else if (report) {
    top().report = true;
  }
  // "Orovale to buy ...": in a headline the infinitive is the verb
  if (sentence_.headline && prev != nullptr && prev->tag == Tag::to && !top().finite && top().subject && depth_ == 0 &&
      !item.evidence) note_finite(false);
  top().awaited = (flags & pf_bare_chain) != 0 && (flags & pf_control) != 0 ? Awaited::base : Awaited::nothing;
  top().after_comma = false;
  top().base_last = item.form == Form::base && !item.finite;
  top().participle_last = item.form == Form::participle && prev != nullptr && (prev->tag == Tag::auxiliary ||
      prev->tag == Tag::coordinator);
  top().ing_last = item.form == Form::ing;
  top().present_last = item.finite && item.form == Form::present;
}

}  // namespace sluice::phrase
