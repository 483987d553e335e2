// Nouns, adjectives and verb forms that look alike, by what stands before them.
#include "phrase/settler.hpp"

namespace sluice::phrase {

void Settler::verb_or_not(std::size_t i, const Item* prev, const Item* next) {
  Item& item = items_[i];
  const std::uint32_t c = item.classes;
  const std::uint8_t f = item.forms;
  const bool noun = (c & wc_noun) != 0;
  const bool adjective = (c & wc_adjective) != 0;
  const bool base = (f & vf_base) != 0, s = (f & vf_s) != 0, ing = (f & vf_ing) != 0;
  const bool past = (f & vf_past) != 0, participle = (f & vf_participle) != 0;
  if (item.capital && i > 0 && !sentence_.title_case && !noun && !at_clause_start(prev)) return void(item.tag = Tag::name);

  if (prev == nullptr) return at_start(item, i, next);
  if (nominal_or_pronoun(prev->tag) && completes_inversion(item, i, next)) return;
  switch (prev->tag) {
    case Tag::to:
    case Tag::modal:
      if (base) return set_verb(item, Form::base, false);
      break;
    case Tag::auxiliary: return behind_auxiliary(item, *prev, i, next);
    case Tag::pronoun: {
      const Item* before_pronoun = i >= 2 ? before(i - 1) : nullptr;
      const bool object = prev->fold != no_fold && ((before_pronoun != nullptr && before_pronoun->tag == Tag::verb && !top().report) ||
                                                    (before_pronoun != nullptr && before_pronoun->tag == Tag::preposition)) &&
                          (prev->fold == k_.it || (prev->classes & wc_pronoun) != 0) && !top().fresh;
      if (object && before_pronoun->tag == Tag::verb && (noun || adjective || ing || participle) && !(past && !participle)) break;
      if (object && before_pronoun->tag == Tag::verb && base &&
          is_bare_chain(before_pronoun->lemma)) return set_verb(item, Form::base, false);
      if (participle && prev->fold == k_.those && (item.evidence || verb_later(i))) return set_verb(item, Form::participle, false);
      if (past) return set_verb(item, Form::past, true);
      if (s) return set_verb(item, Form::present, true);
      if (base) return set_verb(item, Form::base, true);
      if (ing) return set_verb(item, Form::ing, false);
      return set_verb(item, Form::participle, false);
    }
    case Tag::relative:
      if (prev->fold == k_.whose) return inside_group(item, next);
      if (past) return set_verb(item, Form::past, true);
      if (s) return set_verb(item, Form::present, true);
      if (base && (!noun || !next_is_finite(i))) return set_verb(item, Form::base, true);
      break;
    case Tag::determiner:
    case Tag::possessive:
    case Tag::marker: return inside_group(item, next);
    case Tag::adjective:
      if (prev->symbol == sy_demonym && wants_finite() && (starts_noun_group(next) || (next != nullptr && next->tag == Tag::to)) &&
          (base || past)) break;
      return inside_group(item, next);
    case Tag::preposition: return behind_preposition(item, *prev, i, next);
    case Tag::value:
    case Tag::time: {
      // "a 694-million-tonne deposit", "the $50m deal"
      const Item* opener = i >= 2 ? &items_[i - 2] : nullptr;
      const bool determined = opener != nullptr && (opener->tag == Tag::determiner || opener->tag == Tag::possessive ||
          opener->tag == Tag::marker);
      const bool counted = prev->symbol == sy_quantity && !prev->hyphenated && (strong_object(next) || (next != nullptr &&
          next->tag == Tag::to));
      if ((noun || adjective) && (prev->hyphenated || (determined && !counted &&
          (f & (vf_s | vf_past)) == 0))) return inside_group(item, next);
      break;
    }
    case Tag::number:
      if (maybe_noun(next) || noun) return inside_group(item, next);
      break;
    case Tag::verb: return behind_verb(item, *prev, i, next);
    case Tag::coordinator: return behind_coordinator(item, i, next);
    case Tag::particle:
      if (base && !noun) break;
      if (noun || adjective || participle || ing) return inside_group_or_participle(item, next);
      break;
    default: break;
  }
  if (nominal_or_pronoun(prev->tag) || prev->tag == Tag::bracket_close) return behind_noun(item, *prev, i, next);
  return at_boundary(item, *prev, i, next);
}

void Settler::noun_or_adjective(Item& item, const Item* next) {
  const bool noun = is(item, wc_noun), adjective = is(item, wc_adjective);
  const auto i = static_cast<std::size_t>(&item - items_.data());
  if (adjective && noun && i > 0 && items_[i - 1].tag == Tag::noun) return void(item.tag = Tag::noun);   // "private equity firm Calloway"
  if (adjective && noun && maybe_noun(next) && verb_behind_subject(i)) return void(item.tag = Tag::noun);
  if (adjective && (maybe_noun(next) || !noun)) item.tag = Tag::adjective;
  else set_noun(item);
}

void Settler::inside_group(Item& item, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  if ((f & (vf_participle | vf_ing)) != 0 && (f & vf_base) == 0) {
    const bool verbal = next != nullptr && (next->tag == Tag::determiner || next->tag == Tag::possessive);
    if (maybe_noun(next) && !verbal) {
      item.tag = Tag::adjective;
      // "its mining unit": listed nouns stay nouns, so that they can be heads where the group ends here after all
      if (noun && (f & vf_ing) != 0) item.tag = Tag::noun;
      return;
    }
    item.tag = noun || (f & vf_ing) != 0 ? Tag::noun : Tag::adjective;
    return;
  }
  noun_or_adjective(item, next);
}

void Settler::inside_group_or_participle(Item& item, const Item* next) {
  if ((item.forms & vf_participle) != 0 && !maybe_noun(next)) return set_verb(item, Form::participle, false);
  inside_group(item, next);
}

void Settler::behind_auxiliary(Item& item, const Item& aux, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun);
  // inverted or with an adverb between, "has cut" and "has plans" part by form
  if (is(aux, wc_have) && (f & vf_participle) != 0) return set_verb(item, Form::participle, false);
  if (is(aux, wc_be)) {
    if ((f & vf_ing) != 0) return set_verb(item, Form::ing, false);
    if ((f & vf_participle) != 0) {
      const bool adjective_only = is(item, wc_adjective) && (maybe_noun(next) || (item.facts->flags & pf_chain) == 0) &&
                                  !(next != nullptr && next->fold == k_.by);
      const bool takes_noun = (t_.flag(lemma_for(item, Form::participle)) & (pf_naming | pf_ditransitive)) != 0;
      if (adjective_only && !takes_noun && maybe_noun(next) && !strong_object(next)) return void(item.tag = Tag::adjective);
      return set_verb(item, Form::participle, false);
    }
  }
  if (is(aux, wc_be) && is(item, wc_adjective) && !maybe_noun(next)) return void(item.tag = Tag::adjective);
  if (is(aux, wc_do) && (f & vf_base) != 0) return set_verb(item, Form::base, false);
  if (is(aux, wc_be) && (f & (vf_base | vf_s)) != 0 && i >= 2 && items_[i - 1].tag == Tag::negation &&
      !noun) return set_verb(item, Form::base, false);
  if (noun || is(item, wc_adjective)) return noun_or_adjective(item, next);
  if ((f & vf_base) != 0) return set_verb(item, Form::base, false);
  set_noun(item);
}

