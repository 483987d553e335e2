#include "grammars/percent.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/number.hpp"
#include "grammars/step.hpp"

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct OutTag {};
auto term(auto& context) -> AmountTerm& { return x3::get<OutTag>(context).get(); }

const auto number = step<x3::parser, NumberReading>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, NumberReading& out) {
  if (!parse_number(text, at, limit, ScaleSigns::plain, out) || out.ordinal) return false;
  at = out.end;
  return true;
});
const auto hyphen = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (!text.joining_hyphen(at, limit)) return false;
  ++at;
  return true;
});
template <AmountRole role>
constexpr auto word() {
  return step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
    const AmountHit* hit = text.find(at, role, limit);
    // A sign may stand against a word (5%-owned), a word may not.
    if (hit == nullptr || (text.token(hit->end - 1).kind == TokenKind::word && !text.ends_word(hit->end))) return false;
    at = hit->end;
    return true;
  });
}

const auto set_number = [](auto& context) { term(context).number = x3::_attr(context); };
const auto set_hyphen = [](auto& context) { term(context).hyphen = true; };
const auto points = [](auto& context) { term(context).points = true; };
const auto hundredths = [](auto& context) {
  Fraction& value = term(context).number.value;
  value.above = value.above.shifted(-2);
  term(context).part_power = -2;
  term(context).points = true;
};

const auto percent = number[set_number] >> -hyphen[set_hyphen] >>
                     (word<AmountRole::percent_points>()[points] | word<AmountRole::basis_points>()[hundredths] | word<AmountRole::percent>());

}  // namespace

bool parse_percent(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out) {
  AmountCursor first(text, at);
  AmountTerm read;
  read.kind = TermKind::percent;
  if (!x3::parse(first, AmountCursor(text, limit), x3::with<OutTag>(std::ref(read))[percent])) return false;
  read.begin = at;
  read.end = first.at();
  out = read;
  return true;
}

}  // namespace sluice
