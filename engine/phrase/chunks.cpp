#include "phrase/chunks.hpp"

#include <algorithm>

namespace sluice::phrase {

namespace {

class ChunkMaker {
 public:
  ChunkMaker(const Reader& reader, std::vector<Chunk>& chunks) : r_(reader), items_(reader.items), out_(chunks) {}

  void run() {
    out_.clear();
    for (std::size_t i = 0; i < items_.size();) i = one(i);
    match_pairs();
    look_ahead();
  }

 private:
  const Reader& r_;
  std::span<const Item> items_;
  std::vector<Chunk>& out_;
  std::size_t lead_ = no_item;     ///< auxiliary that waits for the rest of its group behind the subject
  std::size_t lead_end_ = 0;       ///< where that rest begins

  void add(Chunk::Kind kind, std::uint32_t begin, std::uint32_t end, std::uint32_t ref, FoldId fold) {
    Chunk& chunk = out_.emplace_back();
    chunk.kind = kind;
    chunk.begin = begin;
    chunk.end = end;
    chunk.ref = ref;
    chunk.fold = fold;
  }

  std::size_t one(std::size_t i) {
    const Item& item = items_[i];
    std::uint32_t group = none;
    if (item.tag == Tag::time && item.end - item.begin == 1 && (item.classes & wc_adverb) != 0 &&
        (item.classes & (wc_noun | wc_time_noun)) == 0) {
      add(Chunk::adverb, item.begin, item.end, none, item.fold);
      out_.back().time = true;
      return i + 1;
    }
    switch (item.tag) {
      case Tag::noun: case Tag::name: case Tag::value: case Tag::time: case Tag::number: case Tag::determiner: case Tag::possessive:
      case Tag::pronoun: case Tag::adjective: {
        const std::size_t behind = read_noun_group(r_, i, group);
        if (behind != i) {
          const NounPhrase& noun = r_.out.nouns[group];
          add(Chunk::noun, noun.begin, noun.end, group, r_.word(noun.head).fold);
          for (std::size_t n = behind; n-- > i;) {
            if (items_[n].word != noun.head) continue;
            out_.back().symbol = items_[n].symbol;
            out_.back().time = items_[n].tag == Tag::time;
            break;
          }
          return behind;
        }
        add(item.tag == Tag::adjective ? Chunk::adjective : Chunk::other, item.begin, item.end, none, item.fold);
        return i + 1;
      }
      case Tag::verb: case Tag::auxiliary: case Tag::modal: return verb(i);
      case Tag::to: return verb(i);
      case Tag::negation:
        if (verb_behind(i + 1)) return verb(i);
        add(Chunk::adverb, item.begin, item.end, none, item.fold);
        return i + 1;
      case Tag::preposition:
        add(Chunk::preposition, item.begin, item.end, none, item.fold);
        out_.back().may_subordinate = (item.classes & wc_subordinator) != 0;
        return i + 1;
      default: break;
    }
    Chunk::Kind kind = Chunk::other;
    switch (item.tag) {
      case Tag::comma: kind = Chunk::comma; break;
      case Tag::coordinator: kind = Chunk::coordinator; break;
      case Tag::subordinator: kind = Chunk::subordinator; break;
      case Tag::relative: kind = Chunk::relative; break;
      case Tag::adverb: kind = Chunk::adverb; break;
      case Tag::particle: kind = Chunk::particle; break;
      case Tag::quote_open: kind = Chunk::quote_open; break;
      case Tag::quote_close: kind = Chunk::quote_close; break;
      case Tag::bracket_open: kind = Chunk::bracket_open; break;
      case Tag::bracket_close: kind = Chunk::bracket_close; break;
      case Tag::dash: kind = Chunk::dash; break;
      case Tag::colon: kind = Chunk::colon; break;
      case Tag::semicolon: kind = Chunk::semicolon; break;
      case Tag::stop: kind = Chunk::stop; break;
      default: break;
    }
    add(kind, item.begin, item.end, none, item.fold);
    out_.back().conditional = kind == Chunk::subordinator && (item.classes & wc_conditional) != 0;
    return i + 1;
  }