void Settler::behind_preposition(Item& item, const Item& preposition, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool listed = is(item, wc_noun | wc_adjective);
  if ((f & vf_ing) != 0 && (f & vf_base) == 0) {
    if (strong_object(next) || (next != nullptr && next->tag == Tag::open && is(*next, wc_pronoun)) ||
        !listed) return set_verb(item, Form::ing, false);
    // "running out of water", "barred from voting"
    const bool with_particle = next != nullptr && is(*next, wc_particle) && t_.phrasal(lemma_for(item, Form::ing), next->fold);
    if (with_particle || kept_from(preposition, i)) return set_verb(item, Form::ing, false);
    if (maybe_noun(next) && governs_gerund(preposition, i, next->plural)) return set_verb(item, Form::ing, false);
    if (maybe_noun(next)) return void(item.tag = is(item, wc_noun) ? Tag::noun : Tag::adjective);
    item.tag = is(item, wc_noun) ? Tag::noun : Tag::verb;
    if (item.tag == Tag::verb) set_verb(item, Form::ing, false);
    return;
  }
  if ((f & vf_participle) != 0 && (f & vf_base) == 0) {
    const bool noun = is(item, wc_noun);
    if (maybe_noun(next)) return void(item.tag = Tag::adjective);
    if (noun) return set_noun(item);
    return set_verb(item, Form::participle, false);
  }
  noun_or_adjective(item, next);
}

