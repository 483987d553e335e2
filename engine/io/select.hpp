// Leaves in a document only what was asked for.
#ifndef SLUICE_IO_SELECT_HPP
#define SLUICE_IO_SELECT_HPP

#include <string>
#include <vector>

#include "sluice/document.hpp"

namespace sluice {

struct Selection {
  std::vector<std::string> types;   ///< of mentions and of facts; empty for all
  std::vector<ZoneKind> zones;      ///< empty for all

  [[nodiscard]] bool everything() const { return types.empty() && zones.empty(); }
};

/// Takes out the mentions and facts of other types and zones, and the entities that are then neither mentioned nor an argument. Indexes are made
/// to fit; a fact keeps its arguments' spans also where their mentions went.
void select(const Selection& selection, Document& document);

}  // namespace sluice

#endif
