#include "lexicon/pack.hpp"

namespace sluice {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<TsvRow> parse_tsv(std::string_view bytes) {
  std::vector<TsvRow> rows;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::uint32_t line = 0;
  while (!bytes.empty()) {
    ++line;
    const std::size_t end = bytes.find('\n');
    std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (text.starts_with('#') || trim(text).empty()) continue;
    TsvRow row;
    row.line = line;
    for (;;) {
      const std::size_t tab = text.find('\t');
      row.columns.push_back(trim(text.substr(0, tab)));
      if (tab == std::string_view::npos) break;
      text.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> phrase_alternatives(std::string_view column) {
  std::vector<std::string> out;
  std::string current;
  const auto take = [&] {
    const std::string_view text = trim(current);
    if (!text.empty()) out.emplace_back(text);
    current.clear();
  };
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] == '\\' && i + 1 < column.size() && column[i + 1] == '|') current += column[++i];
    else if (column[i] == '|') take();
    else current += column[i];
  }
  take();
  return out;
}

}  // namespace sluice
