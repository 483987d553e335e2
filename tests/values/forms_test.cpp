// Runs every row of docs/values.md: the text in the first cell (or the part of it in bold) is one value, with type and value as the
// other cells say, and nothing else in the text is one. A line `Document date: 2025-06-12` dates the rows behind it.
#include <doctest/doctest.h>

#include <fstream>
#include <vector>

#include "amounts.hpp"
#include "values/anchor.hpp"

namespace sluice::test {

namespace {

std::string trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '`')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '`' || s.back() == '\r')) s.remove_suffix(1);
  return std::string(s);
}

/// The cells of a row of a Markdown table; `\|` is a bar.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> out;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
      cell += line[++i];
    } else if (line[i] == '|') {
      out.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return out;
}

std::string shown(std::string_view surface, std::string_view type, std::string_view value) {
  return '[' + std::string(surface) + '|' + std::string(type) + ' ' + std::string(value) + "] ";
}

/// Every value in `text`, as the rows write them.
std::string values_in(const std::string& text, const std::string& date) {
  const AmountReader& reader = AmountReader::standard();
  TextAnalysis analysis;
  analyze_text(text, analysis);
  WordCache words(reader.lexicon);
  words.begin_document();
  words.look_up(analysis.text, analysis.tokens);
  std::vector<PhraseHit> phrases;
  find_phrases(words, analysis, phrases);
  std::vector<ValueMention> mentions;
  find_values(reader.tables, {analysis, words, phrases, {}}, mentions);
  std::vector<ValueMention> times;
  for (const ValueMention& m : mentions)
    if (m.time.kind != TimeExpression::none) times.push_back(m);
  anchor_times(times, date, std::vector<TimeDirection>(times.size(), TimeDirection::past));
  std::string out;
  std::size_t next_time = 0;
  for (ValueMention& m : mentions) {
    if (m.time.kind != TimeExpression::none) m = times[next_time++];
    const Span span{analysis.tokens[m.begin].begin, analysis.tokens[m.end - 1].end};
    std::string type(reader.symbols.name(m.type));
    for (char& c : type)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    out += shown(span.of(text), type, value_text(type, m.value));
  }
  return out;
}

}  // namespace

TEST_CASE("every form in docs/values.md is read") {
  std::ifstream file(SLUICE_SOURCE_DIR "/docs/values.md");
  REQUIRE(file.good());
  std::string line, date;
  std::size_t rows = 0;
  constexpr std::string_view dated = "Document date: ";
  while (std::getline(file, line)) {
    if (line.starts_with(dated)) date = trimmed(std::string_view(line).substr(dated.size()));
    if (!line.starts_with('|')) continue;
    const std::vector<std::string> row = cells(line);
    if (row.size() != 3 || row[0] == "text" || row[0].starts_with("--")) continue;
    ++rows;
    std::string text = row[0], surface = row[0];
    if (const std::size_t open = text.find("**"); open != std::string::npos) {
      const std::size_t close = text.find("**", open + 2);
      REQUIRE_MESSAGE(close != std::string::npos, line);
      surface = text.substr(open + 2, close - open - 2);
      text = text.substr(0, open) + surface + text.substr(close + 2);
    }
    const std::string wanted = row[1] == "-" ? "" : shown(surface, row[1], row[2]), got = values_in(text, date);
    CHECK_MESSAGE(got == wanted, line);
  }
  CHECK(rows >= 100);
}

}  // namespace sluice::test
