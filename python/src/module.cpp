#include "held.hpp"

NB_MODULE(_core, module) {
  module.doc() = "The engine behind the package sluice.";
  sluice::python::bind_document(module);
  sluice::python::bind_engine(module);
}
