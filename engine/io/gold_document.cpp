// Between gold files and documents.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "io/annotated.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

class FromGold {
 public:
  explicit FromGold(const GoldDocument& gold) : gold_(gold) {}

  AnnotatedDocument run() {
    AnnotatedDocument out;
    out.record.id = gold_.id;
    out.record.date = gold_.date;
    out.record.source = gold_.file;
    Document& d = out.document;
    d.text_ = gold_.text;
    d.date_ = gold_.date;
    for (const MarkupSpan& m : gold_.mentions) {
      Mention mention;
      mention.type = names_.keep(m.label);
      mention.span = m.span;
      mention.value = parse_value(m.label, m.value);
      if (!m.id.empty()) {
        const auto [at, fresh] = entities_.try_emplace(m.id, static_cast<std::uint32_t>(d.entities_.size()));
        if (fresh) d.entities_.emplace_back();
        mention.entity = at->second;
      }
      d.mentions_.push_back(mention);
    }
    name_entities(d);
    for (const GoldFact& f : gold_.facts) {
      Fact fact;
      fact.kind = names_.keep(f.type);
      fact.polarity = f.polarity;
      fact.modality = f.modality;
      fact.event = static_cast<std::uint32_t>(d.facts_.size());
      for (const GoldArgument& a : f.arguments) fact.arguments.push_back(argument(d, a.role, a.filler));
      if (f.attribution) fact.attribution = argument(d, {}, *f.attribution);
      d.facts_.push_back(std::move(fact));
    }
    names_.give_to(d);
    return out;
  }

 private:
  const GoldDocument& gold_;
  NameKeeper names_;
  std::map<std::string, std::uint32_t> entities_;

  Argument argument(const Document& d, std::string_view role, const GoldFiller& filler) {
    Argument out;
    out.role = names_.keep(role);
    if (filler.literal) {
      out.value = names_.keep(filler.text);
      return out;
    }
    out.span = filler.spans.front();
    if (!filler.entity.empty()) out.entity = entities_.at(filler.entity);
    // Of two mentions on one span, the one that fits the entity.
    for (std::uint32_t m = 0; m < d.mentions_.size(); ++m)
      if (d.mentions_[m].span == out.span && (out.mention == none || d.mentions_[m].entity == out.entity)) out.mention = m;
    return out;
  }
};

/// The text as a gold file can hold it, and where each byte went.
class GoldText {
 public:
  GoldText(std::string_view text, bool for_file) {
    if (!for_file) {
      out = text;
      return;
    }
    std::size_t begin = 0;
    if (text.starts_with("\xEF\xBB\xBF")) begin = 3;
    while (begin < text.size() && (text[begin] == '\n' || text[begin] == '\r')) ++begin;
    std::size_t end = text.size();
    while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
    moved_.resize(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
      moved_[i] = static_cast<std::uint32_t>(out.size());
      if (i < begin || i >= end) continue;
      if (text[i] != '\r') out += text[i];
      else if (text[i + 1] != '\n') out += '\n';
    }
    moved_[text.size()] = static_cast<std::uint32_t>(out.size());
    out += '\n';
  }

  [[nodiscard]] Span of(Span span) const { return moved_.empty() ? span : Span{moved_[span.begin], moved_[span.end]}; }

  /// A line that would end the text.
  [[nodiscard]] bool has_divider() const {
    for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1) {
      const std::string_view line = std::string_view(out).substr(at, out.find('\n', at) - at);
      if (line.starts_with("---") && line.find_first_not_of(" \t\f\v", 3) == std::string_view::npos) return true;
    }
    return false;
  }

  std::string out;

 private:
  std::vector<std::uint32_t> moved_;
};

class ToGold {
 public:
  ToGold(const AnnotatedDocument& annotated, bool for_file)
      : record_(annotated.record), document_(annotated.document), for_file_(for_file), text_(annotated.document.text(), for_file) {}

