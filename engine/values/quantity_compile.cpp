// Compiles the tables of amounts: every phrase that may stand in an amount, with all its readings, becomes one row of one list.
#include <charconv>
#include <map>
#include <optional>

#include "text/analyze.hpp"
#include "values/quantity_tables.hpp"

namespace sluice {

namespace {

using Columns = std::vector<std::string_view>;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The micro sign and the Greek letter are one.
std::string one_mu(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\xC2\xB5") {
      out += "\xCE\xBC";
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The words of a phrase as lists compare them: tokens folded, parted by spaces.
std::string key_of(std::string_view phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, 0, tokens);
  std::string out;
  for (const Token& t : tokens) {
    if (!out.empty()) out += ' ';
    fold(phrase.substr(t.begin, t.end - t.begin), out);
  }
  return out;
}

/// "mile" to "miles", "inch of mercury" to "inchs of mercury" (harmless: irregular plurals are listed), "metre per second" to "metres per second".
std::string plural(std::string_view name) {
  std::size_t end = name.size();
  for (const std::string_view stop : {" per ", " a ", " an ", " of ", "-per-", "-an-", "/"})
    end = std::min(end, name.find(stop));
  std::string out(name.substr(0, end));
  if (out.ends_with('s')) return std::string(name);
  out += 's';
  return out.append(name.substr(end));
}

std::string with_prefix(std::string_view pattern, std::string_view prefix) {
  const std::size_t mark = pattern.find('~');
  if (mark == std::string_view::npos) return std::string(pattern);
  return std::string(pattern.substr(0, mark)).append(prefix).append(pattern.substr(mark + 1));
}

struct Prefix {
  std::vector<std::string> names, signs;
  std::string ucum;
  std::int32_t power = 0;
  bool binary = false;
};

const std::map<std::string_view, AmountRole>& roles() {
  static const std::map<std::string_view, AmountRole> all = {
      {"zero", AmountRole::zero}, {"digit", AmountRole::digit}, {"teen", AmountRole::teen}, {"ten", AmountRole::ten},
      {"hundred", AmountRole::hundred}, {"scale", AmountRole::scale}, {"dozen", AmountRole::dozen}, {"half", AmountRole::half},
      {"ordinal_digit", AmountRole::ordinal_digit}, {"ordinal_teen", AmountRole::ordinal_teen}, {"ordinal_ten", AmountRole::ordinal_ten},
      {"ordinal_scale", AmountRole::ordinal_scale}, {"part_digit", AmountRole::part_digit}, {"part_teen", AmountRole::part_teen},
      {"part_ten", AmountRole::part_ten}, {"part_scale", AmountRole::part_scale}, {"article", AmountRole::article},
      {"conjunction", AmountRole::conjunction}, {"point", AmountRole::point}, {"minus", AmountRole::minus}, {"over", AmountRole::over},
      {"percent", AmountRole::percent}, {"percent_points", AmountRole::percent_points}, {"basis_points", AmountRole::basis_points},
      {"before", AmountRole::before}, {"after", AmountRole::after}, {"between", AmountRole::between}, {"range_word", AmountRole::range_word},
      {"per", AmountRole::per}, {"designator", AmountRole::designator}, {"score_word", AmountRole::score_word},
      {"plain_before", AmountRole::plain_before}, {"not_half", AmountRole::not_half}, {"precious", AmountRole::precious}, {"warmth", AmountRole::warmth},
      {"american", AmountRole::american}, {"british", AmountRole::british}, {"metric", AmountRole::metric}, {"figures", AmountRole::figures},
      {"times", AmountRole::times}, {"ratio_word", AmountRole::ratio_word}, {"multiple", AmountRole::multiple}, {"fold", AmountRole::fold},
      {"change", AmountRole::change}, {"street", AmountRole::street}, {"extent", AmountRole::extent}, {"noun", AmountRole::noun}};
  return all;
}

}  // namespace

class QuantityCompiler {
 public:
  QuantityCompiler(QuantityTables& tables, const Pack& pack, Symbols& symbols, Diagnostics& diagnostics)
      : t_(tables), pack_(pack), symbols_(symbols), diagnostics_(diagnostics) {}

  void run(LexiconBuilder& lexicon) {
    numbers();
    scales();
    modifiers();
    plain("values/number_context.tsv");
    plain("values/percent.tsv");
    datelines();
    counted_nouns();
    dimensions();
    prefixes();
    units();
    currencies();
    finish(lexicon);
  }

