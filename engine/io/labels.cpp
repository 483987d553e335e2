#include "io/labels.hpp"

#include <algorithm>
#include <map>

#include "io/label_list.hpp"

namespace sluice {
namespace {

std::map<std::string, std::string, std::less<>> read_labels() {
  std::map<std::string, std::string, std::less<>> types;
  std::string_view rest = io_lists::labels;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    const std::string type(line.substr(tab + 1));
    line = line.substr(0, tab);
    while (!line.empty()) {
      const std::size_t bar = std::min(line.find('|'), line.size());
      types.emplace(line.substr(0, bar), type);
      line.remove_prefix(std::min(bar + 1, line.size()));
    }
  }
  return types;
}

}  // namespace

std::string type_of_label(std::string_view label) {
  static const std::map<std::string, std::string, std::less<>> types = read_labels();
  std::string lower(label);
  bool capitals = false, small = false;
  for (char& c : lower) {
    small |= c >= 'a' && c <= 'z';
    if (c < 'A' || c > 'Z') continue;
    capitals = true;
    c = static_cast<char>(c + 32);
  }
  const auto at = types.find(lower);
  if (at != types.end()) return at->second;
  return capitals && !small ? lower : std::string(label);
}

}  // namespace sluice
