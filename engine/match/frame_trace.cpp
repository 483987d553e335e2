#include "match/frame_trace.hpp"

#include <algorithm>

#include "match/frames.hpp"

namespace sluice {

FrameTracer::FrameTracer(const RuleProgram::Tables& tables, RuleIndex rule) : alone_(rule_alone(tables, rule)) {
  if (!alone_.tables.frames.empty()) whole_ = alone_.tables.frames.front();
}

bool FrameTracer::fits(const Frame& frame, const Analysis& analysis, const Phrases& phrases, std::uint32_t clause, std::vector<Capture>& captures) {
  alone_.tables.frames.assign(1, frame);
  TokenTests tests(alone_.tables);
  Automaton patterns(alone_.tables, tests, {}, FrameMatcher::roots(alone_.tables));
  patterns.read_sentence(analysis, analysis.text.sentences[phrases.clauses[clause].sentence]);
  FrameMatcher matcher(alone_.tables, tests, patterns);
  FrameMatches found;
  matcher.match(analysis, phrases, clause, found);
  if (found.matches.empty()) return false;
  const auto first = found.of(found.matches.front());
  captures.assign(first.begin(), first.end());
  return true;
}

FrameTrace FrameTracer::trace(const Analysis& analysis, const Phrases& phrases, std::uint32_t clause) {
  FrameTrace out;
  out.clause = clause;
  Frame so_far;
  std::vector<Capture> captures, before;
  out.asked = fits(so_far, analysis, phrases, clause, before);
  if (!out.asked) return out;
  before.clear();
  out.fits = true;
  const auto is_object = [](const Part& part) {
    return part.kind == ast::FramePart::object || part.kind == ast::FramePart::complement;
  };
  for (const bool objects : {true, false})
    for (std::uint32_t p = 0; p < whole_.parts.size(); ++p) {
      if (is_object(whole_.parts[p]) != objects) continue;
      so_far.parts.push_back(whole_.parts[p]);
      so_far.parts.back().binds.clear();
      for (std::uint32_t b = 0; b < whole_.parts[p].binds.size(); ++b) {
        const Bind& bind = whole_.parts[p].binds[b];
        Bind wanted = bind;
        wanted.optional = false;
        so_far.parts.back().binds.push_back(wanted);
        BindTrace found{p, b, false, {}};
        if (fits(so_far, analysis, phrases, clause, captures)) {
          found.filled = true;
          // Captures come in the order in which they were made, so what is new stands at the end.
          found.captures.assign(captures.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), captures.size())), captures.end());
          before = captures;
        } else {
          so_far.parts.back().binds.pop_back();
          if (!bind.optional) out.fits = false;
        }
        out.binds.push_back(std::move(found));
      }
    }
  return out;
}

}  // namespace sluice
