// The date that a page gives itself.
#ifndef SLUICE_TEXT_META_DATE_HPP
#define SLUICE_TEXT_META_DATE_HPP

#include "text/token.hpp"

namespace sluice {

/// Sets `text.meta_date` to the first full date of the meta zone, else of the dateline ("PARIS, 16 Oct 2024 - ..."), in ISO
/// form. In 3/4/2024 the day comes first, unless the page shows the order of the United States.
void find_meta_date(TextAnalysis& text);

}  // namespace sluice

#endif