 private:
  QuantityTables& t_;
  const Pack& pack_;
  Symbols& symbols_;
  Diagnostics& diagnostics_;
  std::string_view file_;
  struct PhraseReadings {
    std::string phrase;
    std::vector<AmountReading> readings;
  };
  std::map<std::string, PhraseReadings, std::less<>> entries_;   // by key_of
  std::vector<Prefix> prefixes_;
  std::map<std::string, std::uint32_t, std::less<>> explicit_signs_;
  std::map<std::string, AmountReading, std::less<>> money_signs_;
  std::map<std::string, std::uint32_t, std::less<>> codes_;
  std::vector<std::string> weak_signs_;
  std::vector<std::string> dotted_designators_;   // "no." is one token before digits, though two elsewhere

  template <class Row>
  void each_row(std::string_view path, std::size_t least, Row row) {
    file_ = path;
    const std::string* bytes = pack_.find(path);
    if (bytes == nullptr) return;
    for (const TsvRow& r : parse_tsv(*bytes)) {
      if (r.columns.size() < least)
        complain("D021", "a row of " + std::to_string(least) + " columns is wanted here", r.line);
      else
        row(r.columns, r.line);
    }
  }
  void complain(std::string code, std::string message, std::uint32_t line) {
    const auto origin = pack_.origins.find(file_);
    diagnostics_.push_back({Severity::error, std::move(code), std::move(message), "",
                            (origin == pack_.origins.end() ? std::string() : origin->second) + std::string(file_), line, 1});
  }
  static std::vector<std::string> alternatives(std::string_view column) {
    if (column == "-" || column.empty()) return {};
    return phrase_alternatives(column);
  }
  std::uint32_t text(std::string_view s) {
    t_.texts_.emplace_back(s);
    return static_cast<std::uint32_t>(t_.texts_.size() - 1);
  }
  std::uint32_t number(const Decimal& d) {
    t_.numbers_.push_back(d);
    return static_cast<std::uint32_t>(t_.numbers_.size() - 1);
  }
  void add(std::string_view phrase, AmountReading reading) {
    const std::string plain = lower(phrase);
    const std::string key = key_of(plain);
    if (key.empty()) return;
    PhraseReadings& entry = entries_[key];
    if (entry.phrase.empty()) entry.phrase = plain;
    auto& readings = entry.readings;
    for (const AmountReading& r : readings)
      if (r.role == reading.role && r.index == reading.index && r.flags == reading.flags &&
          ((r.flags & af_exact_case) == 0 || t_.texts_[r.surface] == t_.texts_[reading.surface]))
        return;
    readings.push_back(reading);
  }
  void add_sign(std::string_view sign, AmountReading reading) {
    reading.flags |= af_exact_case;
    reading.surface = text(one_mu(sign));
    add(sign, reading);
  }