  Result<GoldDocument> run() {
    if (for_file_ && text_.has_divider()) return Error{"io.gold", record_.id + ": a line of --- in the text would end it in a gold file"};
    GoldDocument gold;
    gold.id = record_.id;
    gold.file = record_.source;
    gold.date = document_.date().empty() ? record_.date : std::string(document_.date());
    gold.text = text_.out;
    mentions(gold);
    for (const Fact& f : document_.facts()) fact(gold, f);
    return gold;
  }

 private:
  const InputRecord& record_;
  const Document& document_;
  bool for_file_;
  GoldText text_;
  std::vector<std::string> ids_;               // of entities
  std::vector<std::vector<Span>> spans_;       // of entities

  /// Letters and digits of the name; `e` and a number where it has none.
  void name_entities() {
    std::set<std::string> taken;
    for (std::size_t e = 0; e < document_.entities().size(); ++e) {
      constexpr std::size_t longest = 24;
      std::string id;
      for (const char c : document_.entities()[e].name) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) id += low;
        else if (!id.empty() && id.back() != '-') id += '-';
        if (id.size() == longest) break;
      }
      while (id.ends_with('-')) id.pop_back();
      if (id.empty()) id = 'e' + std::to_string(e + 1);
      const std::string base = id;
      for (int n = 2; !taken.insert(id).second; ++n) id = base + '-' + std::to_string(n);
      ids_.push_back(id);
    }
    spans_.resize(ids_.size());
  }

  void mentions(GoldDocument& gold) {
    name_entities();
    std::vector<const Mention*> order;
    for (const Mention& m : document_.mentions()) order.push_back(&m);
    std::stable_sort(order.begin(), order.end(), [](const Mention* a, const Mention* b) {
      return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
    });
    std::vector<Span> open;
    for (const Mention* m : order) {
      const Span span = text_.of(m->span);
      while (!open.empty() && open.back().end <= span.begin) open.pop_back();
      if (span.empty() || (for_file_ && !open.empty() && !open.back().contains(span))) continue;  // two that cross cannot be written
      open.push_back(span);
      MarkupSpan out;
      out.span = span;
      out.label = m->type;
      if (m->value) out.value = value_text(m->type, *m->value);
      if (m->entity != none) {
        out.id = ids_[m->entity];
        spans_[m->entity].push_back(span);
      }
      gold.mentions.push_back(std::move(out));
    }
  }

  std::optional<GoldFiller> filler(const Argument& a) const {
    GoldFiller out;
    if (!a.value.empty()) {
      out.literal = true;
      out.text = a.value;
      return out;
    }
    if (a.entity != none && !spans_[a.entity].empty()) {
      out.entity = ids_[a.entity];
      out.spans = spans_[a.entity];
      out.text = out.spans.front().of(text_.out);
      return out;
    }
    const Span span = text_.of(a.refers ? *a.refers : a.span);
    out.text = span.of(text_.out);
    // A quotation stands on one line, and does not end with the sign that would keep it open.
    const bool writable = out.text.find('\n') == std::string::npos && !out.text.ends_with('\\') && out.text.find("\\\"") == std::string::npos;
    if (span.empty() || (for_file_ && !writable)) return std::nullopt;
    out.spans.push_back(span);
    return out;
  }

  void fact(GoldDocument& gold, const Fact& f) const {
    GoldFact out;
    out.type = f.kind;
    out.polarity = f.polarity;
    out.modality = f.modality;
    for (const Argument& a : f.arguments)
      if (std::optional<GoldFiller> filled = filler(a)) out.arguments.push_back({std::string(a.role), std::move(*filled)});
    if (f.attribution) out.attribution = filler(*f.attribution);
    if (!out.arguments.empty()) gold.facts.push_back(std::move(out));
  }
};

}  // namespace

AnnotatedDocument from_gold(const GoldDocument& gold) { return FromGold(gold).run(); }

Result<GoldDocument> to_gold(const AnnotatedDocument& annotated) { return ToGold(annotated, true).run(); }

GoldDocument as_gold(const AnnotatedDocument& annotated) { return std::move(*ToGold(annotated, false).run()); }

}  // namespace sluice
