// Types by the labels of other annotation schemes: `PER`, `GPE`, `CARDINAL`.
#ifndef SLUICE_IO_LABELS_HPP
#define SLUICE_IO_LABELS_HPP

#include <string>
#include <string_view>

namespace sluice {

/// The type that rules/text/labels.tsv gives the label; else the label, in lower case where it is all capitals.
[[nodiscard]] std::string type_of_label(std::string_view label);

}  // namespace sluice

#endif
