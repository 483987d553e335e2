#include "text/segments.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>

namespace sluice {

namespace {

class WordIterator {
 public:
  WordIterator() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no word boundary rules: ") + u_errorName(status));
  }
  ~WordIterator() { utext_close(&text_); }
  WordIterator(const WordIterator&) = delete;
  WordIterator& operator=(const WordIterator&) = delete;

  icu::BreakIterator& over(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_->setText(&text_, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot open a text: ") + u_errorName(status));
    return *iterator_;
  }

 private:
  UText text_ = UTEXT_INITIALIZER;
  std::unique_ptr<icu::BreakIterator> iterator_;
};

}  // namespace

void segment_by_icu(std::string_view text, std::uint32_t begin, std::uint32_t end, Tailor& tailor) {
  thread_local WordIterator words;
  while (begin < end) {
    icu::BreakIterator& iterator = words.over(text.substr(begin, end - begin));
    const std::uint32_t base = begin;
    begin = end;
    std::uint32_t from = base;
    for (std::int32_t next = iterator.next(); next != icu::BreakIterator::DONE; next = iterator.next()) {
      const std::uint32_t to = base + static_cast<std::uint32_t>(next);
      tailor.segment(from, to);
      if (tailor.resume() != to) {
        begin = tailor.resume();
        break;
      }
      from = to;
    }
  }
}

}  // namespace sluice
