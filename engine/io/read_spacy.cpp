#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "io/annotation_input.hpp"
#include "io/labels.hpp"
#include "io/offsets.hpp"
#include "io/read_result.hpp"

namespace sluice {
namespace {

using Json = nlohmann::json;

struct WrongShape {
  std::string what;
};

struct FoundSpan {
  std::uint64_t start, end;
  std::string label, entity;
};

std::string text_of(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::uint64_t offset(const Json& value) {
  if (!value.is_number_unsigned()) throw WrongShape{"the offsets of a span must be numbers"};
  return value.get<std::uint64_t>();
}

/// `{"start","end","label"}`, or `[start, end, label]`.
FoundSpan found_span(const Json& json) {
  if (json.is_array() && json.size() >= 3 && json[2].is_string()) return {offset(json[0]), offset(json[1]), json[2].get<std::string>(), {}};
  if (!json.is_object() || !json.contains("start") || !json.contains("end")) throw WrongShape{"a span needs start, end and label"};
  return {offset(json["start"]), offset(json["end"]), text_of(json, "label"), text_of(json, "kb_id")};
}

/// Spans of whatever key the tool uses; `spans` of spaCy are groups, of Prodigy a list.
std::vector<FoundSpan> found_spans(const Json& line) {
  std::vector<FoundSpan> out;
  const auto all = [&](const Json& list) {
    for (const Json& json : list) out.push_back(found_span(json));
  };
  const auto spans = line.find("spans");
  if (spans != line.end() && spans->is_array()) {
    all(*spans);
    return out;
  }
  if (spans != line.end() && spans->is_object() && !spans->empty()) {
    for (const Json& group : *spans)
      if (group.is_array()) all(group);
    return out;
  }
  for (const char* key : {"ents", "entities", "label", "labels"})
    if (const auto at = line.find(key); at != line.end() && at->is_array()) {
      all(*at);
      return out;
    }
  return out;
}

/// What was kept of the whole result, as far as its mentions are still among the spans; spans that were added since come to it.
Document merged(Document kept, const std::vector<Mention>& spans, NameKeeper& names) {
  std::vector<std::uint32_t> moved(kept.mentions_.size(), none);
  std::vector<Mention> mentions;
  const auto same = [](const Mention& a, const Mention& b) { return a.span == b.span && a.type == b.type; };
  std::vector<bool> used(kept.mentions_.size());
  for (const Mention& span : spans) {
    Mention m = span;
    m.type = names.keep(span.type);
    m.entity = none;
    for (std::size_t k = 0; k < kept.mentions_.size(); ++k) {
      if (used[k] || !same(kept.mentions_[k], span)) continue;
      used[k] = true;
      moved[k] = static_cast<std::uint32_t>(mentions.size());
      m = kept.mentions_[k];
      break;
    }
    mentions.push_back(std::move(m));
  }
  kept.mentions_ = std::move(mentions);
  for (Entity& entity : kept.entities_) {
    for (std::uint32_t& m : entity.mentions) m = moved[m];
    std::erase(entity.mentions, none);
  }
  for (Fact& fact : kept.facts_) {
    for (Argument& a : fact.arguments)
      if (a.mention != none) a.mention = moved[a.mention];
    if (fact.attribution && fact.attribution->mention != none) fact.attribution->mention = moved[fact.attribution->mention];
  }
  return kept;
}

AnnotatedDocument read(const Json& line, std::string_view source) {
  if (!line.is_object() || !line.contains("text") || !line["text"].is_string()) throw WrongShape{"there is no \"text\""};
  AnnotatedDocument out;
  Document& d = out.document;
  d.text_ = line["text"].get<std::string>();
  Offsets offsets;
  offsets.assign(d.text_, OffsetUnit::codepoint, {});
  const std::uint32_t length = offsets.from_byte(static_cast<std::uint32_t>(d.text_.size()));
  const auto meta = line.find("meta");
  for (const Json* holder : {&line, meta != line.end() && meta->is_object() ? &*meta : nullptr}) {
    if (holder == nullptr) continue;
    if (out.record.id.empty()) out.record.id = text_of(*holder, "id");
    if (d.date_.empty()) d.date_ = text_of(*holder, "date");
  }
  NameKeeper names;
  std::vector<std::pair<std::string, std::uint32_t>> entities;
  for (const FoundSpan& span : found_spans(line)) {
    if (span.start > span.end || span.end > length)
      throw WrongShape{"the text has " + std::to_string(length) + " characters, and a span goes from " + std::to_string(span.start) + " to " + std::to_string(span.end)};
    Mention m;
    m.type = names.keep(type_of_label(span.label));
    m.span = {offsets.to_byte(static_cast<std::uint32_t>(span.start)), offsets.to_byte(static_cast<std::uint32_t>(span.end))};
    if (!span.entity.empty()) {
      auto at = std::find_if(entities.begin(), entities.end(), [&](const auto& e) { return e.first == span.entity; });
      if (at == entities.end()) {
        at = entities.insert(entities.end(), {span.entity, static_cast<std::uint32_t>(d.entities_.size())});
        d.entities_.emplace_back();
      }
      m.entity = at->second;
    }
    d.mentions_.push_back(m);
  }
  // spaCy writes an extension of its documents under `_`.
  const Json* result = nullptr;
  if (const auto at = line.find("_"); at != line.end() && at->is_object() && at->contains("sluice")) result = &(*at)["sluice"];
  if (const auto at = line.find("sluice"); at != line.end()) result = &*at;
  if (result != nullptr && result->is_object()) {
    Result<StoredResult> kept = read_result(result->dump(-1, ' ', false, Json::error_handler_t::replace), source);
    if (!kept) throw WrongShape{kept.error().message};
    out.record.id = kept->id;
    out.record.meta = kept->meta;
    Document whole = in_bytes(std::move(*kept), d.text_);
    // Both documents' names must live on.
    const auto both = std::make_shared<std::pair<std::shared_ptr<const void>, std::shared_ptr<const void>>>();
    both->first = whole.names_;
    Document joined = merged(std::move(whole), d.mentions_, names);
    names.give_to(joined);
    both->second = joined.names_;
    joined.names_ = both;
    out.document = std::move(joined);
    return out;
  }
  name_entities(d);
  names.give_to(d);
  return out;
}

}  // namespace

Result<AnnotatedDocument> read_spacy(std::string_view line, std::string_view source) {
  try {
    AnnotatedDocument out = read(Json::parse(line.begin(), line.end()), source);
    out.record.source = source;
    return out;
  } catch (const Json::parse_error& error) {
    return Error{"io.json", std::string(source) + ':' + std::to_string(error.byte) + ": this is not JSON"};
  } catch (const Json::exception&) {
    return Error{"io.json", std::string(source) + ": a number is too large"};
  } catch (const WrongShape& wrong) {
    return Error{"io.spacy", std::string(source) + ": " + wrong.what};
  }
}

Result<AnnotatedDocument> read_annotated_result(std::string_view line, std::string_view source, const std::map<std::string, std::string>* texts) {
  Result<StoredResult> stored = read_result(line, source);
  if (!stored) return stored.error();
  AnnotatedDocument out;
  out.record.id = stored->id;
  out.record.meta = stored->meta;
  out.record.source = source;
  if (stored->error) {
    out.record.error = Error{stored->error->code, std::string(source) + ": this is no result but an error: " + stored->error->message};
    return out;
  }
  if (!stored->text && texts != nullptr)
    if (const auto at = texts->find(stored->id); at != texts->end()) stored->text = at->second;
  if (!stored->text)
    return Error{"io.text", std::string(source) + ": the result has no text: extract with --with-text, or name the texts with --texts"};
  const std::string whole = *stored->text;
  const std::vector<std::string> shown = stored->mention_texts;
  out.document = in_bytes(std::move(*stored), whole);
  for (std::size_t m = 0; m < shown.size(); ++m) {
    const std::string_view there = out.document.mentions_[m].span.of(out.document.text_);
    if (shown[m].empty() || shown[m] == there) continue;
    return Error{"io.text", std::string(source) + ": m" + std::to_string(m + 1) + " is '" + shown[m] + "', and the text has '" + std::string(there.substr(0, 80)) + "' there"};
  }
  return out;
}

}  // namespace sluice