void Settler::behind_verb(Item& item, const Item& verb, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  if ((f & vf_ing) != 0 && (f & vf_base) == 0) {
    if (is_ing_chain(verb.lemma) && (strong_object(next) || !noun || !maybe_noun(next))) return set_verb(item, Form::ing, false);
    if (strong_object(next) && !noun) return set_verb(item, Form::ing, false);
    if (maybe_noun(next)) return void(item.tag = noun ? Tag::noun : Tag::adjective);
    if (noun) return set_noun(item);
    return set_verb(item, Form::ing, false);
  }
  // "looks set to"
  if ((f & vf_participle) != 0 && (t_.flag(verb.lemma) & pf_linking) != 0 && next != nullptr &&
      next->tag == Tag::to) return set_verb(item, Form::participle, false);
  if ((f & (vf_past | vf_participle)) != 0 && (f & vf_base) == 0) {
    if (maybe_noun(next) && !strong_object(next)) return void(item.tag = Tag::adjective);
    if ((f & vf_participle) == 0 || ((f & vf_past) != 0 && top().finite && stack_outer_pending())) return set_verb(item, Form::past, true);
    if (is(item, wc_noun) && verb.finite && !(next != nullptr && next->fold == k_.by)) return set_noun(item);
    return set_verb(item, Form::participle, false);
  }
  if ((f & vf_base) != 0 && is_bare_chain(verb.lemma) && (!noun || strong_object(next))) return set_verb(item, Form::base, false);
  if (noun || is(item, wc_adjective)) return noun_or_adjective(item, next);
  (void)i;
  set_verb(item, (f & vf_base) != 0 ? Form::base : Form::present, (f & vf_base) == 0);
}

void Settler::behind_coordinator(Item& item, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  const Item* member = i >= 2 ? &items_[i - 2] : nullptr;   // before the coordinator
  if (member != nullptr && member->tag == Tag::comma && i >= 3) member = &items_[i - 3];
  const bool object = strong_object(next) || (next != nullptr && next->tag == Tag::open && is(*next, wc_pronoun)) || modified_noun(i + 1);
  if ((f & (vf_past | vf_participle)) != 0 && (f & vf_base) == 0) {
    if (member != nullptr && member->tag == Tag::adjective && maybe_noun(next)) return void(item.tag = Tag::adjective);
    if ((f & vf_past) == 0) return set_verb(item, Form::participle, false);
    if ((f & vf_participle) == 0) return set_verb(item, Form::past, true);
    const bool parallel = top().participle_last && !object;
    if (parallel) return set_verb(item, Form::participle, false);
    if (top().finite || top().subject) return set_verb(item, Form::past, true);
    if (maybe_noun(next) && !object) return void(item.tag = Tag::adjective);
    return set_verb(item, Form::participle, false);
  }
  if ((f & vf_ing) != 0 && (f & vf_base) == 0) {
    if (top().ing_last && (object || !noun || maybe_noun(next))) return set_verb(item, Form::ing, false);
    if (object || (!noun && !maybe_noun(next))) return set_verb(item, Form::ing, false);
    return void(item.tag = noun || !maybe_noun(next) ? Tag::noun : Tag::adjective);
  }
  if ((f & vf_base) != 0 && top().base_last && (object || !noun || (member != nullptr &&
      member->tag == Tag::verb))) return set_verb(item, Form::base, false);
  const bool with_particle = next != nullptr && is(*next, wc_particle) && t_.phrasal(lemma_for(item, Form::past), next->fold);
  if ((f & vf_base) != 0 && (f & vf_past) != 0 && top().finite && (object || with_particle)) return set_verb(item, Form::past, true);
  if ((f & vf_s) != 0 && top().finite && (object || !noun || (next != nullptr && next->tag == Tag::to)) && (top().present_last || !noun))
    return set_verb(item, Form::present, true);
  if ((f & vf_base) != 0 && top().finite && object && !item.evidence) return set_verb(item, Form::base, !top().base_last);
  if (noun || is(item, wc_adjective)) return noun_or_adjective(item, next);
  set_verb(item, (f & vf_base) != 0 ? Form::base : Form::present, true);
}

