#include "io/select.hpp"

#include <algorithm>
#include <utility>

namespace sluice {
namespace {

/// Removes the items that are not kept and says where each one went.
template <class Item>
std::vector<std::uint32_t> compact(std::vector<Item>& items, const std::vector<char>& kept) {
  std::vector<std::uint32_t> moved(items.size(), none);
  std::size_t to = 0;
  for (std::size_t from = 0; from < items.size(); ++from) {
    if (!kept[from]) continue;
    moved[from] = static_cast<std::uint32_t>(to);
    if (to != from) items[to] = std::move(items[from]);
    ++to;
  }
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(to), items.end());
  return moved;
}

void move_to(std::uint32_t& index, const std::vector<std::uint32_t>& moved) {
  if (index != none) index = moved[index];
}

}  // namespace

void select(const Selection& selection, Document& document) {
  const auto wanted = [&](std::string_view type, ZoneKind zone) {
    return (selection.types.empty() || std::find(selection.types.begin(), selection.types.end(), type) != selection.types.end()) &&
           (selection.zones.empty() || std::find(selection.zones.begin(), selection.zones.end(), zone) != selection.zones.end());
  };
  const auto zone_at = [&](Span span) {
    const auto after = std::upper_bound(document.zones_.begin(), document.zones_.end(), span.begin,
                                        [](std::uint32_t at, const Zone& zone) { return at < zone.span.begin; });
    return after == document.zones_.begin() ? ZoneKind::body : std::prev(after)->kind;
  };
  std::erase_if(document.facts_, [&](const Fact& fact) { return !wanted(fact.kind, fact.zone); });
  std::vector<char> mentions(document.mentions_.size());
  std::vector<char> entities(document.entities_.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& mention = document.mentions_[i];
    mentions[i] = wanted(mention.type, zone_at(mention.span));
    if (mentions[i] && mention.entity != none) entities[mention.entity] = true;
  }
  const auto arguments = [&](auto&& each) {
    for (Fact& fact : document.facts_) {
      for (Argument& argument : fact.arguments) each(argument);
      if (fact.attribution) each(*fact.attribution);
    }
  };
  arguments([&](const Argument& argument) {
    if (argument.entity != none) entities[argument.entity] = true;
  });
  const std::vector<std::uint32_t> mention_moved = compact(document.mentions_, mentions);
  const std::vector<std::uint32_t> entity_moved = compact(document.entities_, entities);
  for (Mention& mention : document.mentions_) move_to(mention.entity, entity_moved);
  for (Entity& entity : document.entities_) {
    for (std::uint32_t& mention : entity.mentions) move_to(mention, mention_moved);
    std::erase(entity.mentions, none);
  }
  arguments([&](Argument& argument) {
    move_to(argument.mention, mention_moved);
    move_to(argument.entity, entity_moved);
  });
}

}  // namespace sluice
