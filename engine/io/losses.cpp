#include "io/losses.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "io/annotation_text.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

/// Parts of a document that some format leaves out.
struct Parts {
  std::size_t date = 0, id = 0, meta = 0, zones = 0, issues = 0, rules = 0;
  std::size_t overlapping = 0, crossing = 0;
  std::size_t values = 0, value_details = 0, entities = 0;
  std::size_t facts = 0, triggers = 0, sentences = 0, events = 0, polarity = 0, attributions = 0, refers = 0, spanning_lines = 0, literals = 0;
  std::size_t edges = 0, white_space = 0;
};

/// Whether gold's notation says all of a value.
bool has_details(const Mention& m) {
  if (!m.value) return false;
  const std::optional<Value> plain = parse_value(m.type, value_text(m.type, *m.value));
  return !plain || !(*plain == *m.value);
}

bool is_plain_space(std::string_view gap) { return gap == " " || gap == "\n"; }

Parts parts_of(const AnnotatedDocument& annotated) {
  const Document& d = annotated.document;
  const std::string_view text = d.text();
  Parts p;
  p.id = annotated.record.id.empty() ? 0 : 1;
  p.date = d.date().empty() && annotated.record.date.empty() ? 0 : 1;
  p.meta = annotated.record.meta.empty() ? 0 : 1;
  p.zones = d.zones().size();
  p.issues = d.issues().size();
  p.edges = text.ends_with('\n') && !text.ends_with("\n\n") && !text.starts_with('\n') && text.find('\r') == std::string_view::npos && !text.starts_with("\xEF\xBB\xBF") ? 0 : 1;
  p.overlapping = d.mentions().size() - flat_mentions(d).size();
  std::vector<const Mention*> order;
  for (const Mention& m : d.mentions()) order.push_back(&m);
  std::stable_sort(order.begin(), order.end(), [](const Mention* a, const Mention* b) {
    return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
  });
  std::vector<Span> open;
  for (const Mention* m : order) {
    while (!open.empty() && open.back().end <= m->span.begin) open.pop_back();
    if (!open.empty() && !open.back().contains(m->span)) ++p.crossing;
    else open.push_back(m->span);
  }
  for (const Mention& m : d.mentions()) {
    p.rules += m.rule.empty() ? 0 : 1;
    p.values += m.value ? 1 : 0;
    p.value_details += has_details(m) ? 1 : 0;
    p.entities += m.entity == none ? 0 : 1;
  }
  std::vector<std::uint32_t> events;
  for (const Fact& f : d.facts()) {
    ++p.facts;
    p.rules += f.rule.empty() ? 0 : 1;
    p.triggers += f.trigger.empty() ? 0 : 1;
    p.sentences += f.sentence.empty() ? 0 : 1;
    p.polarity += f.polarity != Polarity::positive || f.modality != Modality::actual ? 1 : 0;
    p.attributions += f.attribution ? 1 : 0;
    p.events += std::find(events.begin(), events.end(), f.event) != events.end() ? 1 : 0;
    events.push_back(f.event);
    for (const Argument& a : f.arguments) {
      p.refers += a.refers ? 1 : 0;
      p.literals += !a.value.empty() && !a.span.empty() ? 1 : 0;
      p.spanning_lines += a.entity == none && a.value.empty() && a.span.of(text).find('\n') != std::string_view::npos ? 1 : 0;
    }
  }
  return p;
}

/// Gaps between tokens that come back as a blank or a line end, but are none.
std::size_t lost_white_space(const Document& document) {
  Segments segments;
  segment_for_mentions(document, segments);
  std::size_t lost = 0;
  std::uint32_t at = 0;
  for (const Span token : segments.tokens) {
    if (at != 0 && !is_plain_space(document.text().substr(at, token.begin - at))) ++lost;
    at = token.end;
  }
  return lost;
}

}  // namespace

void count_losses(const AnnotatedDocument& annotated, HolderFormat format, Losses& losses) {
  if (format == HolderFormat::jsonl || format == HolderFormat::spacy) return;
  Parts p = parts_of(annotated);
  const auto lose = [&](std::initializer_list<std::pair<const char*, std::size_t>> all) {
    for (const auto& [what, count] : all)
      if (count > 0) losses[what] += count;
  };
  switch (format) {
    case HolderFormat::jsonl: case HolderFormat::spacy: return;
    case HolderFormat::gold:
      return lose({{"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"rules", p.rules}, {"mentions that cross another", p.crossing},
                   {"details of values", p.value_details}, {"triggers", p.triggers}, {"sentences", p.sentences}, {"links between facts", p.events},
                   {"what nouns refer to, apart from themselves", p.refers}, {"words of directions", p.literals}, {"arguments over several lines", p.spanning_lines},
                   {"line ends at the edges of texts, and their kind", p.edges}});
    case HolderFormat::brat:
      return lose({{"dates of documents", p.date}, {"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"rules", p.rules},
                   {"details of values", p.value_details}, {"sentences", p.sentences}, {"links between facts", p.events}});
    case HolderFormat::conll:
      return lose({{"ids of documents", p.id}, {"dates of documents", p.date}, {"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"rules", p.rules},
                   {"mentions inside or across others", p.overlapping}, {"values", p.values}, {"entities of mentions", p.entities}, {"facts", p.facts},
                   {"white space other than one blank", lost_white_space(annotated.document)}});
    case HolderFormat::prodigy:
      return lose({{"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"rules", p.rules}, {"values", p.values}, {"entities of mentions", p.entities},
                   {"polarity and modality of facts", p.polarity}, {"attributions", p.attributions}, {"facts without a trigger", p.facts - p.triggers},
                   {"sentences", p.sentences}, {"links between facts", p.events}, {"what nouns refer to, apart from themselves", p.refers}});
    case HolderFormat::webannotation:
      return lose({{"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"details of values", p.value_details}, {"sentences", p.sentences},
                   {"what nouns refer to, apart from themselves", p.refers}, {"texts", 1}});
    case HolderFormat::sqlite: return;
    case HolderFormat::csv:
      return lose({{"texts", 1}, {"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"mentions, but for what facts name", annotated.document.mentions().size()},
                   {"values", p.values}, {"triggers", p.triggers}, {"sentences", p.sentences}});
    case HolderFormat::html:
      return lose({{"zones", p.zones}, {"issues", p.issues}, {"other keys of the input", p.meta}, {"mentions that cross another", p.crossing}, {"details of values", p.value_details},
                   {"sentences", p.sentences}, {"links between facts", p.events}});
    case HolderFormat::table:
      return lose({{"texts", 1}, {"places of mentions and facts", annotated.document.mentions().size() + p.facts}, {"zones", p.zones}});
  }
}

}  // namespace sluice