  /// Only adverbs stand between item `i` and a verb.
  bool verb_behind(std::size_t i) const {
    for (int steps = 0; steps < 3 && i < items_.size() && (items_[i].tag == Tag::adverb || items_[i].tag == Tag::negation); ++steps) ++i;
    return i < items_.size() && (items_[i].tag == Tag::to || items_[i].tag == Tag::verb || items_[i].tag == Tag::auxiliary ||
        items_[i].tag == Tag::modal);
  }

  /// The rest of a verb group whose first auxiliary stands at `i` before the subject: "has the minister read". no_item where there is none.
  std::size_t behind_subject(std::size_t i) const {
    while (i < items_.size() && (items_[i].tag == Tag::adverb || items_[i].tag == Tag::negation)) ++i;
    if (i >= items_.size() || (items_[i].tag != Tag::auxiliary && items_[i].tag != Tag::modal)) return no_item;
    const Item& lead = items_[i];
    std::size_t n = i + 1;
    bool subject = false;
    for (; n < items_.size() && n < i + 10; ++n) {
      const Tag t = items_[n].tag;
      const bool part = nominal_or_pronoun(t) || t == Tag::determiner || t == Tag::possessive || t == Tag::adjective || t == Tag::marker;
      if (part) subject = true;
      else if (t != Tag::adverb && !(t == Tag::preposition && subject && items_[n].fold == r_.tables.known.of)) break;
    }
    if (!subject || n >= items_.size() || !out_has_no_subject()) return no_item;
    const Item& verb = items_[n];
    const bool be = (lead.classes & wc_be) != 0, have = (lead.classes & wc_have) != 0 && !be;
    if (verb.tag == Tag::auxiliary) {
      const bool fits = have ? verb.fold == r_.tables.known.been : !be && verb.form == Form::base;
      return fits ? n : no_item;
    }
    if (verb.tag != Tag::verb || verb.finite) return no_item;
    const bool fits = have ? verb.form == Form::participle : be ? verb.form == Form::participle || verb.form == Form::ing
                                                                : verb.form == Form::base;
    return fits ? n : no_item;
  }

  /// Nothing that could be the subject stands before the chunk to come: only adverbs, question words and fronted phrases.
  bool out_has_no_subject() const {
    for (std::size_t c = out_.size(); c-- > 0;) {
      switch (out_[c].kind) {
        case Chunk::adverb: case Chunk::relative: case Chunk::subordinator: case Chunk::preposition: continue;
        case Chunk::quote_open: case Chunk::stop: case Chunk::colon: case Chunk::semicolon: return true;
        case Chunk::noun:
          if (c > 0 && out_[c - 1].kind == Chunk::preposition) continue;
          return false;
        default: return false;
      }
    }
    return true;
  }

  std::size_t verb(std::size_t i) {
    std::uint32_t group = none;
    std::size_t lead = no_item;
    if (lead_ != no_item && i == lead_end_) {
      lead = lead_;
      lead_ = no_item;
    } else if (const std::size_t rest = behind_subject(i); rest != no_item) {
      lead_ = i;
      lead_end_ = rest;
      std::size_t behind = i;
      while (items_[behind].tag == Tag::adverb || items_[behind].tag == Tag::negation) ++behind;
      add(Chunk::other, items_[i].begin, items_[behind].end, none, no_fold);
      return behind + 1;
    }
    const std::size_t behind = read_verb_group(r_, i, lead, group);
    if (group == none) {
      add(Chunk::other, items_[i].begin, items_[i].end, none, items_[i].fold);
      return i + 1;
    }
    add(Chunk::verb, r_.out.verbs[group].begin, r_.out.verbs[group].end, group, no_fold);
    return std::max(behind, i + 1);
  }