  void numbers() {
    each_row("values/numbers.tsv", 3, [&](const Columns& c, std::uint32_t line) {
      const auto role = roles().find(c[1]);
      const auto value = Decimal::parse(c[2]);
      if (role == roles().end() || !value) return complain("D022", "a role and a number are wanted here", line);
      const std::uint32_t index = number(*value);
      for (const std::string& p : alternatives(c[0])) add(p, {role->second, 0, 0, index, 0});
    });
  }
  void scales() {
    each_row("values/scales.tsv", 3, [&](const Columns& c, std::uint32_t line) {
      const auto value = Decimal::parse(c[1]);
      if (!value) return complain("D022", "a number is wanted here", line);
      const std::uint32_t index = number(*value);
      const std::uint8_t flags = static_cast<std::uint8_t>(c[2] == "money" ? af_money_only : 0);
      for (const std::string& p : alternatives(c[0])) add_sign(p, {AmountRole::scale_symbol, flags, 0, index, 0});
    });
  }
  void modifiers() {
    each_row("values/modifiers.tsv", 3, [&](const Columns& c, std::uint32_t line) {
      static constexpr std::string_view signs[] = {"=", "~", ">", ">=", "<", "<="};
      const auto sign = std::find(std::begin(signs), std::end(signs), c[2]);
      if (sign == std::end(signs) || (c[1] != "before" && c[1] != "after")) return complain("D023", "a side and a sign are wanted here", line);
      const AmountRole role = c[1] == "before" ? AmountRole::before : AmountRole::after;
      for (const std::string& p : alternatives(c[0])) add(p, {role, 0, 0, static_cast<std::uint32_t>(sign - std::begin(signs)), 0});
    });
  }
  void plain(std::string_view path) {
    each_row(path, 2, [&](const Columns& c, std::uint32_t line) {
      const auto role = roles().find(c[1]);
      if (role == roles().end()) return complain("D022", "unknown role '" + std::string(c[1]) + "'", line);
      for (const std::string& p : alternatives(c[0])) {
        add(p, {role->second, 0, 0, 0, 0});
        if (role->second == AmountRole::designator && p.ends_with('.') && p.find(' ') == std::string::npos) dotted_designators_.push_back(p);
      }
    });
  }
  void datelines() {
    each_row("values/datelines.tsv", 2, [&](const Columns& c, std::uint32_t line) {
      const auto role = roles().find(c[1]);
      if (role == roles().end()) return complain("D022", "unknown role '" + std::string(c[1]) + "'", line);
      for (const std::string& town : alternatives(c[0])) add_sign(town, {role->second, 0, 0, 0, 0});
    });
  }
  void counted_nouns() {
    each_row("values/counted_nouns.tsv", 2, [&](const Columns& c, std::uint32_t) {
      const std::uint32_t index = text(c[1]);
      for (const std::string& p : alternatives(c[0])) add(p, {AmountRole::noun, 0, 0, index, 0});
    });
  }
  void dimensions() {
    each_row("values/dimensions.tsv", 2, [&](const Columns& c, std::uint32_t) {
      DimensionRecord d;
      d.name = lower(c[0]);
      d.si_unit = std::string(c[1]);
      d.symbol = symbols_.add(c[0]);
      if (c.size() > 2) {
        const std::string quotient = lower(c[2]);
        const std::size_t slash = quotient.find('/');
        d.under = quotient.substr(0, slash);
        if (slash != std::string::npos) d.over = quotient.substr(slash + 1);
      }
      t_.dimensions_.push_back(std::move(d));
    });
  }
  void prefixes() {
    each_row("values/prefixes.tsv", 4, [&](const Columns& c, std::uint32_t line) {
      Prefix p;
      p.names = alternatives(c[0]);
      p.signs = alternatives(c[1]);
      p.ucum = std::string(c[2]);
      std::string_view power = c[3];
      if (power.starts_with("2^")) p.binary = true, power.remove_prefix(2);
      if (std::from_chars(power.data(), power.data() + power.size(), p.power).ec != std::errc()) return complain("D022", "a power is wanted here", line);
      prefixes_.push_back(std::move(p));
    });
  }

  static std::optional<std::pair<Decimal, Decimal>> ratio(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto n = Decimal::parse(text.substr(0, slash));
    const auto d = slash == std::string_view::npos ? std::optional<Decimal>(Decimal(1)) : Decimal::parse(text.substr(slash + 1));
    if (!n || !d || d->is_zero()) return std::nullopt;
    return std::pair(*n, *d);
  }

  void units() {
    // Signs written out win over those that a prefix makes: cd is candela and no centi-day.
    each_row("values/units.tsv", 5, [&](const Columns& c, std::uint32_t) {
      for (const std::string& s : alternatives(c[1])) explicit_signs_[with_prefix(s, "")] += 1;
    });
    each_row("values/units.tsv", 5, [&](const Columns& c, std::uint32_t line) { unit_row(c, line); });
    each_row("values/unit_context.tsv", 4, [&](const Columns& c, std::uint32_t line) {
      const auto unit = [&](std::string_view ucum) {
        return std::find_if(t_.units_.begin(), t_.units_.end(), [&](const UnitRecord& u) { return u.ucum == ucum; }) - t_.units_.begin();
      };
      const auto near = roles().find(c[1]), dateline = roles().find(c[2] == "-" ? c[1] : c[2]);
      const auto from = static_cast<std::uint32_t>(unit(c[0])), to = static_cast<std::uint32_t>(unit(c[3]));
      if (near == roles().end() || dateline == roles().end() || std::max(from, to) >= t_.units_.size()) return complain("D022", "units and roles are wanted here", line);
      t_.contexts_.push_back({from, near->second, dateline->second, to});
    });
  }

