// Everything that a program which embeds Sluice needs.
#ifndef SLUICE_SLUICE_HPP
#define SLUICE_SLUICE_HPP

#include "sluice/diagnostic.hpp"
#include "sluice/document.hpp"
#include "sluice/engine.hpp"
#include "sluice/result.hpp"
#include "sluice/segment.hpp"
#include "sluice/span.hpp"
#include "sluice/value.hpp"

#endif