void Settler::behind_noun(Item& item, const Item& prev, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  const bool adjective = is(item, wc_adjective);
  const bool wants = wants_finite();
  const bool object = strong_object(next);
  const std::uint32_t flags = t_.flag(lemma_for(item, Form::past));
  if ((f & vf_past) != 0 && (f & vf_participle) == 0 && !(noun && item.evidence)) return set_verb(item, Form::past, true);
  if ((f & vf_participle) != 0 && (f & (vf_past | vf_base)) == 0) return participle_behind_noun(item, next);
  if ((f & vf_past) != 0 && (f & vf_base) == 0) {
    if (adjective && maybe_noun(next) && !object && !wants) return void(item.tag = Tag::adjective);
    if (!wants) {
      const bool say = (flags & pf_say) != 0 && top().after_comma;
      const bool ends = next == nullptr || next->tag == Tag::stop || next->tag == Tag::comma || next->tag == Tag::quote_open ||
          next->tag == Tag::time || next->fold == k_.that || (is(*next, wc_preposition) && at(i + 2) != nullptr && at(i + 2)->tag == Tag::time);
      // ", ministers agreed on Thursday"
      const bool thought = (flags & pf_that) != 0 && top().after_comma && ends && next != nullptr && closes(i + 1) && i >= 2 &&
          items_[i - 2].tag == Tag::comma && (prev.plural || prev.tag == Tag::name);
      const bool said = lemma_for(item, Form::past) == k_.say && (top().after_comma || ends);
      const bool coordinated = top().weak_fresh && (object || (flags & pf_transitive) == 0) && !(next != nullptr && next->fold == k_.by);
      const bool told = say && (flags & pf_ditransitive) != 0 && (object || maybe_noun(next) || starts_noun_group(next));
      if ((say && (ends || closes(i + 1))) || thought || said || told || coordinated) return set_verb(item, Form::past, true);
      return set_verb(item, Form::participle, false);
    }
    // "Rail strikes called off": a headline tells what was done, and what was done to something, without its auxiliary
    const bool bare = next == nullptr || next->tag == Tag::stop || (next->tag == Tag::open && is(*next, wc_preposition | wc_particle));
    if (sentence_.headline && !object && bare && (flags & pf_transitive) != 0) return set_verb(item, Form::participle, false);
    const bool contact = prev.tag == Tag::name && i >= 2 && items_[i - 2].tag == Tag::noun && next_is_finite(i);
    // "the claim that exports doubled is false": each clause has its verb
    const bool own_clause = depth_ > 0 && !top().relative && !top().finite && top().subject && stack_outer_pending();
    if (((top().gap || own_clause) && !top().finite && !(next != nullptr && next->fold == k_.by)) ||
        contact) return set_verb(item, Form::past, true);
    const bool by = next != nullptr && next->fold == k_.by;
    const Item* by_what = by ? at(i + 2) : nullptr;
    const bool agent = by_what != nullptr && by_what->tag != Tag::value && by_what->tag != Tag::time && by_what->tag != Tag::number;
    if (agent && (by_what->forms & vf_ing) == 0) return set_verb(item, Form::participle, false);
    if ((flags & pf_that) != 0 && (flags & pf_say) != 0) return set_verb(item, Form::past, true);
    if (item.evidence && !((flags & pf_that) != 0 && starts_noun_group(next))) return set_verb(item, Form::participle, false);
    if (object || (next != nullptr && (next->fold == k_.that || next->tag == Tag::to))) return set_verb(item, Form::past, true);
    if (by && agent) return set_verb(item, Form::participle, false);
    if ((flags & pf_transitive) != 0 && !maybe_noun(next) && verb_later(i)) return set_verb(item, Form::participle, false);
    return set_verb(item, Form::past, true);
  }
  if ((f & vf_ing) != 0 && (f & vf_base) == 0) {
    if (object && !(noun && prev.tag == Tag::noun && !prev.plural && next->tag == Tag::noun)) return set_verb(item, Form::ing, false);
    // "people living near the plant"
    const bool place_behind = next != nullptr && next->tag == Tag::open && is(*next, wc_preposition) && next->fold != k_.of;
    if (noun && !(prev.tag == Tag::noun && prev.plural && place_behind)) return set_noun(item);
    if (maybe_noun(next) && !prev.plural) return void(item.tag = adjective ? Tag::adjective : Tag::verb), item.tag == Tag::verb
        ? set_verb(item, Form::ing, false) : void();
    return set_verb(item, Form::ing, false);
  }
  // base and -s forms
  if (!noun && !adjective) {
    if ((f & vf_past) != 0 && !prev.plural) return set_verb(item, Form::past, true);
    return set_verb(item, (f & vf_s) != 0 ? Form::present : Form::base, true);
  }
  if (adjective && !noun && !wants) return void(item.tag = Tag::adjective);
  const bool strong_next = object || modified_noun(i + 1) || (next != nullptr && (next->tag == Tag::to || next->fold == k_.that ||
      (next->tag == Tag::open && is(*next, wc_pronoun))));
  if (!wants) {
    if (top().weak_fresh && strong_next && (f & (vf_s | vf_past)) != 0 &&
        !item.evidence) return set_verb(item, (f & vf_s) != 0 ? Form::present : Form::past, true);
    return noun_or_adjective(item, next);
  }
  if (item.evidence || next_is_finite(i)) return noun_or_adjective(item, next);
  if (const Item* verb = at(skip_adverbs(i + 1)); verb != nullptr && verb->tag == Tag::open && (verb->forms & vf_base) != 0 &&
      item.plural && !is(*verb, wc_noun | wc_adjective | wc_preposition))
    return noun_or_adjective(item, next);   // "mining firms warn"
  const bool with_particle = next != nullptr && is(*next, wc_particle) && t_.phrasal(lemma_for(item, Form::past), next->fold);
  // cut, set, put
  if ((f & vf_past) != 0 && (strong_next || !noun || with_particle || (!verb_later(i) &&
      !weak_later(i)))) return set_verb(item, Form::past, true);
  if ((f & vf_s) != 0) {
    if (next != nullptr && next->tag == Tag::comma && prev.tag == Tag::noun && finite_anywhere(i)) return noun_or_adjective(item, next);
    if (next != nullptr && weak_finite(*next, i)) return noun_or_adjective(item, next);   // "Orovale shares closed"
    // "wheat exports from Ukraine fell": what wants an object has none
    if (noun && next != nullptr && next->tag == Tag::open && is(*next, wc_preposition) && weak_later(i) &&
        (t_.flag(lemma_for(item, Form::present)) & pf_transitive) != 0) return noun_or_adjective(item, next);
    if (strong_next || prev.tag == Tag::name || prev.symbol != no_symbol || sentence_.headline) return set_verb(item, Form::present, true);
    if (prev.tag == Tag::noun && prev.plural) return noun_or_adjective(item, next);
    return set_verb(item, Form::present, true);
  }
  const bool counted = prev.tag == Tag::value;
  const bool plural_subject = prev.plural || coordinated_before(i) || pending_plural();
  const bool titled = next != nullptr && next->tag == Tag::name && weak_later(i);   // "homewares chain Hollin lowered"
  // "some 600 people work at the plant": no other verb is to come
  const bool only_verb = counted && prev.symbol == sy_quantity && !prev.hyphenated && !top().finite && next != nullptr &&
      is(*next, wc_preposition) && !verb_later(i) && !weak_later(i);
  if (only_verb) return set_verb(item, Form::base, true);
  if (titled || (counted && !strong_next)) return noun_or_adjective(item, next);
  if (plural_subject && !verb_later(i) && !weak_later(i)) return set_verb(item, Form::base, true);
  if (plural_subject && (strong_next || !maybe_noun(next)) && !(next != nullptr &&
      weak_finite(*next, i))) return set_verb(item, Form::base, true);
  if ((f & vf_past) != 0 && sentence_.headline) return set_verb(item, Form::past, true);
  noun_or_adjective(item, next);
}

