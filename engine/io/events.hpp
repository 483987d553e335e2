// What the facts of one event say together.
//
//   for (const sluice::JoinedEvent& event : sluice::join_events(document)) ...
#ifndef SLUICE_IO_EVENTS_HPP
#define SLUICE_IO_EVENTS_HPP

#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/document.hpp"

namespace sluice {

/// One filler of a role, however many of the facts name it.
struct JoinedFiller {
  const Argument* argument = nullptr;   ///< the one that says most: a name before a noun, an exact value before a rough one
  std::vector<std::uint32_t> facts;     ///< indexes into Document::facts()
};

struct JoinedRole {
  std::string_view role;
  std::vector<JoinedFiller> fillers;    ///< the first is the firmest telling's
  bool conflict = false;                ///< two fillers cannot both hold: other values, other entities, up and down
};

struct JoinedEvent {
  std::uint32_t event = 0;
  std::string_view type;
  std::vector<std::uint32_t> facts;     ///< the firmest first, then in the order of the text
  Polarity polarity = Polarity::positive;   ///< of the firmest
  bool polarity_conflict = false;
  Modality modality = Modality::actual;     ///< the firmest that any fact of this polarity has
  std::vector<JoinedRole> roles;
  std::vector<JoinedFiller> attributions;
};

/// One for each event, in the order in which the text first tells of it. Pointers lead into `document`.
[[nodiscard]] std::vector<JoinedEvent> join_events(const Document& document);

/// Whether two values can be of one thing: `about 10` and `10.4`, `2024` and `2024-10`. What cannot be compared, as dollars and euros, agrees.
[[nodiscard]] bool values_agree(const Value& a, const Value& b);

}  // namespace sluice

#endif
