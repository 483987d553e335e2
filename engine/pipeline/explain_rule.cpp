#include "pipeline/explain_rule.hpp"

#include <algorithm>

#include "match/captures.hpp"
#include "match/conditions.hpp"
#include "match/frame_trace.hpp"
#include "match/trace.hpp"
#include "pipeline/refusal_reason.hpp"

namespace sluice {
namespace {

class RuleTrace {
 public:
  RuleTrace(const RuleView& view, RuleIndex rule)
      : view_(view), tables_(view.program.rules.tables()), rule_(rule), info_(tables_.rules[rule]), body_(tables_.bodies[rule]), tests_(tables_), paths_(tables_, tests_) {
    for (const auto& stage : tables_.entity_stages) add_roots(stage);
    add_roots(tables_.fact_roots);
    for (std::uint32_t f = 0; f < tables_.frames.size(); ++f)
      if (tables_.frames[f].rule == rule) frame_ = f;
  }

  std::vector<SentenceExplanation> run(std::optional<Span> within) {
    std::vector<SentenceExplanation> out;
    const auto& sentences = view_.analysis.text.sentences;
    for (std::uint32_t s = 0; s < sentences.size(); ++s) {
      SentenceExplanation one;
      one.sentence = byte_span(view_.analysis, sentences[s].begin, sentences[s].end);
      if (within && !(one.sentence.begin < std::max(within->end, within->begin + 1) && within->begin < one.sentence.end)) continue;
      one.zone = sentences[s].zone;
      if (info_.frame) try_frame(s, one);
      else try_patterns(s, one);
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  const RuleView& view_;
  const RuleProgram::Tables& tables_;
  RuleIndex rule_;
  const RuleInfo& info_;
  const RuleBody& body_;
  TokenTests tests_;
  PathFinder paths_;
  std::vector<std::uint32_t> roots_;
  std::uint32_t frame_ = none;

  void add_roots(const std::vector<Root>& roots) {
    for (const Root& root : roots)
      if (root.rule == rule_) roots_.push_back(root.node);
  }

  std::string text(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? std::string(byte_span(view_.analysis, begin, end).of(view_.analysis.text.text)) : std::string();
  }

  void place(std::uint32_t source, std::string& item, RulePlace& where) const {
    if (source == none) return;
    const RuleSource& s = tables_.sources[source];
    item = s.text;
    where = {s.file < tables_.files.size() ? tables_.files[s.file] : std::string(), s.line, s.column};
  }

  // ---- surface rules

  void try_patterns(std::uint32_t index, SentenceExplanation& out) {
    const Sentence& sentence = view_.analysis.text.sentences[index];
    std::vector<Trace> traces = trace_patterns(tables_, roots_, view_.analysis, sentence);
    if (traces.empty()) {
      out.note = "nothing in it begins the rule";
      out.silent = true;
      return;
    }
    std::stable_sort(traces.begin(), traces.end(), [](const Trace& a, const Trace& b) {
      const bool matched = a.end != none, other = b.end != none;
      return matched != other ? matched : a.taken > b.taken;
    });
    for (const Trace& trace : traces) {
      Attempt attempt;
      attempt.start = byte_span(view_.analysis, trace.begin, trace.begin + 1);
      attempt.matched = trace.end != none;
      for (const TraceStep& s : trace.steps) {
        Attempt::Step step;
        place(s.source, step.item, step.place);
        step.span = byte_span(view_.analysis, s.begin, s.end);
        attempt.steps.push_back(std::move(step));
      }
      for (const TraceRefusal& r : trace.refusals) {
        Refusal refusal;
        place(r.source, refusal.item, refusal.place);
        if (r.token < sentence.end) refusal.token = byte_span(view_.analysis, r.token, r.token + 1);
        refusal.reason = refusal_reason(view_.program, view_.analysis, view_.names, sentence, r);
        attempt.refusals.push_back(std::move(refusal));
      }
      if (attempt.matched) attempt.outcome = surface_outcome(trace, index);
      out.attempts.push_back(std::move(attempt));
    }
  }

  std::string surface_outcome(const Trace& trace, std::uint32_t index) {
    const Sentence& sentence = view_.analysis.text.sentences[index];
    for (const std::uint32_t root : roots_) {
      Path path;
      if (!paths_.find(root, view_.analysis, sentence, trace.begin, trace.end, true, path)) continue;
      const std::uint32_t trigger = path.trigger == none ? trace.begin : path.trigger;
      const std::uint32_t clause = view_.phrases != nullptr && info_.fact ? view_.phrases->clause_at[trigger] : none;
      const std::string refused = why_refused(path.captures, index, clause, trace.begin, trace.end);
      if (!refused.empty()) return refused;
    }
    return view_.fate(trace.begin, trace.end);
  }

  // ---- what is asked of a match as a whole

  std::string why_refused(const std::vector<Capture>& captures, std::uint32_t sentence, std::uint32_t clause, std::uint32_t begin, std::uint32_t end) {
    for (const CaptureId id : body_.each) {
      if (std::count_if(captures.begin(), captures.end(), [&](const Capture& c) { return c.name == id; }) < 2) continue;
      std::string first;
      for (const Capture& member : captures) {
        if (member.name != id) continue;
        std::vector<Capture> one;
        for (const Capture& c : captures)
          if (c.name != id || (c.begin == member.begin && c.end == member.end)) one.push_back(c);
        const std::string refused = why_refused(one, sentence, clause, begin, end);
        if (refused.empty()) return {};   // one member passes
        if (first.empty()) first = refused;
      }
      return first;
    }
    ConditionInput input{tables_, view_.analysis, captures, nullptr, nullptr, sentence, view_.phrases, clause};
    if (view_.phrases != nullptr && clause != none) {
      input.clause = &view_.phrases->clauses[clause];
      if (input.clause->verb != none) input.verb = &view_.phrases->verbs[input.clause->verb];
    }
    for (std::size_t i = 0; i < body_.where.size(); ++i)
      if (!test_holds(input, body_.where[i])) return "refused: where " + source_text(body_.where_sources, i) + " does not hold";
    if (const std::string empty = empty_role(captures); !empty.empty()) return "refused: " + empty;
    Path inner;
    for (std::size_t i = 0; i < body_.unless.size(); ++i)
      for (std::uint32_t t = begin; t < end; ++t)
        if (paths_.find(body_.unless[i], view_.analysis, view_.analysis.text.sentences[sentence], t, view_.analysis.text.sentences[sentence].end, false, inner) &&
            inner.end > t)
          return "refused: unless " + source_text(body_.unless_sources, i) + " fits '" + text(t, inner.end) + "'";
    return {};
  }

  std::string source_text(const std::vector<std::uint32_t>& sources, std::size_t i) const {
    return i < sources.size() ? tables_.sources[sources[i]].text : std::string();
  }

  std::string empty_role(const std::vector<Capture>& captures) const {
    if (info_.schema == none) return {};
    const Schema& schema = tables_.schemas[info_.schema];
    const auto filled = [&](CaptureId id) {
      return std::any_of(captures.begin(), captures.end(), [&](const Capture& c) { return c.name == id; }) ||
             std::any_of(body_.sets.begin(), body_.sets.end(), [&](const SetClause& s) { return s.id == tables_.capture_names[id]; });
    };
    for (const SchemaSlot& slot : schema.slots)
      if (!slot.optional && !filled(slot.name)) return "the role " + tables_.capture_names[slot.name] + " stays empty";
    for (const auto& group : schema.one_of)
      if (std::none_of(group.begin(), group.end(), filled)) {
        std::string names;
        for (const CaptureId id : group) names += (names.empty() ? "" : ", ") + tables_.capture_names[id];
        return "of " + names + " none is filled, and the schema wants one";
      }
    return {};
  }

  // ---- frames

  void try_frame(std::uint32_t index, SentenceExplanation& out) {
    if (view_.phrases == nullptr || frame_ == none) return;
    FrameTracer tracer(tables_, rule_);
    const auto& clauses = view_.phrases->clauses;
    for (std::uint32_t c = 0; c < clauses.size(); ++c) {
      if (clauses[c].sentence != index || !is_key(clauses[c])) continue;
      const FrameTrace trace = tracer.trace(view_.analysis, *view_.phrases, c);
      out.attempts.push_back(frame_attempt(trace, index));
    }
    std::stable_sort(out.attempts.begin(), out.attempts.end(), [](const Attempt& a, const Attempt& b) {
      return a.matched != b.matched ? a.matched : a.refusals.size() < b.refusals.size();
    });
    if (!out.attempts.empty()) return;
    out.note = word_without_clause(index);
    out.silent = out.note.empty();
    if (out.silent) out.note = "none of its words stands here: " + predicates();
  }

  bool is_key(const Clause& clause) const {
    return clause.predicate != no_fold && std::any_of(tables_.frame_keys.begin(), tables_.frame_keys.end(), [&](const FrameKey& k) {
             return k.frame == frame_ && k.lemma == clause.predicate && k.nominal == clause.nominal;
           });
  }

  std::string word(FoldId fold) const { return fold == no_fold ? std::string() : std::string(view_.program.lexicon.text(fold)); }

  Attempt frame_attempt(const FrameTrace& trace, std::uint32_t sentence) {
    const Clause& clause = view_.phrases->clauses[trace.clause];
    Attempt out;
    out.start = byte_span(view_.analysis, clause.trigger_begin, clause.trigger_end);
    out.clause = describe(clause);
    if (!trace.asked) {
      Refusal refusal;
      refusal.item = predicates(clause.predicate);
      refusal.place = place_of(view_.program, info_);
      refusal.token = out.start;
      refusal.reason = clause.particle != no_fold ? "the clause has '" + word(clause.predicate) + ' ' + word(clause.particle) + "', which is another verb"
                                                  : "neither does this stand behind it, nor has the clause a phrase that begins so";
      out.refusals.push_back(std::move(refusal));
      return out;
    }
    std::vector<Capture> captures;
    const Frame& frame = tables_.frames[frame_];
    for (const BindTrace& b : trace.binds) {
      const Part& part = frame.parts[b.part];
      const Bind& bind = part.binds[b.bind];
      Attempt::Step step;
      place(bind.source, step.item, step.place);
      step.item = part_name(part) + ' ' + step.item;
      step.filled = b.filled;
      captures.insert(captures.end(), b.captures.begin(), b.captures.end());
      if (!b.captures.empty()) {
        std::uint32_t begin = b.captures.front().begin, end = b.captures.front().end;
        for (const Capture& c : b.captures) {
          begin = std::min(begin, c.begin);
          end = std::max(end, c.end);
        }
        step.span = byte_span(view_.analysis, begin, end);
      }
      if (!b.filled && !bind.optional) {
        Refusal refusal;
        refusal.item = step.item;
        refusal.place = step.place;
        refusal.reason = instead(part, clause);
        out.refusals.push_back(std::move(refusal));
      } else {
        out.steps.push_back(std::move(step));
      }
    }
    out.matched = trace.fits;
    if (!trace.fits) return out;
    std::uint32_t begin = clause.trigger_begin, end = clause.trigger_end;
    for (const Capture& c : captures) {
      begin = std::min(begin, c.begin);
      end = std::max(end, c.end);
    }
    out.outcome = why_refused(captures, sentence, trace.clause, begin, end);
    if (out.outcome.empty()) out.outcome = view_.fate(begin, end);
    return out;
  }

  std::string part_name(const Part& part) const {
    static constexpr const char* names[] = {"subject", "object", "adverbial", "complement", "with", "possessor"};
    std::string out = names[part.kind];
    for (std::size_t i = 0; i < part.prepositions.size(); ++i) out += (i == 0 ? " \"" : ", \"") + word(part.prepositions[i]) + '"';
    return out;
  }

  std::string noun(std::uint32_t index) const {
    const NounPhrase& n = view_.phrases->nouns[index];
    std::string types;
    for (std::uint32_t t = n.begin; t <= n.head; ++t)
      for (const Edge& e : view_.analysis.lattice.at(t)) {
        if (e.end <= n.head || e.end > n.end || e.symbol == sy_noun_group || e.symbol == sy_definite) continue;
        const std::string name(view_.program.symbols.name(e.symbol));
        if (types.find(name) == std::string::npos) types += (types.empty() ? "" : ", ") + name;
      }
    return '\'' + text(n.begin, n.end) + "' (" + (types.empty() ? n.kind == NounPhrase::pronoun ? "a pronoun" : "no named type" : types) + ')';
  }

  /// What the clause has where a part looked.
  std::string instead(const Part& part, const Clause& clause) const {
    const auto has = [&](const char* what, std::uint32_t index) {
      return index == none ? "the clause has no " + std::string(what) : "the " + std::string(what) + " is " + noun(index);
    };
    switch (static_cast<ast::FramePart::Kind>(part.kind)) {
      case ast::FramePart::subject: return has("subject", clause.subject);
      case ast::FramePart::object: return has("object", clause.object) + (clause.second_object == none ? "" : ", the second " + noun(clause.second_object));
      case ast::FramePart::complement: return has("complement", clause.complement);
      case ast::FramePart::possessor: return "neither subject nor object nor complement has a possessor that fits";
      case ast::FramePart::adverbial:
      case ast::FramePart::with: break;
    }
    const std::string phrases = obliques(clause);
    return phrases.empty() ? "the clause has no such phrase" : "the clause's phrases are: " + phrases;
  }

  std::string obliques(const Clause& clause) const {
    std::string out;
    for (std::uint32_t o = clause.obliques; o != none; o = view_.phrases->obliques[o].next) {
      const Oblique& q = view_.phrases->obliques[o];
      const std::string preposition = word(q.preposition);
      out += (out.empty() ? "'" : ", '") + preposition + (preposition.empty() ? "" : " ") + text(q.begin, q.end) + '\'';
    }
    return out;
  }

  std::string describe(const Clause& clause) const {
    std::string out = (clause.nominal ? "noun " : "verb ") + word(clause.predicate) + (clause.particle == no_fold ? "" : ' ' + word(clause.particle));
    const auto add = [&](const char* what, std::uint32_t index) {
      if (index != none) out += std::string("; ") + what + ' ' + noun(index);
    };
    add("subject", clause.subject);
    add("object", clause.object);
    add("second object", clause.second_object);
    add("complement", clause.complement);
    const std::string phrases = obliques(clause);
    return phrases.empty() ? out : out + "; phrases " + phrases;
  }

  /// The words that carry the frame; only those of one lemma, where it is given.
  std::string predicates(FoldId lemma = no_fold) const {
    std::string out;
    for (const bool nominal : {false, true}) {
      std::string words;
      for (const FrameKey& k : tables_.frame_keys)
        if (k.frame == frame_ && k.nominal == nominal && (lemma == no_fold || k.lemma == lemma))
          words += (words.empty() ? "" : ", ") + word(k.lemma) + (k.particle == no_fold ? "" : " \"" + word(k.particle) + '"');
      if (!words.empty()) out += (out.empty() ? "" : "; ") + std::string(nominal ? "noun " : "verb ") + words;
    }
    return out;
  }

  /// A word of the frame that stands in the sentence and carries no clause, and what it was read as; empty where there is none.
  std::string word_without_clause(std::uint32_t index) const {
    const Sentence& sentence = view_.analysis.text.sentences[index];
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t)
      for (const FrameKey& k : tables_.frame_keys) {
        if (k.frame != frame_) continue;
        const Word& w = view_.analysis.word(t);
        const bool verb = view_.analysis.words.verb(w, k.lemma) != nullptr;
        const bool is_noun = w.noun == k.lemma || w.fold == k.lemma;
        if (!(k.nominal ? is_noun : verb)) continue;
        std::string out = '\'' + text(t, t + 1) + "' stands here and carries no clause as a " + (k.nominal ? "noun" : "verb") + ": it is read as ";
        if (view_.phrases->verb_at[t] != none) {
          const VerbGroup& v = view_.phrases->verbs[view_.phrases->verb_at[t]];
          return out + "part of the verb group '" + text(v.begin, v.end) + "' of '" + word(v.lemma) + '\'';
        }
        if (const std::uint32_t n = view_.phrases->noun_at[t]; n != none)
          return out + "part of the noun group '" + text(view_.phrases->nouns[n].begin, view_.phrases->nouns[n].end) + '\'';
        return out + "neither a verb nor a noun";
      }
    return {};
  }
};

}  // namespace

RulePlace place_of(const Engine::Program& program, const RuleInfo& rule) {
  return {rule.file < program.rules.files().size() ? program.rules.files()[rule.file] : std::string(), rule.line, 1};
}

Span byte_span(const Analysis& analysis, std::uint32_t begin, std::uint32_t end) {
  return begin < end ? Span{analysis.token(begin).begin, analysis.token(end - 1).end} : Span{};
}

std::vector<SentenceExplanation> explain_rule(const RuleView& view, RuleIndex rule, std::optional<Span> within) {
  return RuleTrace(view, rule).run(within);
}

}  // namespace sluice