  void unit_row(const Columns& c, std::uint32_t line) {
    const auto factor = ratio(c[4]);
    const std::string dimension_name = lower(c[3]);
    const auto dimension = std::find_if(t_.dimensions_.begin(), t_.dimensions_.end(),
                                        [&](const DimensionRecord& d) { return d.name == dimension_name; });
    const std::string_view offset = c.size() > 5 ? c[5] : "-", fitting = c.size() > 6 ? c[6] : "-", flags = c.size() > 7 ? c[7] : "-";
    const auto shift = offset == "-" ? std::optional<Decimal>(Decimal()) : Decimal::parse(offset);
    if (!factor || !shift || dimension == t_.dimensions_.end()) return complain("D024", "no factor, offset or dimension of this kind", line);
    UnitRecord unit;
    unit.dimension = static_cast<std::uint32_t>(dimension - t_.dimensions_.begin());
    unit.numerator = factor->first;
    unit.denominator = factor->second;
    unit.offset = *shift;
    unit.rate = flags.find("rate") != std::string_view::npos;
    unit.ucum = with_prefix(c[2], "");
    const auto common = static_cast<std::uint8_t>(flags.find("denominator") != std::string_view::npos ? af_denominator : 0);
    const bool weak = flags == "weak", weak_base = flags == "weakbase", weak_symbol = flags == "weaksymbol";
    const std::uint8_t weak_flag = af_weak;
    const auto names = alternatives(c[0]), signs = alternatives(c[1]);
    add_unit(unit, names, signs, "", {}, static_cast<std::uint8_t>(common | (weak ? weak_flag : 0)),
             static_cast<std::uint8_t>(common | (weak || weak_base || weak_symbol ? weak_flag : 0)));
    if (fitting == "-") return;
    std::int32_t power = 1;
    if (const std::size_t at = flags.find("power"); at != std::string_view::npos) power = flags[at + 5] - '0';
    for (const Prefix& p : prefixes_) {
      const std::string padded = " " + std::string(fitting) + " ";
      bool fits = false;
      for (const std::string& s : p.signs) fits = fits || padded.find(" " + s + " ") != std::string::npos;
      if (!fits) continue;
      UnitRecord prefixed = unit;
      prefixed.ucum = with_prefix(c[2], p.ucum);
      if (p.binary) {
        for (std::int32_t i = 0; i < p.power; ++i) prefixed.numerator = prefixed.numerator * Decimal(2);
      } else {
        prefixed.numerator = prefixed.numerator.shifted(p.power * power);
      }
      std::vector<std::string> marked_names, marked_signs;
      for (const std::string& n : names)
        if (n.find('~') != std::string::npos) marked_names.push_back(n);
      for (const std::string& s : signs)
        if (s.find('~') != std::string::npos) marked_signs.push_back(s);
      for (const std::string& name : p.names) add_unit(prefixed, marked_names, {}, name, {}, common, common);
      for (const std::string& sign : p.signs) add_unit(prefixed, {}, marked_signs, {}, sign, common, common);
    }
  }

  void add_unit(const UnitRecord& unit, const std::vector<std::string>& names, const std::vector<std::string>& signs, std::string_view name_prefix,
                std::string_view sign_prefix, std::uint8_t name_flags, std::uint8_t sign_flags) {
    t_.units_.push_back(unit);
    const std::uint32_t index = static_cast<std::uint32_t>(t_.units_.size() - 1);
    for (const std::string& pattern : names) {
      const std::string name = with_prefix(pattern, name_prefix);
      const AmountReading reading{AmountRole::unit, static_cast<std::uint8_t>(name_flags | af_named), 0, index, 0};
      add(name, reading);
      add(plural(name), reading);
    }
    for (const std::string& pattern : signs) {
      const std::string sign = with_prefix(pattern, sign_prefix);
      if (!sign_prefix.empty() && explicit_signs_.contains(sign)) continue;
      add_sign(sign, {AmountRole::unit, sign_flags, 0, index, 0});
    }
  }

