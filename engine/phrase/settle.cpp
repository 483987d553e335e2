// The pass over the items, and the words whose role the closed classes decide.
#include "phrase/settler.hpp"

namespace sluice::phrase {

void Settler::run() {
  look_ahead();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    one(i);
    note(i);
  }
}

void Settler::set_verb(Item& item, Form form, bool finite) {
  item.tag = Tag::verb;
  item.form = form;
  item.finite = finite;
  item.lemma = lemma_for(item, form);
}

void Settler::one(std::size_t i) {
  Item& item = items_[i];
  const Item* next = at(i + 1);
  switch (item.tag) {
    case Tag::open: open(i); return;
    case Tag::modal:
      if (const Item* prev = before(i); prev != nullptr && (prev->tag == Tag::determiner || prev->tag == Tag::possessive ||
          prev->tag == Tag::adjective)) set_noun(item);
      else if ((item.forms & vf_base) != 0 && !base_follows(i + 1)) {   // need and dare are verbs of their own, too
        item.tag = Tag::open;
        open(i);
      }
      return;
    case Tag::marker: marker(i); return;
    case Tag::to: to(i); return;
    case Tag::auxiliary: auxiliary(item); return;
    case Tag::coordinator:
      if (item.fold == k_.yet) item.tag = Tag::adverb;
      return;
    case Tag::noun:
    case Tag::name:
      // A single word that a list takes for a name or good is a verb behind "to" and modals.
      if (item.symbol == no_symbol || (item.forms & vf_base) == 0) return;
      if (const Item* prev = before(i); !item.capital && prev != nullptr && &items_[i - 1] == prev &&
          (prev->tag == Tag::to || prev->tag == Tag::modal) && item.end - item.begin == 1 && (next == nullptr || strong_object(next))) {
        item.symbol = no_symbol;
        set_verb(item, Form::base, false);
      }
      return;
    case Tag::adjective:
      if (item.symbol == sy_demonym && !maybe_noun(next)) item.tag = Tag::noun;
      return;
    case Tag::time:
      if ((item.hyphenated || is(item, wc_adjective)) && maybe_noun(next) && next->tag != Tag::time) item.tag = Tag::adjective;
      return;
    default: return;
  }
}

void Settler::auxiliary(Item& item) {
  item.form = item.fold == k_.be || item.fold == k_.have || item.fold == k_.do_ ? Form::base
              : item.fold == k_.been                                         ? Form::participle
              : (item.forms == vf_ing || item.fold == k_.being)              ? Form::ing
              : (item.forms & vf_past) != 0                                  ? Form::past
              : (item.forms & vf_participle) != 0                            ? Form::participle
                                                                             : Form::present;
  if (item.fold == k_.is || item.fold == k_.are || item.fold == k_.has || item.fold == k_.does ||
      item.fold == k_.am) item.form = Form::present;
  if (item.fold == k_.was || item.fold == k_.were || item.fold == k_.had || item.fold == k_.did) item.form = Form::past;
}

void Settler::marker(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = i > 0 ? &items_[i - 1] : nullptr;
  if (item.fold != k_.s && item.fold != k_.d) return;
  const bool verb = item.fold == k_.d || (prev != nullptr && (prev->tag == Tag::pronoun || prev->tag == Tag::relative ||
      prev->tag == Tag::adverb));
  if (!verb) {
    item.classes = wc_possessive_marker;
    return;
  }
  const Item* next = at(skip_adverbs(i + 1));
  const bool participle = next != nullptr && (next->forms & vf_participle) != 0 && (next->forms & vf_base) == 0;
  if (item.fold == k_.d) {
    item.tag = participle && (next->forms & vf_base) == 0 ? Tag::auxiliary : Tag::modal;
    item.classes = item.tag == Tag::auxiliary ? wc_have : wc_modal;
    item.form = Form::past;
    return;
  }
  item.tag = Tag::auxiliary;
  item.form = Form::present;
  item.classes = next != nullptr && next->fold == k_.been ? wc_have : wc_be;
}

