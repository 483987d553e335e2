#include "sluice/document.hpp"

#include <algorithm>

namespace sluice {

std::string_view name(ZoneKind kind) {
  switch (kind) {
    case ZoneKind::title: return "title";
    case ZoneKind::meta: return "meta";
    case ZoneKind::body: return "body";
    case ZoneKind::related: return "related";
    case ZoneKind::boilerplate: return "boilerplate";
  }
  return "body";
}

std::string_view name(Polarity polarity) { return polarity == Polarity::negative ? "negative" : "positive"; }

std::string_view name(Modality modality) {
  switch (modality) {
    case Modality::actual: return "actual";
    case Modality::planned: return "planned";
    case Modality::possible: return "possible";
    case Modality::conditional: return "conditional";
  }
  return "actual";
}

Span Fact::span() const {
  Span out = trigger;
  for (const Argument& a : arguments) {
    if (a.span.empty()) continue;
    out.begin = std::min(out.begin, a.span.begin);
    out.end = std::max(out.end, a.span.end);
  }
  return out;
}

const Argument* Fact::argument(std::string_view role) const {
  for (const Argument& a : arguments)
    if (a.role == role) return &a;
  return nullptr;
}

void Document::clear() {
  text_.clear();
  date_.clear();
  zones_.clear();
  mentions_.clear();
  entities_.clear();
  facts_.clear();
  issues_.clear();
  replacements_.clear();
  losers_.clear();
}

}  // namespace sluice