  void currencies() {
    each_row("values/currency_signs.tsv", 1, [&](const Columns& c, std::uint32_t) { weak_signs_.emplace_back(c[0]); });
    std::vector<std::pair<std::vector<std::string>, std::uint32_t>> shared;
    each_row("values/currencies.tsv", 5, [&](const Columns& c, std::uint32_t line) {
      CurrencyRecord record;
      record.code = std::string(c[1]);
      std::int32_t power = 0;
      if (std::from_chars(c[4].data(), c[4].data() + c[4].size(), power).ec != std::errc()) return complain("D022", "a power is wanted here", line);
      record.minor_power = power;
      const std::uint32_t index = static_cast<std::uint32_t>(t_.currencies_.size());
      if (c.size() > 5)
        for (const std::string& word : alternatives(c[5])) {
          if (record.evidence.empty()) record.evidence = word;
          add(word, {AmountRole::evidence, 0, 0, index, 0});
        }
      if (c.size() > 6)
        for (const std::string& town : alternatives(c[6])) add_sign(town, {AmountRole::dateline, 0, 0, index, 0});
      t_.currencies_.push_back(std::move(record));
      money_sign(c[1], index);
      for (const std::string& name : alternatives(c[0])) add(name, {AmountRole::currency, af_named, 0, index, 0});
      for (const std::string& sign : alternatives(c[2])) money_sign(sign, index);
      for (const std::string& minor : alternatives(c[3])) {
        if (minor.size() == 1) add_sign(minor, {AmountRole::minor_currency, af_weak, 0, index, 0});
        else add(minor, {AmountRole::minor_currency, af_named, 0, index, 0});
      }
      if (c.size() > 7) shared.emplace_back(alternatives(c[7]), index);
    });
    for (const auto& [names, index] : shared)
      for (const std::string& name : names) share(name, index);
  }
  /// Adds currency `index` to what a name or sign, and its plural, may stand for.
  void share(const std::string& name, std::uint32_t index) {
    for (const std::string& form : {name, plural(name)}) {
      const auto at = entries_.find(key_of(lower(form)));
      if (at == entries_.end()) continue;
      auto& readings = at->second.readings;
      std::vector<AmountReading> more;
      for (AmountReading r : readings)
        if (r.role == AmountRole::currency || r.role == AmountRole::minor_currency) {
          r.index = index;
          r.shared = 1;
          more.push_back(r);
        }
      for (const AmountReading& r : more) {
        const bool known = std::any_of(readings.begin(), readings.end(), [&](const AmountReading& k) { return k.role == r.role && k.index == r.index; });
        if (!known) readings.push_back(r);
      }
    }
  }
  void money_sign(std::string_view sign, std::uint32_t index) {
    const bool weak = std::find(weak_signs_.begin(), weak_signs_.end(), sign) != weak_signs_.end();
    const bool letters = std::all_of(sign.begin(), sign.end(), [](unsigned char ch) { return ch < 0x80; });
    AmountReading reading{AmountRole::currency, static_cast<std::uint8_t>(af_prefix | (weak ? af_weak : 0)), 0, index, 0};
    // A sign with a dollar or another mark is the same in any case: us$, Hk $.
    if (letters && sign.find('$') == std::string_view::npos) {
      add_sign(sign, reading);
      if (sign.size() == 3 && !weak) add_sign(lower(sign), reading);
    } else {
      add(sign, reading);
    }
    reading.surface = text(sign);
    money_signs_.emplace(std::string(sign), reading);
  }

  void finish(LexiconBuilder& lexicon) {
    ListSource source;
    source.name = "values/amounts";
    source.declared_in = "values/";
    t_.rows_.clear();
    std::map<FoldId, std::uint32_t> phrase_words;
    for (auto& [key, found] : entries_) {
      const std::vector<AmountReading>& readings = found.readings;
      if (const std::size_t space = key.find(' '); space != std::string::npos) {
        std::uint32_t flags = vw_entry;
        const bool sign_behind = key[space + 1] == '$' || static_cast<unsigned char>(key[space + 1]) >= 0x80;
        for (const AmountReading& r : readings)
          flags |= r.role == AmountRole::currency && (r.flags & af_prefix) != 0 && sign_behind ? std::uint16_t{vw_sign_head} : word_flags(r);
        if ((flags & vw_bound) != 0) phrase_words[lexicon.intern(key.substr(key.rfind(' ') + 1))] |= vw_bound_end;
        phrase_words[lexicon.intern(key.substr(0, space))] |= flags & ~std::uint32_t{vw_bound_end};
        if ((flags & vw_article) != 0) phrase_words[lexicon.intern(key.substr(space + 1, key.find(' ', space + 1) - space - 1))] |= vw_multiple;
      }
      ListSource::Entry entry;
      entry.phrases.push_back(found.phrase);
      source.inline_entries.push_back(std::move(entry));
      t_.rows_.push_back(static_cast<std::uint32_t>(t_.readings_.size()));
      t_.readings_.insert(t_.readings_.end(), readings.begin(), readings.end());
    }
    t_.rows_.push_back(static_cast<std::uint32_t>(t_.readings_.size()));
    for (const std::string& form : dotted_designators_) phrase_words[lexicon.intern(form)] |= QuantityTables::names_number_flag;
    for (const auto& [fold, flags] : phrase_words) t_.phrase_flags_.push_back({fold, flags});
    for (const auto& [sign, reading] : money_signs_) t_.signs_.push_back(reading);
    if (!source.inline_entries.empty()) t_.list_ = lexicon.add_list(pack_, source, diagnostics_);
  }
};

void QuantityTables::compile(const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics) {
  *this = QuantityTables();
  QuantityCompiler(*this, pack, symbols, diagnostics).run(lexicon);
}

}  // namespace sluice