void Settler::participle_behind_noun(Item& item, const Item* next) {
  if (is(item, wc_noun) && !(next != nullptr && next->fold == k_.by)) return set_noun(item);
  set_verb(item, Form::participle, false);
}

void Settler::at_start(Item& item, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  if ((f & vf_base) == 0 && (f & (vf_ing | vf_participle)) != 0) {
    const bool object = strong_object(next);
    if (maybe_noun(next) && !object && (next->tag != Tag::name)) {
      const bool listed = noun || is(item, wc_adjective);
      return void(item.tag = noun && (f & vf_ing) != 0 ? Tag::noun : (f & vf_ing) != 0 && !listed &&
          comma_first(i) ? Tag::verb : Tag::adjective),
             item.tag == Tag::verb ? set_verb(item, Form::ing, false) : void();
    }
    if (noun && !object) return set_noun(item);
    return set_verb(item, (f & vf_ing) != 0 ? Form::ing : Form::participle, false);
  }
  if ((f & vf_past) != 0 && (f & vf_base) == 0) return set_verb(item, Form::past, true);
  if (noun || is(item, wc_adjective)) return noun_or_adjective(item, next);
  if (item.capital && !base_like(f)) return void(item.tag = Tag::name);
  set_verb(item, (f & vf_base) != 0 ? Form::base : Form::present, true);
}

