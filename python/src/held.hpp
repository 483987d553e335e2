// A document that Python objects share: each of them is this and a number.
#ifndef SLUICE_PYTHON_HELD_HPP
#define SLUICE_PYTHON_HELD_HPP

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <string>
#include <utility>

#include "io/json_buffer.hpp"
#include "io/offsets.hpp"
#include "io/record.hpp"
#include "io/write.hpp"
#include "sluice/document.hpp"

namespace nb = nanobind;

namespace sluice::python {

/// Immutable once made. Offsets are led to code points as they are asked for.
struct Held {
  InputRecord record;        // without its text
  Document document;
  Offsets offsets;
  std::string rules;         // hash of those that made it

  [[nodiscard]] std::uint32_t at(std::uint32_t byte) const { return offsets.from_byte(byte); }
};
using Shared = std::shared_ptr<const Held>;

/// A part of a document by its number.
template <class Part>
struct Handle {
  Shared held;
  std::uint32_t index = 0;

  friend bool operator==(const Handle& a, const Handle& b) { return a.held == b.held && a.index == b.index; }
  [[nodiscard]] std::size_t hash() const { return std::hash<const void*>()(held.get()) * 31 + index; }
};

using MentionHandle = Handle<Mention>;
using EntityHandle = Handle<Entity>;
using FactHandle = Handle<Fact>;

/// A piece of the text.
struct Piece {
  Shared held;
  Span span;

  friend bool operator==(const Piece& a, const Piece& b) { return a.held == b.held && a.span == b.span; }
};

/// An argument of a fact, or its attribution.
struct ArgumentHandle {
  Shared held;
  std::uint32_t fact = 0;
  std::uint32_t index = 0;      // `none` for the attribution

  [[nodiscard]] const Argument& get() const {
    const Fact& f = held->document.facts_[fact];
    return index == none ? *f.attribution : f.arguments[index];
  }
  friend bool operator==(const ArgumentHandle& a, const ArgumentHandle& b) { return a.held == b.held && a.fact == b.fact && a.index == b.index; }
};

struct ValueHandle {
  Shared held;
  std::uint32_t mention = 0;

  [[nodiscard]] const Value& get() const { return *held->document.mentions_[mention].value; }
};

struct PyDocument {
  Shared held;
};

/// Adds the classes of results to the module.
void bind_document(nb::module_& module);
void bind_engine(nb::module_& module);

}  // namespace sluice::python

#endif
