#include "pipeline/variants.hpp"

#include <algorithm>
#include <optional>

#include "match/frame_trace.hpp"


namespace sluice {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

enum class FirstLetter : std::uint8_t { kept, upper, lower };

/// A sentence put together from words and pieces of another, whose marked spans come along.
class Wording {
 public:
  explicit Wording(const Markup& from) : from_(from), used_(from.spans.size(), false) {}

  Wording& words(std::string_view text) {
    out_.text += text;
    return *this;
  }
  Wording& piece(Span span, FirstLetter first = FirstLetter::kept) {
    const auto shift = static_cast<std::uint32_t>(out_.text.size());
    for (std::size_t i = 0; i < from_.spans.size(); ++i) {
      MarkupSpan moved = from_.spans[i];
      if (!span.contains(moved.span)) continue;
      moved.span = {moved.span.begin - span.begin + shift, moved.span.end - span.begin + shift};
      out_.spans.push_back(std::move(moved));
      used_[i] = true;
    }
    out_.text += span.of(from_.text);
    if (shift < out_.text.size()) {
      char& c = out_.text[shift];
      if (first == FirstLetter::upper && is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
      if (first == FirstLetter::lower && is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
    }
    return *this;
  }
  Wording& marked(std::string_view text, const std::string& label) {
    MarkupSpan span;
    span.span.begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += text;
    span.span.end = static_cast<std::uint32_t>(out_.text.size());
    span.label = label;
    out_.spans.push_back(std::move(span));
    return *this;
  }
  /// Nothing where a marked span was left out or cut.
  [[nodiscard]] std::optional<Markup> done() {
    if (std::find(used_.begin(), used_.end(), false) != used_.end()) return std::nullopt;
    out_.text += '.';
    return std::move(out_);
  }

 private:
  const Markup& from_;
  std::vector<bool> used_;
  Markup out_;
};

class Varying {
 public:
  Varying(const VariantSource& source, const VerbForms& forms)
      : in_(source), forms_(forms), clause_(source.phrases.clauses[source.clause]), tables_(source.program.rules.tables()) {}

  std::vector<Variant> run() {
    if (!take_apart()) return {};
    passive();
    relative();
    infinitive();
    participle();
    nominal();
    coordinated_verbs();
    coordinated_subjects();
    return std::move(out_);
  }

 private:
  const VariantSource& in_;
  const VerbForms& forms_;
  const Clause& clause_;
  const RuleProgram::Tables& tables_;
  std::vector<Variant> out_;

  enum class Time : std::uint8_t { past, present, perfect, future };
  Span subject_, rest_;           // all before the verb, all behind it, without the final mark
  std::string tail_;              // of the verb: its particle
  std::optional<Span> object_;    // the part of rest_ that the passive moves
  Span behind_;                   // the rest behind the object
  Time time_ = Time::past;
  Span complement_;               // "chairman", where it stands right behind the object
  bool plural_ = false, person_ = false, keeps_capital_ = false, tight_ = false;

  Span bytes(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? Span{in_.analysis.token(begin).begin, in_.analysis.token(end - 1).end} : Span{};
  }
  std::string form(VerbFormBit bit) const { return std::string(forms_.form(clause_.predicate, bit)); }

  // ---- the plain active clause

  bool take_apart() {
    if (clause_.nominal || clause_.verb == none || clause_.subject == none || clause_.relation != ClauseRelation::main) return false;
    const VerbGroup& verb = in_.phrases.verbs[clause_.verb];
    const Sentence& sentence = in_.analysis.text.sentences[clause_.sentence];
    if (in_.analysis.text.sentences.size() != 1 || sentence.headline) return false;
    if (verb.voice != Voice::active || !verb.finite || verb.progressive || clause_.polarity != Polarity::positive) return false;
    std::uint32_t begin = verb.begin, end = sentence.end;
    while (begin > sentence.begin && in_.analysis.is(begin - 1, wc_adverb) && !in_.analysis.is(begin - 1, wc_noun)) --begin;   // "recently bought"
    while (end > verb.end && in_.analysis.token(end - 1).kind == TokenKind::punctuation) --end;
    if (begin != verb.begin || !tense(verb)) return false;
    // One clause and no commas: what they part could not be moved as one.
    for (std::uint32_t t = sentence.begin; t < end; ++t) {
      const std::string_view mark = in_.analysis.surface(t);
      if (mark == "," || mark == ";" || mark == ":" || mark == "\"") return false;
    }
    for (const VerbGroup& other : in_.phrases.verbs)
      if (&other != &verb) return false;
    const NounPhrase& subject = in_.phrases.nouns[clause_.subject];
    if (subject.begin != sentence.begin || subject.end > verb.begin || subject.kind == NounPhrase::pronoun) return false;
    subject_ = bytes(sentence.begin, verb.begin);
    rest_ = bytes(verb.end, end);
    if (verb.end > verb.head + 1) tail_ = ' ' + std::string(bytes(verb.head + 1, verb.end).of(in_.markup.text));
    std::uint32_t last = clause_.subject;
    while (in_.phrases.nouns[last].conjunct != none) last = in_.phrases.nouns[last].conjunct;
    tight_ = in_.phrases.nouns[last].end == verb.begin;
    if (in_.phrases.noun_at[verb.begin - 1] == none) return false;   // "Profit more than halved"
    plural_ = subject.plural || subject.conjunct != none;
    keeps_capital_ = is_name(sentence.begin);
    for (const Edge& e : in_.analysis.lattice.at(subject.start)) person_ |= e.symbol == sy_person && e.end == subject.end;
    find_object(verb, end);
    return true;
  }

  /// Whether the word that begins the sentence has its capital for another reason.
  bool is_name(std::uint32_t token) const {
    const Word& w = in_.analysis.word(token);
    if ((w.classes & (wc_determiner | wc_possessive | wc_quantifier | wc_number_word)) != 0) return false;
    if ((w.shape & (ws_acronym | ws_mixed)) != 0) return true;
    for (const Edge& e : in_.analysis.lattice.at(token))
      if (e.symbol <= sy_product) return true;
    return w.fold == no_fold;
  }

  /// "joined", "joins", "has joined", "will join"; adverbs among them are left to other tests.
  bool tense(const VerbGroup& verb) {
    const std::uint32_t before = verb.head - verb.begin;
    const VerbAnalysis* main = in_.analysis.words.verb(in_.analysis.word(verb.head), clause_.predicate);
    if (main == nullptr || before > 1) return false;
    if (before == 0) {
      if (verb.tense == Tense::past && (main->forms & vf_past) != 0) return time_ = Time::past, true;
      if (verb.tense == Tense::present && (main->forms & (vf_base | vf_s)) != 0) return time_ = Time::present, true;
      return false;
    }
    const std::string_view auxiliary = in_.analysis.words.folded(in_.analysis.token(verb.begin).word);
    if ((auxiliary == "has" || auxiliary == "have") && (main->forms & vf_participle) != 0) return time_ = Time::perfect, true;
    return auxiliary == "will" && (main->forms & vf_base) != 0 && (time_ = Time::future, true);
  }

  /// The object ends where the next phrase of the clause begins, and takes in all that the frame's object part takes.
  void find_object(const VerbGroup& verb, std::uint32_t sentence_end) {
    if (clause_.object == none || clause_.second_object != none) return;
    const NounPhrase& object = in_.phrases.nouns[clause_.object];
    if (object.begin != verb.end || object.kind == NounPhrase::pronoun) return;
    std::uint32_t least = object.end;
    for (const BindTrace& b : FrameTracer(tables_, in_.frame.rule).trace(in_.analysis, in_.phrases, in_.clause).binds)
      if (in_.frame.parts[b.part].kind == ast::FramePart::object)
        for (const Capture& c : b.captures) least = std::max(least, c.end);
    std::uint32_t end = sentence_end;
    for (std::uint32_t o = clause_.obliques; o != none; o = in_.phrases.obliques[o].next) {
      const Oblique& q = in_.phrases.obliques[o];
      std::uint32_t begin = q.begin;
      if (q.preposition != no_fold)
        while (begin > least && in_.analysis.fold(begin) != q.preposition) --begin;
      if (begin >= least) end = std::min(end, begin);
    }
    if (clause_.complement != none && in_.phrases.nouns[clause_.complement].begin >= least) {
      std::uint32_t begin = in_.phrases.nouns[clause_.complement].begin;
      const std::uint32_t behind = end;
      if (begin > least && in_.analysis.surface(begin - 1) == "as") --begin;
      if (begin < end) {
        end = begin;
        complement_ = bytes(begin, behind);
        if (behind < sentence_end) behind_ = bytes(behind, sentence_end);
      }
    }
    object_ = bytes(object.begin, end);
    if (complement_.empty()) behind_ = bytes(end, sentence_end);
  }

  // ---- pieces

  void add(VariantKind kind, Wording& sentence, bool planned = false) {
    if (std::optional<Markup> markup = sentence.done()) out_.push_back({kind, std::move(*markup), planned || time_ == Time::future});
  }
  Wording begin() const { return Wording(in_.markup); }
  FirstLetter inside() const { return keeps_capital_ ? FirstLetter::kept : FirstLetter::lower; }
  bool object_plural() const {
    const NounPhrase& object = in_.phrases.nouns[clause_.object];
    return object.plural || object.conjunct != none;
  }
  bool lacks(VerbLimits::Form form) const { return in_.program.verb_limits.lacks(clause_.predicate, clause_.particle, form); }
  /// Whether the frame itself asks how the clause says it.
  bool asks(std::string_view property) const {
    const RuleBody& body = tables_.bodies[in_.frame.rule];
    std::vector<std::uint32_t> open = body.where;
    while (!open.empty()) {
      const TestNode& test = tables_.test_nodes[open.back()];
      open.pop_back();
      if (test.name == property) return true;
      open.insert(open.end(), test.operands.begin(), test.operands.end());
    }
    return false;
  }
  Wording& rest(Wording& sentence) const { return rest_.empty() ? sentence : sentence.words(" ").piece(rest_); }

  // ---- the kinds

  /// "NATO was joined by Sweden in 2024."
  void passive() {
    const std::string participle = form(vf_participle);
    if (!object_ || participle.empty() || lacks(VerbLimits::passive) || asks("voice")) return;
    const bool many = object_plural();
    const char* be = time_ == Time::past ? (many ? "were" : "was") : time_ == Time::present ? (many ? "are" : "is")
                     : time_ == Time::perfect ? (many ? "have been" : "has been") : "will be";
    Wording s = begin();
    s.piece(*object_, FirstLetter::upper).words(" ").words(be).words(" ").words(participle).words(tail_);
    if (!complement_.empty()) s.words(" ").piece(complement_);
    s.words(" by ").piece(subject_, inside());
    if (!behind_.empty()) s.words(" ").piece(behind_);
    add(VariantKind::passive, s);
  }

  /// "Sweden, which joined NATO in 2024, drew attention."
  void relative() {
    if (!tight_) return;   // "a delegation from Toronto, which": either may be meant
    Wording s = begin();
    const VerbGroup& verb = in_.phrases.verbs[clause_.verb];
    s.piece(subject_).words(person_ ? ", who " : ", which ").piece(bytes(verb.begin, verb.end));
    rest(s).words(", drew attention");
    add(VariantKind::relative, s);
  }

  /// "Sweden is set to join NATO in 2024."
  void infinitive() {
    const std::string base = form(vf_base);
    if (base.empty() || lacks(VerbLimits::infinitive) || asks("tense") || asks("modality")) return;
    Wording s = begin();
    s.piece(subject_).words(plural_ ? " are set to " : " is set to ").words(base).words(tail_);
    rest(s);
    add(VariantKind::infinitive, s, true);
  }

  /// "Having joined NATO in 2024, Sweden drew attention."
  void participle() {
    const std::string participle = form(vf_participle);
    if (participle.empty() || time_ == Time::future || time_ == Time::present || lacks(VerbLimits::participle) || asks("tense")) return;
    Wording s = begin();
    s.words("Having ").words(participle).words(tail_);
    rest(s).words(", ").piece(subject_, inside()).words(" drew attention");
    add(VariantKind::participle, s);
  }

  /// "Sweden's accession to NATO in 2024 drew attention."
  void nominal() {
    const FrameKey* key = noun_key();
    if (key == nullptr || time_ == Time::future || !tight_ || asks("tense")) return;
    const std::string noun(in_.program.lexicon.text(key->lemma));
    Wording s = begin();
    s.piece(subject_).words(subject_.of(in_.markup.text).ends_with('s') && plural_ ? "' " : "'s ").words(noun);
    if (object_) {
      s.words(" ").words(key->particle == no_fold ? "of" : in_.program.lexicon.text(key->particle)).words(" ").piece(*object_);
      if (!complement_.empty()) s.words(complement_.of(in_.markup.text).starts_with("as ") ? " " : " as ").piece(complement_);
      if (!behind_.empty()) s.words(" ").piece(behind_);
    } else {
      if (key->particle != no_fold) return;
      rest(s);
    }
    s.words(" drew attention");
    add(VariantKind::nominal, s);
  }

  /// Of the frame's nouns the one that is made of the verb, by their common beginning; else the first.
  const FrameKey* noun_key() const {
    const FrameKey* best = nullptr;
    std::size_t longest = 0;
    const std::string_view verb = in_.program.lexicon.text(clause_.predicate);
    for (const FrameKey& k : tables_.frame_keys) {
      if (!k.nominal || &tables_.frames[k.frame] != &in_.frame) continue;
      const std::string_view noun = in_.program.lexicon.text(k.lemma);
      const auto common = static_cast<std::size_t>(
          std::mismatch(noun.begin(), noun.begin() + static_cast<std::ptrdiff_t>(std::min(noun.size(), verb.size())), verb.begin()).first - noun.begin());
      const bool fits = object_.has_value() == (k.particle != no_fold);
      const std::size_t rank = common * 2 + (fits ? 1 : 0);
      if (best == nullptr || rank > longest) {
        best = &k;
        longest = rank;
      }
    }
    return best;
  }

  /// "Sweden held a meeting and joined NATO in 2024."
  void coordinated_verbs() {
    if (time_ == Time::present || time_ == Time::future) return;
    Wording s = begin();
    const VerbGroup& verb = in_.phrases.verbs[clause_.verb];
    s.piece(subject_).words(time_ == Time::perfect ? (plural_ ? " have held a meeting and " : " has held a meeting and ") : " held a meeting and ");
    if (time_ == Time::perfect) s.words(form(vf_participle)).words(tail_);
    else s.piece(bytes(verb.begin, verb.end));
    rest(s);
    add(VariantKind::coordinated_verbs, s);
  }

  /// "Sweden and Portugal joined NATO in 2024.", where the subject's role is taken apart.
  void coordinated_subjects() {
    if (time_ == Time::present || (time_ == Time::perfect && !plural_)) return;
    const MarkupSpan* marked = nullptr;
    for (const MarkupSpan& m : in_.markup.spans)
      if (subject_.contains(m.span)) {
        if (marked != nullptr) return;
        marked = &m;
      }
    if (marked == nullptr || marked->span.end != subject_.end || !marked->value.empty()) return;
    for (const Part& part : in_.frame.parts) {
      if (part.kind != ast::FramePart::subject) continue;
      for (const Bind& bind : part.binds) {
        if (!bind.each || bind.capture == no_capture || tables_.capture_names[bind.capture] != marked->label) continue;
        const auto takes = [&](SymbolId s) { return std::find(bind.symbols.begin(), bind.symbols.end(), s) != bind.symbols.end(); };
        const char* other = takes(sy_organization) ? "Brakka Energy" : takes(sy_place) ? "Portugal" : takes(sy_person) ? "Ines Okafor" : nullptr;
        if (other == nullptr) return;
        const VerbGroup& verb = in_.phrases.verbs[clause_.verb];
        Wording s = begin();
        s.piece(subject_).words(" and ").marked(other, marked->label).words(" ").piece(bytes(verb.begin, verb.end));
        rest(s);
        add(VariantKind::coordinated_subjects, s);
        return;
      }
    }
  }
};

}  // namespace

std::string_view name(VariantKind kind) {
  static constexpr std::string_view names[variant_kinds] = {"passive", "relative", "infinitive", "participle", "nominal", "coordinated verbs", "coordinated subjects"};
  return names[static_cast<std::size_t>(kind)];
}

VerbForms::VerbForms(const Lexicon& lexicon) : lexicon_(lexicon) {
  for (FoldId word = 0; word < lexicon.size(); ++word)
    for (const VerbAnalysis& reading : lexicon.verbs(word))
      for (const VerbFormBit bit : {vf_base, vf_s, vf_ing, vf_past, vf_participle})
        if ((reading.forms & bit) != 0) forms_.try_emplace({reading.lemma, bit}, word);
}

std::string_view VerbForms::form(FoldId lemma, VerbFormBit form) const {
  const auto found = forms_.find({lemma, form});
  return found == forms_.end() ? std::string_view() : lexicon_.text(found->second);
}

std::vector<Variant> variants_of(const VariantSource& source, const VerbForms& forms) { return Varying(source, forms).run(); }

}  // namespace sluice