void Settler::at_boundary(Item& item, const Item& prev, std::size_t i, const Item* next) {
  const std::uint8_t f = item.forms;
  const bool noun = is(item, wc_noun) || item.plural;
  const bool object = strong_object(next);
  const bool comma = prev.tag == Tag::comma;
  const std::uint32_t flags = t_.flag(lemma_for(item, Form::past));
  if ((f & (vf_past | vf_participle)) != 0 && (f & vf_base) == 0) {
    if ((f & vf_participle) == 0) return set_verb(item, Form::past, true);
    const bool say = (flags & pf_say) != 0 && (f & vf_past) != 0;
    const bool inverted = say && next != nullptr && (object || maybe_noun(next) || starts_noun_group(next));
    if ((comma || prev.tag == Tag::quote_close || prev.tag == Tag::dash) && inverted) return set_verb(item, Form::past, true);
    if (prev.tag == Tag::subordinator) {
      if (maybe_noun(next) && !object) return void(item.tag = Tag::adjective);
      return set_verb(item, Form::participle, false);
    }
    if (comma && (f & vf_past) != 0) {
      ClauseState& state = top();
      const bool pending = pending_subject();
      if (pending && state.commas >= 2 && !item.evidence) return set_verb(item, Form::past, true);
      if (pending && state.commas >= 2 && object) return set_verb(item, Form::past, true);
      if (!pending && state.finite && object) return set_verb(item, Form::past, true);
      if (pending && object) {
        const bool later = item.evidence || verb_later(i) || finite_behind_comma(i);
        return set_verb(item, later ? Form::participle : Form::past, !later);
      }
    }
    if (maybe_noun(next) && !object && !pending_subject()) return void(item.tag = Tag::adjective);
    return set_verb(item, Form::participle, false);
  }
  if ((f & vf_ing) != 0 && (f & vf_base) == 0) {
    if (object || prev.tag == Tag::subordinator) return set_verb(item, Form::ing, false);
    if (comma && top().finite && maybe_noun(next)) return set_verb(item, Form::ing, false);   // ", raising hopes"
    if (noun) return set_noun(item);
    if (maybe_noun(next) && is(item, wc_adjective)) return void(item.tag = Tag::adjective);
    return set_verb(item, Form::ing, false);
  }
  if (comma && (f & vf_participle) != 0 && next != nullptr && next->fold == k_.by) return set_verb(item, Form::participle, false);
  if (comma || prev.tag == Tag::bracket_close || prev.tag == Tag::quote_close || prev.tag == Tag::dash) {
    const bool say = (t_.flag(lemma_for(item, Form::base)) & pf_say) != 0;
    if (prev.tag == Tag::quote_close && say && (f & vf_s) != 0) return set_verb(item, Form::present, true);
    if (comma && say && (f & vf_s) != 0 && top().finite && (object || maybe_noun(next)) && !pending_subject() && !item.evidence)
      return set_verb(item, Form::present, true);
    if (comma && pending_subject() && !item.evidence && !next_is_finite(i)) {
      const bool strong_next = object || (next != nullptr && (next->tag == Tag::to || next->fold == k_.that ||
          next->tag == Tag::preposition));
      if (!noun || strong_next || (top().commas >= 2 && !verb_later(i) && !weak_later(i))) {
        if ((f & vf_s) != 0) return set_verb(item, Form::present, true);
        if ((f & vf_past) != 0) return set_verb(item, Form::past, true);
        return set_verb(item, Form::base, true);
      }
    }
    if (comma && top().base_last && (f & vf_base) != 0 && (object || !noun)) return set_verb(item, Form::base, false);
    if (comma && top().finite && object && (f & (vf_s | vf_past)) != 0 &&
        !item.evidence) return set_verb(item, (f & vf_s) != 0 ? Form::present : Form::past, true);
  }
  if (noun || is(item, wc_adjective)) return noun_or_adjective(item, next);
  set_verb(item, (f & vf_base) != 0 ? Form::base : (f & vf_s) != 0 ? Form::present : Form::past, true);
}

}  // namespace sluice::phrase
