// The fast path against ICU: on every file of the corpus and the rules, and on random strings.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "text/analyze.hpp"

namespace {

using sluice::Token;

struct Cut {
  std::vector<Token> fast;
  std::vector<Token> plain;

  bool agree(std::string_view text) {
    fast.clear();
    plain.clear();
    sluice::tokenize(text, 7, fast);
    sluice::tokenize_plain(text, 7, plain);
    if (fast.size() != plain.size()) return false;
    for (std::size_t i = 0; i < fast.size(); ++i) {
      const Token& a = fast[i];
      const Token& b = plain[i];
      if (a.begin != b.begin || a.end != b.end || a.kind != b.kind || a.flags != b.flags) return false;
    }
    return true;
  }
};

const std::vector<std::string> pieces = {
    "a", "B", "the", "it", "s", "t", "n't", "won", "U", "S", "J", "Mr", "Inc", "No", "1", "23", "4.5", "1,000", ".", ",", ";", ":", "'",
    "’", "‘", "\"", "“", "”", "-", "--", "–", "—", " ", "  ", "\n", "\r\n", "\t", "\u00A0", "@", "_", "www.", "www.x", "http", "://", "/", "é",
    "ß", "ñ", "Ł", "×", "÷", "£", "€", "°", "½", "%", "$", "&", "#", "\u0301", "\u200D", "\U0001F469", "\U0001F1F9", "\U0001F1F7", "ไทย",
    "ภาษา", "ש", "ל\"", "א", "م", "ع", "٣", "中", "国", "日本語", "カ", "タカナ", "ー", "ひら", "한국", "\u00AD", "\uFEFF", "\u200B",
    "\u2003", "\u3000", "·", "٬", "․", "‧", "：", "\uFF07", "；", std::string(1, '\0'), "\x01", "\x7F", "\v", "\f", "\u0085", "\u2028", "(",
    ")", "[", "…", "•", "Я", "русский", "2nd", "3D", "e.g", "a.m", "ǅ", "ʼ", "ª", "²", "©", "™", "\u0915\u094D", "\U0001D400"};

void check_random(std::uint32_t seed, int strings, unsigned longest, unsigned spaces) {
  std::mt19937 random(seed);
  Cut cut;
  std::string text;
  for (int i = 0; i < strings; ++i) {
    text.clear();
    const unsigned count = 1 + static_cast<unsigned>(random() % longest);
    for (unsigned k = 0; k < count; ++k) {
      text += pieces[random() % pieces.size()];
      if (random() % spaces == 0) text += ' ';
    }
    if (!cut.agree(text)) {
      CAPTURE(seed);
      CAPTURE(i);
      FAIL("the fast path and ICU disagree on: ", text);
    }
  }
}

}  // namespace

TEST_CASE("fast path: random strings of mixed scripts") {
  check_random(1, 100000, 14, 6);
  check_random(2, 5000, 40, 2);
  check_random(3, 5000, 6, 100);
}

TEST_CASE("fast path: each pair of pieces between English words") {
  Cut cut;
  for (const std::string& a : pieces)
    for (const std::string& b : pieces) {
      const std::string text = "rose " + a + b + " in x" + a + "y. " + b + "z";
      if (!cut.agree(text)) FAIL("the fast path and ICU disagree on: ", text);
    }
}

TEST_CASE("fast path: every character below U+3000") {
  Cut cut;
  for (char32_t c = 1; c < 0x3000; ++c) {
    std::string one;
    if (c < 0x80) {
      one += static_cast<char>(c);
    } else if (c < 0x800) {
      one += static_cast<char>(0xC0 | (c >> 6));
      one += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      one += static_cast<char>(0xE0 | (c >> 12));
      one += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      one += static_cast<char>(0x80 | (c & 0x3F));
    }
    const std::string text = "a" + one + "b 1" + one + "2 " + one + "3 " + one + one + "c " + one;
    if (!cut.agree(text)) FAIL("the fast path and ICU disagree on U+", static_cast<unsigned>(c));
  }
}

TEST_CASE("fast path: every text of the project") {
  namespace fs = std::filesystem;
  Cut cut;
  int files = 0;
  for (const char* folder : {"corpus", "rules", "docs", "engine"}) {
    const fs::path root = fs::path(SLUICE_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (!entry.is_regular_file() || entry.file_size() > 2'000'000) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(in)), {});
      sluice::TextAnalysis decoded;
      sluice::analyze_text(bytes, decoded);
      CAPTURE(entry.path().string());
      CHECK(cut.agree(decoded.text));
      ++files;
    }
  }
  CHECK(files > 10);
}
