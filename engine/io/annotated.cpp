#include "io/annotated.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sluice {
namespace {

bool is_time_type(std::string_view type) { return type == "date" || type == "time" || type == "duration" || type == "set"; }

/// `km/h` is a unit of its own; in `t/a` the rate is apart.
bool is_speed(std::string_view unit) {
  static constexpr std::array<std::string_view, 5> lengths = {"km", "m", "[mi_i]", "[ft_i]", "[nmi_i]"};
  const std::size_t slash = unit.rfind('/');
  const std::string_view per = unit.substr(slash + 1);
  return (per == "h" || per == "s" || per == "min") && std::find(lengths.begin(), lengths.end(), unit.substr(0, slash)) != lengths.end();
}

}  // namespace

struct NameKeeper::Names {
  std::set<std::string, std::less<>> all;
};

NameKeeper::NameKeeper() : names_(std::make_shared<Names>()) {}

std::string_view NameKeeper::keep(std::string_view name) {
  const auto at = names_->all.find(name);
  return at != names_->all.end() ? *at : *names_->all.emplace(name).first;
}

std::optional<Value> parse_value(std::string_view type, std::string_view text) {
  Value value;
  if (text.empty()) return std::nullopt;
  if (is_time_type(type)) {
    value.timex = text;
    return value;
  }
  const bool counted = type == "number" || type == "ordinal" || type == "percent" || type == "money" || type == "quantity";
  if (!counted) {
    value.country = text;
    return value;
  }
  for (const Modifier m : {Modifier::at_least, Modifier::at_most, Modifier::over, Modifier::under, Modifier::about})
    if (text.starts_with(symbol(m))) {
      value.modifier = m;
      text.remove_prefix(symbol(m).size());
      break;
    }
  const std::size_t blank = std::min(text.find(' '), text.size());
  const std::string_view amount = text.substr(0, blank);
  std::string_view unit = text.substr(std::min(blank + 1, text.size()));
  if (const std::size_t dots = amount.find(".."); dots != std::string_view::npos) {
    value.low = Decimal::parse(amount.substr(0, dots));
    value.high = Decimal::parse(amount.substr(dots + 2));
    if (!value.low && !value.high) return std::nullopt;
  } else {
    value.amount = Decimal::parse(amount);
    if (!value.amount) return std::nullopt;
  }
  if (const std::size_t slash = unit.rfind('/'); slash != std::string_view::npos && !(type == "quantity" && is_speed(unit))) {
    value.per = unit.substr(slash + 1);
    unit = unit.substr(0, slash);
  }
  (type == "money" ? value.currency : value.unit) = unit;
  return value;
}

void name_entities(Document& document) {
  for (Entity& entity : document.entities_) {
    entity.mentions.clear();
    entity.aliases.clear();
    entity.name.clear();
  }
  for (std::uint32_t m = 0; m < document.mentions_.size(); ++m) {
    const Mention& mention = document.mentions_[m];
    if (mention.entity == none) continue;
    Entity& entity = document.entities_[mention.entity];
    if (entity.mentions.empty()) entity.type = mention.type;
    entity.mentions.push_back(m);
    const std::string surface(mention.span.of(document.text_));
    if (surface == entity.name || std::find(entity.aliases.begin(), entity.aliases.end(), surface) != entity.aliases.end()) continue;
    // The longest form is the name, the first of several as long.
    if (surface.size() > entity.name.size()) {
      if (!entity.name.empty()) entity.aliases.push_back(entity.name);
      entity.name = surface;
    } else {
      entity.aliases.push_back(surface);
    }
  }
}

}  // namespace sluice
