// The grammar of rule files in Boost.Spirit X3, over tokens.
#include "rules/grammar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include <boost/spirit/home/x3.hpp>

namespace sluice {

bool is_declaration_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 9> all = {"words", "let",     "entity",  "fact", "template",
                                                          "rule",  "frame", "resolve", "suite"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_clause_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 16> all = {"match",  "where", "set",     "alias",  "unless",    "test",       "reject",
      "todo",
                                                           "verb",   "noun",  "subject", "object", "adverbial", "complement",
                                                           "possessor", "with"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_inner_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 13> all = {"all",         "within",          "followed_by", "not_followed_by",
      "preceded_by",
                                                           "not_preceded_by", "each",        "if",          "else",            "and",
                                                           "or",          "not",             "only"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

namespace {

namespace x3 = boost::spirit::x3;
using x3::_attr;
using x3::_val;

struct refusal_tag;

constexpr std::uint64_t bit(Lexeme kind) { return std::uint64_t{1} << static_cast<unsigned>(kind); }

// One token of one or more kinds. `what` names it in messages; without one, its absence is no news (an optional mark).
struct Terminal : x3::parser<Terminal> {
  using attribute_type = RuleToken;
  static bool const has_attribute = true;
  std::uint64_t kinds;
  std::string_view what;
  bool (*accepts)(const RuleToken&) = nullptr;

  constexpr Terminal(Lexeme k, std::string_view w, bool (*a)(const RuleToken&) = nullptr) : kinds(bit(k)), what(w), accepts(a) {}
  constexpr Terminal(std::uint64_t k, std::string_view w, bool (*a)(const RuleToken&) = nullptr) : kinds(k), what(w), accepts(a) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&, Attribute& attribute) const {
    if (first != last && (kinds & bit(first->kind)) != 0 && (accepts == nullptr || accepts(*first))) {
      x3::traits::move_to(RuleToken(*first), attribute);
      ++first;
      return true;
    }
    if (!what.empty()) x3::get<refusal_tag>(context).get().note(first, what);
    return false;
  }
};

// A word of the language.
struct Keyword : x3::parser<Keyword> {
  using attribute_type = RuleToken;
  static bool const has_attribute = true;
  std::string_view word;
  std::string_view what;

  constexpr Keyword(std::string_view k, std::string_view w) : word(k), what(w) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&, Attribute& attribute) const {
    if (first != last && first->kind == Lexeme::word && first->text == word) {
      x3::traits::move_to(RuleToken(*first), attribute);
      ++first;
      return true;
    }
    if (!what.empty()) x3::get<refusal_tag>(context).get().note(first, what);
    return false;
  }
};

// Takes nothing; its attribute is the place of the next token.
struct Here : x3::parser<Here> {
  using attribute_type = ast::Place;
  static bool const has_attribute = true;
  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator&, const Context&, RuleContext&, Attribute& attribute) const {
    x3::traits::move_to(ast::Place(first->place), attribute);
    return true;
  }
};

constexpr Terminal mark(Lexeme kind, std::string_view what = {}) { return {kind, what}; }
constexpr Keyword key(std::string_view word, std::string_view what = {}) { return {word, what}; }

bool whole(const RuleToken& token) { return token.text.size() <= 9 && token.text.find('.') == std::string_view::npos; }
bool free_word(const RuleToken& token) {
  return !is_clause_keyword(token.text) && !is_declaration_keyword(token.text) && !is_inner_keyword(token.text) && token.text != "use" &&
         token.text != "priority" && token.text != "glue";
}

std::uint32_t to_integer(const RuleToken& token) {
  std::uint32_t n = 0;
  std::from_chars(token.text.data(), token.text.data() + token.text.size(), n);
  return n;
}

constexpr Here here{};
constexpr Terminal word_any{Lexeme::word, "a lower-case name"};
constexpr Terminal integer{Lexeme::number, "a whole number", whole};
constexpr Terminal name{Lexeme::name, "a capitalised name"};
constexpr Terminal quoted{Lexeme::string, "a quoted string"};
constexpr auto comma = mark(Lexeme::comma, "','");
constexpr auto close = mark(Lexeme::close, "')'");
constexpr auto open = mark(Lexeme::open, "'('");
constexpr auto close_brace = mark(Lexeme::close_brace, "'}'");
constexpr auto open_brace = mark(Lexeme::open_brace, "'{'");
constexpr auto colon = mark(Lexeme::colon, "':'");
constexpr auto equal = mark(Lexeme::equal, "'='");
constexpr std::string_view an_item = "a pattern item";

const x3::rule<struct pattern_id, ast::Pattern> pattern = "pattern";
const x3::rule<struct item_id, ast::Item> item = "item";
const x3::rule<struct feature_id, ast::Feature> feature = "feature";
const x3::rule<struct test_id, ast::Test> test = "test";
const x3::rule<struct both_id, ast::Test> both = "both";
const x3::rule<struct unary_id, ast::Test> unary = "unary";
const x3::rule<struct compare_id, ast::Test> compare = "compare";
const x3::rule<struct expression_id, ast::Expression> expression = "expression";
const x3::rule<struct sum_id, ast::Expression> sum = "sum";
const x3::rule<struct product_id, ast::Expression> product = "product";
const x3::rule<struct primary_id, ast::Expression> primary = "primary";

// Patterns.

template <class Member>
auto put_text(Member member) {
  return [member](auto& ctx) { _val(ctx).*member = std::string(_attr(ctx).text); };
}
template <class Member>
auto append_text(Member member) {
  return [member](auto& ctx) { (_val(ctx).*member).emplace_back(_attr(ctx).text); };
}
template <class Member>
auto append(Member member) {
  return [member](auto& ctx) { (_val(ctx).*member).push_back(std::move(_attr(ctx))); };
}
template <class Member>
auto put(Member member) {
  return [member](auto& ctx) { _val(ctx).*member = std::move(_attr(ctx)); };
}
constexpr auto put_place = [](auto& ctx) { _val(ctx).place = _attr(ctx); };

auto be(ast::Item::Kind kind) {
  return [kind](auto& ctx) {
    _val(ctx).kind = kind;
    _val(ctx).text = std::string(_attr(ctx).text);
  };
}
auto become(ast::Item::Kind kind) {
  return [kind](auto& ctx) { _val(ctx).kind = kind; };
}
auto repeat_from_to(std::uint32_t minimum, std::uint32_t maximum) {
  return [=](auto& ctx) { _val(ctx).minimum = minimum, _val(ctx).maximum = maximum; };
}
constexpr auto repeat_number = [](auto& ctx) { _val(ctx).minimum = _val(ctx).maximum = to_integer(_attr(ctx)); };
constexpr auto repeat_maximum = [](auto& ctx) { _val(ctx).maximum = to_integer(_attr(ctx)); };
constexpr auto put_number = [](auto& ctx) { _val(ctx).number = to_integer(_attr(ctx)); };
// An item of `all within` is a pattern of its own.
constexpr auto append_item = [](auto& ctx) {
  ast::Pattern one;
  one.place = _attr(ctx).place;
  one.alternatives.emplace_back().push_back(std::move(_attr(ctx)));
  _val(ctx).patterns.push_back(std::move(one));
};
constexpr auto start_alternative = [](auto& ctx) { _val(ctx).alternatives.emplace_back(); };
constexpr auto append_to_alternative = [](auto& ctx) { _val(ctx).alternatives.back().push_back(std::move(_attr(ctx))); };

const auto sequence_ = x3::eps[start_alternative] >> +item[append_to_alternative];
const auto pattern_def = here[put_place] >> (sequence_ % mark(Lexeme::bar));

const auto capture_ = &(Terminal{Lexeme::word, an_item} >> mark(Lexeme::colon)) >> word_any[put_text(&ast::Item::capture)] >> colon >>
                      -key("each")[([](auto& ctx) { _val(ctx).each = true; })];

constexpr Terminal verb_form{Lexeme::word, "one of base, s, ing, past, participle, plural", [](const RuleToken& token) {
                               return token.text == "base" || token.text == "s" || token.text == "ing" || token.text == "past" ||
                                      token.text == "participle" || token.text == "plural";
                             }};

auto look(std::string_view word, ast::Item::Kind kind) {
  return key(word, an_item)[become(kind)] >> open >> pattern[append(&ast::Item::patterns)] >> close;
}

const auto atom_ =
    Terminal{Lexeme::string, an_item}[be(ast::Item::literal)] | Terminal{Lexeme::exact, an_item}[be(ast::Item::exact)] |
    Terminal{Lexeme::name, an_item}[be(ast::Item::reference)] |
    (mark(Lexeme::tilde, an_item) >> Terminal{Lexeme::word, "a verb or noun"}[be(ast::Item::form)] >>
     -(mark(Lexeme::dot) >> verb_form[put_text(&ast::Item::verb_form)])) |
    (mark(Lexeme::open_bracket, an_item)[become(ast::Item::features)] >>
     (feature[append(&ast::Item::features_list)] % mark(Lexeme::ampersand, "'&'")) >> mark(Lexeme::close_bracket, "']'")) |
    Terminal{Lexeme::regex, an_item}[be(ast::Item::regex)] |
    (mark(Lexeme::dots, an_item)[become(ast::Item::gap)] >> Terminal{Lexeme::number, "the greatest number of tokens", whole}[put_number]) |
    (mark(Lexeme::open, an_item)[become(ast::Item::group)] >> pattern[append(&ast::Item::patterns)] >> close) |
    (key("all", an_item)[become(ast::Item::all_within)] >> key("within", "'within'") >> integer[put_number] >> open_brace >>
     +item[append_item] >> close_brace) |
    look("followed_by", ast::Item::followed_by) | look("not_followed_by", ast::Item::not_followed_by) |
    look("preceded_by", ast::Item::preceded_by) | look("not_preceded_by", ast::Item::not_preceded_by) |
    Terminal{Lexeme::word, an_item, free_word}[be(ast::Item::reference)];

const auto repetition_ = mark(Lexeme::question)[repeat_from_to(0, 1)] | mark(Lexeme::star)[repeat_from_to(0, ast::unbounded)] |
                         mark(Lexeme::plus)[repeat_from_to(1, ast::unbounded)] |
                         (mark(Lexeme::open_brace) >> integer[repeat_number] >> -(mark(Lexeme::comma, "','") >> integer[repeat_maximum]) >>
                          close_brace);

const auto item_def = here[put_place] >> -capture_ >> atom_ >> -repetition_;

const auto feature_name = Terminal{Lexeme::word, "a feature"};
const auto feature_def = here[put_place] >> -mark(Lexeme::exclamation)[([](auto& ctx) { _val(ctx).negated = true; })] >>
                         feature_name[put_text(&ast::Feature::name)] >>
                         -(mark(Lexeme::open) >> name[put_text(&ast::Feature::list)] >> close);

// Tests of `where`.

constexpr auto collapse = [](auto& ctx) {
  if (_val(ctx).operands.size() != 1) return;
  ast::Test only = std::move(_val(ctx).operands.front());
  _val(ctx) = std::move(only);
};
constexpr auto append_operand = [](auto& ctx) { _val(ctx).operands.push_back(std::move(_attr(ctx))); };

const auto test_def = here[put_place] >> x3::eps[([](auto& ctx) { _val(ctx).kind = ast::Test::either; })] >>
                      (both[append_operand] % key("or", "'or'")) >> x3::eps[collapse];
const auto both_def = here[put_place] >> x3::eps[([](auto& ctx) { _val(ctx).kind = ast::Test::both; })] >>
                      (unary[append_operand] % key("and", "'and'")) >> x3::eps[collapse];
const auto unary_def = here[put_place] >>
                       ((key("not", "a test")[([](auto& ctx) { _val(ctx).kind = ast::Test::negation; })] >> unary[append_operand]) |
                        (mark(Lexeme::open, "a test") >> test[([](auto& ctx) { _val(ctx) = std::move(_attr(ctx)); })] >> close) |
                        compare[([](auto& ctx) { _val(ctx) = std::move(_attr(ctx)); })]);

constexpr auto put_operator = [](auto& ctx) {
  _val(ctx).kind = ast::Test::compare;
  _val(ctx).op = std::string(_attr(ctx).raw);
};
constexpr auto put_number_value = [](auto& ctx) {
  _val(ctx).value += _attr(ctx).text;
  _val(ctx).number = true;
};
constexpr std::uint64_t names_and_strings = bit(Lexeme::string) | bit(Lexeme::word) | bit(Lexeme::name);
const auto operator_ = Terminal{bit(Lexeme::equal) | bit(Lexeme::not_equal) | bit(Lexeme::less) | bit(Lexeme::less_equal) |
                                    bit(Lexeme::greater) | bit(Lexeme::greater_equal),
                                "an operator"}[put_operator];
const auto test_value = Terminal{names_and_strings, "a value"}[put_text(&ast::Test::value)] |
                        (-mark(Lexeme::minus)[([](auto& ctx) { _val(ctx).value = "-"; })] >>
                         Terminal{Lexeme::number, "a value"}[put_number_value]);
const auto argument_ = Terminal{bit(Lexeme::word) | bit(Lexeme::name), "a capture or list"}[append_text(&ast::Test::arguments)];
const auto compare_def = here[put_place] >> Terminal{Lexeme::word, "a test", free_word}[put_text(&ast::Test::name)] >>
                         ((mark(Lexeme::open, "'('") >> -(argument_ % comma) >> close >> -(operator_ >> test_value)) |
                          (operator_ >> test_value));

// Expressions of `set`.

auto binary(std::string_view op) {
  return [op](auto& ctx) {
    ast::Expression whole_value;
    whole_value.kind = ast::Expression::binary;
    whole_value.place = _val(ctx).place;
    whole_value.value = std::string(op);
    whole_value.operands.push_back(std::move(_val(ctx)));
    whole_value.operands.push_back(std::move(_attr(ctx)));
    _val(ctx) = std::move(whole_value);
  };
}
auto be_expression(ast::Expression::Kind kind) {
  return [kind](auto& ctx) {
    _val(ctx).kind = kind;
    _val(ctx).value += _attr(ctx).text;
  };
}
constexpr auto take_expression = [](auto& ctx) { _val(ctx) = std::move(_attr(ctx)); };
constexpr auto ask = [](auto& ctx) {
  ast::Expression conditional;
  conditional.kind = ast::Expression::conditional;
  conditional.place = _val(ctx).place;
  conditional.value = std::string(_attr(ctx).text);
  conditional.operands.push_back(std::move(_val(ctx)));
  _val(ctx) = std::move(conditional);
};
constexpr auto call_argument = [](auto& ctx) {
  ast::Expression argument;
  argument.kind = ast::Expression::identifier;
  argument.place = _attr(ctx).place;
  argument.value = std::string(_attr(ctx).text);
  _val(ctx).operands.push_back(std::move(argument));
};
constexpr std::string_view a_value = "a value";

const auto expression_def = sum[take_expression] >> -(key("if") >> word_any[ask] >> key("else", "'else'") >> expression[append_operand]);
const auto sum_def = product[take_expression] >>
                     *((mark(Lexeme::plus) >> product[binary("+")]) | (mark(Lexeme::minus) >> product[binary("-")]));
const auto product_def = primary[take_expression] >>
                         *((mark(Lexeme::star) >> primary[binary("*")]) | (mark(Lexeme::slash) >> primary[binary("/")]));
const auto primary_def =
    here[put_place] >>
    (Terminal{Lexeme::string, a_value}[be_expression(ast::Expression::text)] |
     Terminal{Lexeme::name, a_value}[be_expression(ast::Expression::text)] |
     (&(Terminal{Lexeme::word, a_value} >> mark(Lexeme::open)) >> word_any[be_expression(ast::Expression::call)] >> open >>
      word_any[call_argument] >> close) |
     Terminal{Lexeme::word, a_value}[be_expression(ast::Expression::identifier)] |
     (-mark(Lexeme::minus)[([](auto& ctx) { _val(ctx).value = "-"; })] >>
      Terminal{Lexeme::number, a_value}[be_expression(ast::Expression::number)]) |
     (mark(Lexeme::open, a_value) >> expression[take_expression] >> close));

BOOST_SPIRIT_DEFINE(pattern, item, feature, test, both, unary, compare, expression, sum, product, primary)

// Clauses.

const x3::rule<struct set_id, ast::Set> set_clause = "set";
const x3::rule<struct expectation_id, ast::Example::Expectation> expectation = "expectation";
const x3::rule<struct example_id, ast::Example> example = "example";
const x3::rule<struct lemma_id, ast::Lemma> lemma = "lemma";
const x3::rule<struct part_id, ast::FramePart> part = "part";
const x3::rule<struct clause_id, ast::Rule> clause = "clause";
const x3::rule<struct use_id, ast::Use> use = "use";
const x3::rule<struct head_id, ast::Rule> rule_head = "rule head";

const auto set_clause_def = here[put_place] >> key("set") >> word_any[put_text(&ast::Set::id)] >> equal >>
                            expression[put(&ast::Set::value)];

constexpr Terminal plain_value{names_and_strings | bit(Lexeme::number), a_value};
const auto expectation_def = here[put_place] >> word_any[put_text(&ast::Example::Expectation::id)] >> equal >>
                             plain_value[put_text(&ast::Example::Expectation::value)];

auto example_kind(ast::Example::Kind kind) {
  return [kind](auto& ctx) { _val(ctx).kind = kind; };
}
const auto example_text = here[put_place] >> quoted[put_text(&ast::Example::text)];
const auto expectations_ = -(mark(Lexeme::double_arrow, "'=>'") >> (expectation[append(&ast::Example::expectations)] % comma));
const auto example_def =
    (key("test")[example_kind(ast::Example::test)] >> -key("only", "'only'")[([](auto& ctx) { _val(ctx).only = true; })] >> example_text >>
     expectations_) |
    (key("reject")[example_kind(ast::Example::reject)] >> example_text) |
    (key("todo")[example_kind(ast::Example::todo)] >> example_text >> expectations_);

const auto lemma_def = here[put_place] >> Terminal{Lexeme::word, "a lemma"}[put_text(&ast::Lemma::word)] >>
                       -mark(Lexeme::string, "a quoted particle or preposition")[put_text(&ast::Lemma::particle)];
const auto verbs_ = lemma[append(&ast::Rule::verbs)] % comma;
const auto nouns_ = lemma[append(&ast::Rule::nouns)] % comma;

auto part_kind(std::string_view word, ast::FramePart::Kind kind) {
  return key(word)[([kind](auto& ctx) { _val(ctx).kind = kind; })];
}
const auto binds_ = pattern[append(&ast::FramePart::binds)] % comma;
const auto part_def = here[put_place] >>
                      (((part_kind("subject", ast::FramePart::subject) | part_kind("object", ast::FramePart::object) |
                         part_kind("adverbial", ast::FramePart::adverbial) | part_kind("complement", ast::FramePart::complement) |
                         part_kind("possessor", ast::FramePart::possessor)) >>
                        binds_) |
                       (part_kind("with", ast::FramePart::with) >>
                        (Terminal{Lexeme::string, "a quoted preposition"}[append_text(&ast::FramePart::prepositions)] % comma) >> binds_));

const auto clause_def = (key("match") >> pattern[append(&ast::Rule::matches)]) | (key("unless") >> pattern[append(&ast::Rule::unless)]) |
                        (key("where") >> test[append(&ast::Rule::where)]) | set_clause[append(&ast::Rule::sets)] |
                        (key("alias") >> word_any[append_text(&ast::Rule::aliases)]) | example[append(&ast::Rule::examples)] |
                        (key("verb") >> verbs_) | (key("noun") >> nouns_) | part[append(&ast::Rule::parts)];

const auto use_def = here[put_place] >> key("use", "an option") >> name[put_text(&ast::Use::name)] >> open >>
                     (pattern[append(&ast::Use::arguments)] % comma) >> close;

constexpr auto put_priority = [](auto& ctx) { _val(ctx).priority = static_cast<std::int32_t>(to_integer(_attr(ctx))); };
constexpr auto put_negative_priority = [](auto& ctx) { _val(ctx).priority = -static_cast<std::int32_t>(to_integer(_attr(ctx))); };
constexpr auto put_glue = [](auto& ctx) { _val(ctx).glue = std::move(_attr(ctx)); };
const auto option_ = (key("priority", "an option") >> ((mark(Lexeme::minus) >> integer[put_negative_priority]) | integer[put_priority])) |
                     (key("glue", "an option") >> open >> pattern[put_glue] >> close) | use[append(&ast::Rule::uses)];
auto head_kind(std::string_view word, ast::Rule::Kind kind) {
  return key(word)[([kind](auto& ctx) { _val(ctx).kind = kind; })];
}
constexpr auto free_name = [](const RuleToken& token) { return token.kind == Lexeme::name || free_word(token); };
const auto parameter_ = Terminal{bit(Lexeme::word) | bit(Lexeme::name), "a parameter", free_name}[append_text(&ast::Rule::parameters)];
const auto rule_head_def =
    ((head_kind("rule", ast::Rule::surface) | head_kind("frame", ast::Rule::frame)) >> here[put_place] >>
     name[put_text(&ast::Rule::type)] >> mark(Lexeme::dot, "'.'") >> word_any[put_text(&ast::Rule::id)] >> *option_ >> open_brace) |
    (head_kind("template", ast::Rule::template_) >> here[put_place] >> name[put_text(&ast::Rule::type)] >> open >> (parameter_ % comma) >>
     close >> open_brace);

BOOST_SPIRIT_DEFINE(set_clause, expectation, example, lemma, part, clause, use, rule_head)

// Declarations.

const x3::rule<struct entry_id, ast::WordsDeclaration::Entry> entry = "entry";
const x3::rule<struct filter_id, ast::WordsDeclaration::Filter> filter = "filter";
const x3::rule<struct words_id, ast::WordsDeclaration> words = "words";
const x3::rule<struct let_id, ast::LetDeclaration> let = "let";
const x3::rule<struct slot_id, ast::Slot> slot = "slot";
const x3::rule<struct one_of_id, ast::Slot> one_of = "one_of";
const x3::rule<struct schema_id, ast::SchemaDeclaration> schema = "schema";
const x3::rule<struct resolve_id, ast::ResolveDeclaration> resolve = "resolve";
const x3::rule<struct case_id, ast::SuiteDeclaration::Case> suite_case = "case";
const x3::rule<struct suite_id, ast::SuiteDeclaration> suite = "suite";

const auto entry_def = here[put_place] >>
                       (Terminal{Lexeme::string, "an entry in quotes"}[append_text(&ast::WordsDeclaration::Entry::phrases)] %
                        mark(Lexeme::bar, "'|'")) >>
                       -(mark(Lexeme::arrow, "'->'") >> plain_value[put_text(&ast::WordsDeclaration::Entry::value)]);
constexpr auto put_column = [](auto& ctx) { _val(ctx).column = to_integer(_attr(ctx)); };
constexpr auto put_filter_operator = [](auto& ctx) { _val(ctx).op = std::string(_attr(ctx).raw); };
const auto filter_def = (key("value", "'value' or 'column'") | (key("column") >> integer[put_column])) >>
                        Terminal{bit(Lexeme::equal) | bit(Lexeme::not_equal) | bit(Lexeme::less) | bit(Lexeme::less_equal) |
                                     bit(Lexeme::greater) | bit(Lexeme::greater_equal),
                                 "an operator"}[put_filter_operator] >>
                        Terminal{names_and_strings | bit(Lexeme::number), "a value"}[put_text(&ast::WordsDeclaration::Filter::value)];
const auto words_def = key("words") >> here[put_place] >> name[put_text(&ast::WordsDeclaration::name)] >>
                       ((key("from", "'from'") >> quoted[put_text(&ast::WordsDeclaration::from)] >>
                         -key("any_case")[([](auto& ctx) { _val(ctx).any_case = true; })] >>
                         -(key("where") >> (filter[append(&ast::WordsDeclaration::filters)] % key("and")))) |
                        (open_brace >> *entry[append(&ast::WordsDeclaration::entries)] >> close_brace));

const auto let_def = key("let") >> here[put_place] >> name[put_text(&ast::LetDeclaration::name)] >> equal >>
                     pattern[put(&ast::LetDeclaration::pattern)];

constexpr Terminal slot_type{bit(Lexeme::word) | bit(Lexeme::name), "a type",
                             [](const RuleToken& token) { return token.kind == Lexeme::name || token.text == "text"; }};
const auto slot_def = here[put_place] >> Terminal{Lexeme::word, "a slot"}[put_text(&ast::Slot::id)] >> colon >>
                      (slot_type[append_text(&ast::Slot::types)] % mark(Lexeme::bar, "'|'")) >>
                      -mark(Lexeme::question, "'?'")[([](auto& ctx) { _val(ctx).optional = true; })];
const auto one_of_def = key("one_of") >> open >> (word_any[append_text(&ast::Slot::types)] % comma) >> close;
constexpr auto append_one_of = [](auto& ctx) { _val(ctx).one_of.push_back(std::move(_attr(ctx).types)); };
const auto schema_def = (key("fact") | key("entity")[([](auto& ctx) { _val(ctx).fact = false; })]) >> here[put_place] >>
                        name[put_text(&ast::SchemaDeclaration::name)] >> open_brace >>
                        *((&(key("one_of") >> mark(Lexeme::open)) >> one_of[append_one_of]) |
                          slot[append(&ast::SchemaDeclaration::slots)]) >>
                        close_brace;

constexpr Terminal policy{Lexeme::word, "'longest', 'priority' or 'all'", [](const RuleToken& token) {
                            return token.text == "longest" || token.text == "priority" || token.text == "all";
                          }};
const auto resolve_def = key("resolve") >> here[put_place] >> name[put_text(&ast::ResolveDeclaration::name)] >> colon >>
                         policy[put_text(&ast::ResolveDeclaration::policy)];

constexpr auto expect_name = [](auto& ctx) { _val(ctx).expected.emplace_back(std::string(_attr(ctx).text), 0); };
constexpr auto expect_rule = [](auto& ctx) { _val(ctx).expected.back().first += "." + std::string(_attr(ctx).text); };
constexpr auto expect_count = [](auto& ctx) { _val(ctx).expected.back().second = to_integer(_attr(ctx)); };
const auto suite_case_def = key("text", "'text'") >> here[put_place] >> quoted[put_text(&ast::SuiteDeclaration::Case::text)] >>
                            *(key("expect", "'expect'") >> name[expect_name] >> -(mark(Lexeme::dot, "'.'") >> word_any[expect_rule]) >>
                              integer[expect_count]);
const auto suite_def = key("suite") >> here[put_place] >> quoted[put_text(&ast::SuiteDeclaration::name)] >> open_brace >>
                       *suite_case[append(&ast::SuiteDeclaration::cases)] >> close_brace;

BOOST_SPIRIT_DEFINE(entry, filter, words, let, slot, one_of, schema, resolve, suite_case, suite)

template <class Parser, class Attribute>
bool read(const Parser& parser, TokenCursor& at, TokenCursor end, Attribute& attribute, SyntaxRefusal& refusal) {
  TokenCursor cursor = at;
  if (!x3::parse(cursor, end, x3::with<refusal_tag>(std::ref(refusal))[parser], attribute)) return false;
  at = cursor;
  return true;
}

}  // namespace

bool read_clause(TokenCursor& at, TokenCursor end, ast::Rule& rule, SyntaxRefusal& refusal) { return read(clause, at, end, rule, refusal); }
bool read_rule_head(TokenCursor& at, TokenCursor end, ast::Rule& rule, SyntaxRefusal& refusal) { return read(rule_head, at, end, rule, refusal); }
bool read_words(TokenCursor& at, TokenCursor end, ast::WordsDeclaration& out, SyntaxRefusal& refusal) { return read(words, at, end, out,
    refusal); }
bool read_let(TokenCursor& at, TokenCursor end, ast::LetDeclaration& out, SyntaxRefusal& refusal) { return read(let, at, end, out, refusal); }
bool read_schema(TokenCursor& at, TokenCursor end, ast::SchemaDeclaration& out, SyntaxRefusal& refusal) {
  return read(schema, at, end, out, refusal);
}
bool read_resolve(TokenCursor& at, TokenCursor end, ast::ResolveDeclaration& out, SyntaxRefusal& refusal) {
  return read(resolve, at, end, out, refusal);
}
bool read_suite(TokenCursor& at, TokenCursor end, ast::SuiteDeclaration& out, SyntaxRefusal& refusal) { return read(suite, at, end, out,
    refusal); }

}  // namespace sluice