void Settler::to(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = before(i);
  const std::size_t at_verb = skip_adverbs(i + 1);
  const Item* next = at(at_verb);
  item.tag = Tag::preposition;
  if (next == nullptr) return;
  if (next->tag == Tag::auxiliary) {
    if (next->fold == k_.be || next->fold == k_.have || next->fold == k_.do_) item.tag = Tag::to;
    return;
  }
  const bool single = next->end - next->begin == 1 || next->symbol == no_symbol;
  if ((next->forms & vf_base) == 0 || !single || next->capital) return;
  if (next->tag != Tag::open && next->tag != Tag::noun && next->tag != Tag::name && next->tag != Tag::modal) return;
  const bool homograph = is(*next, wc_noun | wc_adjective) || next->tag != Tag::open;
  if (!homograph) {
    item.tag = Tag::to;
    return;
  }
  const Item* after = at(at_verb + 1);
  const bool object = after != nullptr && (strong_object(after) || (after->tag == Tag::open && is(*after, wc_pronoun)));
  const bool leads_to_noun = prev != nullptr && ((prev->lemma != no_fold && (t_.flag(prev->lemma) & pf_motion) != 0 &&
      (t_.flag(prev->lemma) & pf_chain) == 0) ||
                                                 prev->tag == Tag::value || prev->tag == Tag::time);
  // "a grant over three years to help countries"
  if (prev != nullptr && prev->tag == Tag::time && after != nullptr &&
      ((maybe_noun(after) && after->plural) || (after->tag == Tag::open && (after->forms & vf_base) != 0))) {
    item.tag = Tag::to;
    return;
  }
  const bool amount_between = prev != nullptr && (prev->tag == Tag::value || prev->tag == Tag::time);
  if (object && !(amount_between && after->tag == Tag::value)) item.tag = Tag::to;
  else if (!leads_to_noun && !(next->tag == Tag::noun && next->symbol != no_symbol)) item.tag = Tag::to;
}

