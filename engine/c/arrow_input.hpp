// Documents out of Arrow batches: strings, binary, integers and dates by row.
#ifndef SLUICE_C_ARROW_INPUT_HPP
#define SLUICE_C_ARROW_INPUT_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "io/record.hpp"
#include "sluice/arrow.h"

namespace sluice {

/// Names of the columns; empty where there is none.
struct InputColumns {
  std::string text = "text", id, date, title;
};

/// Knows where in batches of one type the documents stand.
class ArrowInput {
 public:
  /// Throws BadCall where a column is missing or of a type that is not read.
  ArrowInput(const ArrowSchema& schema, const InputColumns& columns);

  [[nodiscard]] bool has_ids() const { return id_.index >= 0; }
  /// The document in `row`; a null text is an error. False in `has_id` where the id is null.
  void read(const ArrowArray& batch, std::int64_t row, InputRecord& record, bool& has_id) const;

 private:
  enum class Kind : std::uint8_t { text, large_text, text_view, integer, days, milliseconds, timestamp };
  struct Source {
    std::string name;
    std::int64_t index = -1;
    Kind kind = Kind::text;
    int width = 0;                    // bytes of an integer, negative where it is signed
    std::int64_t per_second = 1;      // of a timestamp
  };
  Source text_, id_, date_, title_;

  static Source find(const ArrowSchema& schema, const std::string& name, bool is_text);
  /// False where the item is null.
  static bool item(const ArrowArray& batch, std::int64_t row, const Source& source, std::string& out);
};

}  // namespace sluice

#endif