  /// Opening brackets and quotes find their closing ones; those without one are no marks at all.
  void match_pairs() {
    std::uint32_t bracket = none, quote = none;
    bool finite = false;
    for (std::uint32_t c = 0; c < out_.size(); ++c) {
      Chunk& chunk = out_[c];
      switch (chunk.kind) {
        case Chunk::bracket_open: bracket = c; break;
        case Chunk::bracket_close:
          if (bracket != none) out_[bracket].match = c, chunk.match = bracket;
          bracket = none;
          break;
        case Chunk::quote_open:
          quote = c;
          finite = false;
          break;
        case Chunk::quote_close:
          // Quoted words without a verb of their own belong to the sentence around them.
          if (quote != none && finite) out_[quote].match = c, chunk.match = quote;
          quote = none;
          break;
        case Chunk::verb: finite = finite || r_.out.verbs[chunk.ref].finite; break;
        default: break;
      }
    }
    for (Chunk& chunk : out_)
      if (chunk.match == none && (chunk.kind == Chunk::bracket_open || chunk.kind == Chunk::bracket_close ||
          chunk.kind == Chunk::quote_open ||
                                  chunk.kind == Chunk::quote_close))
        chunk.kind = Chunk::adverb;
  }

  const Chunk* at(std::size_t i) const { return i < out_.size() ? &out_[i] : nullptr; }
  bool is_noun(std::size_t i) const { return i < out_.size() && out_[i].kind == Chunk::noun; }
  bool bare_time(std::size_t i) const { return is_noun(i) && out_[i].time; }

  /// Two backward passes in one: where a clause begins (its finite verb follows without a boundary), and which commas go on with a list.
  void look_ahead() {
    for (std::size_t i = out_.size(); i-- > 0;) {
      Chunk& chunk = out_[i];
      const Chunk* next = at(i + 1);
      const bool behind = next != nullptr && next->clause_follows;
      switch (chunk.kind) {
        case Chunk::verb: chunk.clause_follows = r_.out.verbs[chunk.ref].finite || behind; break;
        case Chunk::noun:
          // two groups side by side are no subject, unless one is a time
          chunk.clause_follows = behind && !(next->kind == Chunk::noun && !bare_time(i) && !bare_time(i + 1)) ;
          break;
        case Chunk::preposition: chunk.clause_follows = behind && !chunk.may_subordinate && !(next != nullptr &&
            next->kind == Chunk::verb && r_.out.verbs[next->ref].finite); break;
        case Chunk::adverb: case Chunk::adjective: case Chunk::particle: case Chunk::bracket_close: chunk.clause_follows = behind; break;
        case Chunk::bracket_open: chunk.clause_follows = chunk.match != none && chunk.match + 1 < out_.size() &&
            out_[chunk.match + 1].clause_follows; break;
        case Chunk::coordinator: chunk.clause_follows = behind && next->kind != Chunk::verb; break;
        default: chunk.clause_follows = false; break;
      }
      if (chunk.kind == Chunk::comma) comma(i);
    }
  }

  void comma(std::size_t i) {
    std::size_t n = i + 1;
    if (!is_noun(n)) return;
    ++n;
    for (int steps = 0; steps < 3 && n + 1 < out_.size() && out_[n].kind == Chunk::preposition && is_noun(n + 1); ++steps) n += 2;
    if (n < out_.size() && out_[n].kind == Chunk::comma && n + 1 < out_.size() && out_[n + 1].kind == Chunk::coordinator) ++n;
    if (n >= out_.size()) return;
    Chunk& chunk = out_[i];
    if (out_[n].kind == Chunk::comma && out_[n].list) {
      chunk.list = true;
      chunk.list_end = out_[n].list_end;
      return;
    }
    if (out_[n].kind != Chunk::coordinator || !is_noun(n + 1)) return;
    std::size_t end = n + 2;
    for (int steps = 0; steps < 3 && end + 1 < out_.size() && out_[end].kind == Chunk::preposition && is_noun(end + 1); ++steps) end += 2;
    // "A, B bought C and D sold E": the group behind "and" is the subject of a clause, and so is no member
    chunk.list = true;
    chunk.list_end = static_cast<std::uint32_t>(end);
  }
};

}  // namespace

void make_chunks(const Reader& reader, std::vector<Chunk>& chunks) { ChunkMaker(reader, chunks).run(); }

}  // namespace sluice::phrase