void Settler::open(std::size_t i) {
  Item& item = items_[i];
  const std::uint32_t c = item.classes;
  const Item* prev = before(i);
  const Item* next = at(i + 1);
  if (item.facts->plain && !item.hyphenated) return content_word(i, prev, next);
  if (item.fold == k_.that) return that(i);
  if (item.fold == k_.there) return void(item.tag = Tag::adverb);
  if (item.fold == k_.no && next != nullptr && next->fold == k_.longer) {
    item.tag = Tag::negation;
    items_[i + 1].tag = Tag::adverb;
    return;
  }
  if ((c & wc_relative) != 0) return relative(i);
  if ((c & wc_possessive) != 0) {
    item.tag = (c & wc_pronoun) != 0 && !maybe_noun(next) ? Tag::pronoun : Tag::possessive;
    return;
  }
  if (item.fold == k_.as || item.fold == k_.than) return void(item.tag = Tag::preposition);
  if ((c & wc_subordinator) != 0 && (c & (wc_noun | wc_adjective)) == 0) {
    item.tag = (c & wc_preposition) != 0 ? Tag::preposition : Tag::subordinator;
    const Item* direct = i > 0 ? &items_[i - 1] : nullptr;
    if (direct != nullptr && direct->tag == Tag::auxiliary && next != nullptr && (next->tag == Tag::auxiliary ||
        (next->forms & vf_participle) != 0)) item.tag = Tag::adverb;
    if ((c & wc_adverb) != 0 && (prev == nullptr || prev->tag == Tag::auxiliary) && (next == nullptr || next->tag == Tag::comma ||
        next->forms != 0)) item.tag = Tag::adverb;
    return;
  }
  if ((c & wc_conditional) != 0 && next != nullptr && (strong_object(next) || next->fold == k_.that) && (prev == nullptr ||
      prev->tag == Tag::comma)) {
    item.tag = Tag::subordinator;
    return;
  }
  if ((c & wc_negation) != 0 && (c & wc_determiner) != 0 && prev != nullptr && prev->tag == Tag::auxiliary && next != nullptr &&
      (next->forms & vf_participle) != 0 &&
      item.fold != k_.no)
    return void(item.tag = Tag::negation);   // "was neither insured nor guarded"
  if ((c & wc_negation) != 0 && (c & wc_determiner) != 0 && item.fold != k_.no && prev != nullptr && nominal_or_pronoun(prev->tag) &&
      next != nullptr && next->tag == Tag::open && (next->forms & vf_past) != 0 && !is(*next, wc_noun | wc_adjective))
    return void(item.tag = Tag::negation);   // "the sides neither met nor spoke"
  if ((c & wc_determiner) != 0) {
    const bool determines = maybe_noun(next) || starts_noun_group(next) || (next != nullptr && next->forms != 0 && next->tag == Tag::open);
    item.tag = determines || (c & wc_pronoun) == 0 ? Tag::determiner : Tag::pronoun;
    if (item.fold == k_.those && modified_pronoun(i)) item.tag = Tag::pronoun;   // "those living nearby"
    if (item.tag == Tag::determiner && (c & wc_pronoun) != 0 && next != nullptr && next->tag == Tag::open &&
        !is(*next, wc_noun | wc_adjective) &&
        (next->forms & (vf_s | vf_past)) != 0 && (next->forms & vf_participle) == 0)
      item.tag = Tag::pronoun;   // "this shows"
    return;
  }
  if ((c & wc_quantifier) != 0 && !(c & wc_noun)) {
    // "has more than doubled"
    const Item* compared = at(i + 2);
    if (next != nullptr && next->fold == k_.than && compared != nullptr && compared->tag == Tag::open && (compared->forms & vf_past) != 0 &&
        (compared->forms & vf_base) == 0) {
      item.tag = Tag::adverb;
      items_[i + 1].tag = Tag::adverb;
      items_[i + 1].fold = no_fold;
      return;
    }
    if (maybe_noun(next)) item.tag = (c & wc_adverb) != 0 && next->tag != Tag::noun && is(*next, wc_adjective) &&
        !is(*next, wc_noun) ? Tag::adverb : Tag::determiner;
    else item.tag = (c & wc_adverb) != 0 && (next == nullptr || next->fold != k_.of) ? Tag::adverb : Tag::determiner;
    return;
  }
  if ((c & wc_pronoun) != 0 && (c & wc_noun) == 0 && item.forms == 0) {
    item.tag = Tag::pronoun;
    return;
  }
  if ((c & wc_number_word) != 0) return void(item.tag = Tag::number);
  if ((c & wc_negation) != 0) return void(item.tag = Tag::negation);
  if ((c & (wc_preposition | wc_particle)) != 0) return preposition(i);
  if ((item.facts->flags & pf_adverb) != 0 && (prev == nullptr || (prev->tag != Tag::determiner && prev->tag != Tag::possessive &&
      prev->tag != Tag::to)))
    return void(item.tag = Tag::adverb);
  content_word(i, prev, next);
}

void Settler::content_word(std::size_t i, const Item* prev, const Item* next) {
  Item& item = items_[i];
  const std::uint32_t c = item.classes;
  if (item.forms != 0) return verb_or_not(i, prev, next);
  if ((c & wc_adverb) != 0 && (c & wc_noun) == 0) {
    const bool before_noun = (c & wc_adjective) != 0 && maybe_noun(next) && (prev == nullptr || prev->tag != Tag::auxiliary);
    item.tag = before_noun ? Tag::adjective : Tag::adverb;
    return;
  }
  if ((c & wc_adjective) != 0 && prev != nullptr && prev->tag == Tag::auxiliary && is(*prev, wc_have) && next != nullptr &&
      next->tag == Tag::open && (next->forms & vf_participle) != 0 && (next->forms & vf_base) == 0 && !maybe_noun(at(i + 2)))
    return void(item.tag = Tag::adverb);   // "have long suspected"
  if ((c & wc_adjective) != 0) {
    const bool noun = (c & wc_noun) != 0 && (!maybe_noun(next) || verb_behind_subject(i));
    item.tag = noun ? Tag::noun : Tag::adjective;
    return;
  }
  set_noun(item);
}

