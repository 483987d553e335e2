#include "io/read_result.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <utility>

namespace sluice {
namespace {

using Json = nlohmann::json;

struct WrongShape {
  std::string what;
};

/// Names that string_views of a document point into; they stay where they are while it grows.
class NamePool {
 public:
  std::string_view keep(std::string_view name) {
    const auto found = index_.find(name);
    if (found != index_.end()) return found->first;
    return index_.emplace(std::string(name), true).first->first;
  }

 private:
  std::map<std::string, bool, std::less<>> index_;
};

const Json& list(const Json& object, const char* key) {
  static const Json nothing = Json::array();
  const auto at = object.find(key);
  if (at == object.end() || at->is_null()) return nothing;
  if (!at->is_array()) throw WrongShape{std::string("\"") + key + "\" must be an array"};
  return *at;
}

std::string string(const Json& object, const char* key, std::string_view otherwise = {}) {
  if (!object.is_object()) throw WrongShape{"an object was expected"};
  const auto at = object.find(key);
  if (at == object.end() || at->is_null()) return std::string(otherwise);
  if (at->is_string()) return at->get<std::string>();
  if (at->is_number()) return at->dump();
  throw WrongShape{std::string("\"") + key + "\" must be a string"};
}

std::uint32_t offset(const Json& object, const char* key) {
  const auto at = object.find(key);
  if (at == object.end()) throw WrongShape{std::string("\"") + key + "\" is missing"};
  if (!at->is_number_unsigned() || at->get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
    throw WrongShape{std::string("\"") + key + "\" must be an offset"};
  return at->get<std::uint32_t>();
}

Span span(const Json& object) { return {offset(object, "start"), offset(object, "end")}; }

std::optional<Decimal> decimal(const Json& object, const char* key) { return Decimal::parse(string(object, key)); }

class ResultReader {
 public:
  explicit ResultReader(StoredResult& result) : result_(result), names_(std::make_shared<NamePool>()) {}

  void run(const Json& line) {
    if (!line.is_object()) throw WrongShape{"a line must be an object"};
    result_.id = string(line, "id");
    const std::string unit = string(line, "offsets", "codepoint");
    const std::optional<OffsetUnit> known = offset_unit(unit);
    if (!known) throw WrongShape{"\"offsets\" must be byte, codepoint or utf16"};
    result_.offsets = *known;
    Document& document = result_.document;
    document.date_ = string(line, "date");
    if (const auto text = line.find("text"); text != line.end() && text->is_string()) result_.text = text->get<std::string>();
    if (const auto meta = line.find("meta"); meta != line.end() && meta->is_object()) result_.meta = meta->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (const auto error = line.find("error"); error != line.end() && error->is_object()) result_.error = Error{string(*error, "code"), string(*error, "message")};
    for (const Json& z : list(line, "zones")) document.zones_.push_back({zone_kind(string(z, "kind", "body")), span(z)});
    for (const Json& i : list(line, "issues")) document.issues_.push_back({string(i, "code"), i.contains("offset") ? offset(i, "offset") : 0, string(i, "message")});
    for (const Json& m : list(line, "mentions")) document.mentions_.push_back(mention(m));
    for (const Json& e : list(line, "entities")) {
      Entity& entity = document.entities_[entity_index(string(e, "id"))];
      entity.type = names_->keep(string(e, "type"));
      entity.name = string(e, "name");
      for (const Json& alias : list(e, "aliases"))
        if (alias.is_string()) entity.aliases.push_back(alias.get<std::string>());
    }
    for (const Json& f : list(line, "facts")) document.facts_.push_back(fact(f));
    for (std::uint32_t i = 0; i < document.mentions_.size(); ++i)
      if (document.mentions_[i].entity != none) document.entities_[document.mentions_[i].entity].mentions.push_back(i);
    document.names_ = names_;
  }

 private:
  StoredResult& result_;
  std::shared_ptr<NamePool> names_;
  std::map<std::string, std::uint32_t> entities_, mentions_, events_;

  std::uint32_t entity_index(const std::string& id) {
    const auto [at, fresh] = entities_.try_emplace(id, static_cast<std::uint32_t>(entities_.size()));
    if (fresh) result_.document.entities_.emplace_back();
    return at->second;
  }

  static ZoneKind zone_kind(std::string_view zone) {
    for (const ZoneKind k : {ZoneKind::title, ZoneKind::meta, ZoneKind::body, ZoneKind::related, ZoneKind::boilerplate})
      if (zone == name(k)) return k;
    return ZoneKind::body;
  }

  /// A fact without an event is one of its own.
  std::uint32_t event_index(const std::string& id) {
    const auto at = events_.try_emplace(id.empty() ? "fact " + std::to_string(result_.document.facts_.size()) : id, static_cast<std::uint32_t>(events_.size())).first;
    return at->second;
  }

  Mention mention(const Json& json) {
    Mention out;
    out.type = names_->keep(string(json, "type"));
    out.rule = names_->keep(string(json, "rule"));
    out.span = span(json);
    if (const std::string entity = string(json, "entity"); !entity.empty()) out.entity = entity_index(entity);
    if (const auto v = json.find("value"); v != json.end() && v->is_object()) out.value = value(*v);
    result_.mention_texts.push_back(string(json, "text"));
    mentions_.emplace(string(json, "id"), static_cast<std::uint32_t>(mentions_.size()));
    return out;
  }

  static Value value(const Json& json) {
    Value out;
    out.amount = decimal(json, "amount");
    out.low = decimal(json, "low");
    out.high = decimal(json, "high");
    const std::string modifier = string(json, "modifier", "=");
    for (const Modifier m : {Modifier::exact, Modifier::about, Modifier::over, Modifier::at_least, Modifier::under, Modifier::at_most})
      if (symbol(m) == modifier) out.modifier = m;
    out.unit = string(json, "unit");
    out.dimension = string(json, "dimension");
    out.currency = string(json, "currency");
    out.per = string(json, "per");
    out.timex = string(json, "timex");
    out.mod = string(json, "mod");
    out.quant = string(json, "quant");
    out.freq = string(json, "freq");
    out.country = string(json, "country");
    out.reason = string(json, "reason");
    if (const auto si = json.find("si"); si != json.end() && si->is_object()) {
      out.si_amount = decimal(*si, "amount");
      out.si_low = decimal(*si, "low");
      out.si_high = decimal(*si, "high");
      out.si_unit = string(*si, "unit");
    }
    if (const auto of = json.find("of"); of != json.end() && of->is_object()) out.of = span(*of);
    return out;
  }

  Argument argument(const Json& json) {
    Argument out;
    out.role = names_->keep(string(json, "role"));
    if (json.contains("start")) out.span = span(json);
    if (const std::string entity = string(json, "entity"); !entity.empty()) out.entity = entity_index(entity);
    if (const auto at = mentions_.find(string(json, "mention")); at != mentions_.end()) out.mention = at->second;
    if (const auto refers = json.find("refers"); refers != json.end() && refers->is_object()) out.refers = span(*refers);
    out.value = names_->keep(string(json, "value"));
    return out;
  }

  Fact fact(const Json& json) {
    Fact out;
    out.kind = names_->keep(string(json, "type"));
    out.rule = names_->keep(string(json, "rule"));
    const std::string polarity = string(json, "polarity", "positive");
    const std::string modality = string(json, "modality", "actual");
    out.zone = zone_kind(string(json, "zone", "body"));
    out.event = event_index(string(json, "event"));
    out.polarity = polarity == name(Polarity::negative) ? Polarity::negative : Polarity::positive;
    for (const Modality m : {Modality::actual, Modality::planned, Modality::possible, Modality::conditional})
      if (modality == name(m)) out.modality = m;
    for (const char* key : {"sentence", "trigger"})
      if (const auto at = json.find(key); at != json.end() && at->is_object()) (key[0] == 's' ? out.sentence : out.trigger) = span(*at);
    for (const Json& a : list(json, "args")) out.arguments.push_back(argument(a));
    if (const auto source = json.find("attribution"); source != json.end() && source->is_object()) out.attribution = argument(*source);
    return out;
  }
};

}  // namespace

Result<StoredResult> read_result(std::string_view line, std::string_view source) {
  const std::string where = std::string(source) + ": ";
  try {
    StoredResult result;
    ResultReader(result).run(Json::parse(line.begin(), line.end()));
    return result;
  } catch (const Json::parse_error& error) {
    return Error{"io.json", std::string(source) + ':' + std::to_string(error.byte) + ": this is not JSON"};
  } catch (const Json::exception&) {
    return Error{"io.json", where + "a number is too large"};
  } catch (const WrongShape& wrong) {
    return Error{"io.result", where + wrong.what};
  }
}

Document in_bytes(StoredResult result, std::string_view text) {
  Document document = std::move(result.document);
  document.text_ = text;
  Offsets offsets;
  offsets.assign(text, result.offsets, {});
  const auto lead = [&](Span& span) {
    span.begin = offsets.to_byte(span.begin);
    span.end = std::max(span.begin, offsets.to_byte(span.end));
  };
  const auto argument = [&](Argument& a) {
    lead(a.span);
    if (a.refers) lead(*a.refers);
  };
  for (Mention& mention : document.mentions_) {
    lead(mention.span);
    if (mention.value && mention.value->of) lead(*mention.value->of);
  }
  for (Zone& zone : document.zones_) lead(zone.span);
  for (Issue& issue : document.issues_) issue.offset = offsets.to_byte(issue.offset);
  for (Fact& fact : document.facts_) {
    lead(fact.sentence);
    lead(fact.trigger);
    for (Argument& a : fact.arguments) argument(a);
    if (fact.attribution) argument(*fact.attribution);
  }
  return document;
}

}  // namespace sluice