void Settler::preposition(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = before(i);
  const Item* next = at(i + 1);
  const std::uint32_t c = item.classes;
  item.tag = (c & wc_preposition) == 0 ? ((c & wc_adverb) != 0 && (prev == nullptr ||
      prev->tag != Tag::verb) ? Tag::adverb : Tag::particle) : Tag::preposition;
  if ((item.forms & vf_ing) != 0 && prev != nullptr && prev->tag == Tag::auxiliary && is(*prev, wc_be)) set_verb(item, Form::ing, false);
  if (prev != nullptr && (prev->tag == Tag::determiner || prev->tag == Tag::possessive) && (c & (wc_adjective | wc_noun)) != 0)
    item.tag = maybe_noun(next) || (c & wc_noun) == 0 ? Tag::adjective : Tag::noun;
  if ((item.forms & vf_base) != 0 && (c & wc_particle) == 0 && prev != nullptr && (prev->tag == Tag::to ||
      prev->tag == Tag::modal)) set_verb(item, Form::base, false);
}

void Settler::that(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = i > 0 ? &items_[i - 1] : nullptr;
  const Item* next = at(i + 1);
  const Item* next_verb = at(skip_adverbs(i + 1));
  const bool verb_next = next_verb != nullptr && (next_verb->tag == Tag::modal || next_verb->tag == Tag::auxiliary ||
                                                  (next_verb->tag == Tag::open && next_verb->forms != 0 &&
                                                      !is(*next_verb, wc_noun | wc_adjective)));
  const bool behind_noun = prev != nullptr && (nominal_or_pronoun(prev->tag) || prev->tag == Tag::bracket_close);
  const bool behind_verb = prev != nullptr && (prev->tag == Tag::verb || prev->tag == Tag::coordinator || prev->tag == Tag::comma ||
                                               prev->tag == Tag::auxiliary || prev->tag == Tag::adverb || prev->tag == Tag::adjective);
  // "told Reuters that power cuts ...": the noun is whom it was told
  for (std::size_t back = 1; behind_noun && !verb_next && back <= 4 && back <= i; ++back) {
    const Item& told = items_[i - back];
    if (told.tag == Tag::comma || told.tag == Tag::preposition) break;
    if (told.tag != Tag::verb) continue;
    if ((t_.flag(told.lemma) & pf_that) == 0 || (t_.flag(told.lemma) & pf_ditransitive) == 0) break;
    item.tag = Tag::subordinator;
    return;
  }
  if (behind_noun) {
    item.tag = verb_next ? Tag::relative : Tag::subordinator;
    const bool finite_next = next != nullptr && next->tag == Tag::open && (next->forms & (vf_s | vf_past)) != 0 && !next->evidence;
    if (!verb_next && next != nullptr && next->forms != 0 && !starts_noun_group(next) && (!next->plural ||
        finite_next)) item.tag = Tag::relative;
    return;
  }
  if (behind_verb && !verb_next) {
    const bool clause = prev->tag != Tag::coordinator && prev->tag != Tag::comma ? true : top().report || starts_noun_group(next);
    item.tag = clause ? Tag::subordinator : Tag::determiner;
    if (prev->tag == Tag::verb && (t_.flag(prev->lemma) & pf_that) == 0 && maybe_noun(next) &&
        !starts_noun_group(next)) item.tag = Tag::determiner;
    return;
  }
  item.tag = verb_next || next == nullptr || !maybe_noun(next) ? Tag::pronoun : Tag::determiner;
}

void Settler::relative(std::size_t i) {
  Item& item = items_[i];
  const Item* prev = i > 0 ? &items_[i - 1] : nullptr;
  item.tag = Tag::relative;
  if (item.fold == k_.when || item.fold == k_.where) {
    const bool behind_noun = prev != nullptr && (nominal(prev->tag) || (prev->tag == Tag::comma && item.fold == k_.where && i > 1 &&
        nominal(items_[i - 2].tag)));
    const bool place = item.fold == k_.where;
    if (!(behind_noun && (place || prev->tag == Tag::time))) item.tag = Tag::subordinator;
  }
}

void settle(const PhraseTables::Tables& tables, const Sentence& sentence, std::span<Item> items) {
  Settler(tables, sentence, items).run();
}

}  // namespace sluice::phrase
