// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build/desiredstate.h"
#include "core/object/resourceid.h"

#include <QString>

#include <optional>

namespace plumb::ui {

/// One object as one Kustomization of one cluster builds it.
struct ObjectPlace
{
    build::UnitId unit;
    ResourceId object;

    bool operator==(const ObjectPlace &) const = default;
};

/// What a person points at; pages that know the thing show it.
struct Selection
{
    QString app;         ///< App::key(); empty for none.
    QString environment; ///< Environment::name; empty means the app in all of them.
    std::optional<ObjectPlace> object = {};

    bool operator==(const Selection &) const = default;
};

/// The states of git that can be compared.
struct ComparisonSide
{
    enum class Kind : quint8 { Revision, WorkingTree, Environment };

    Kind kind = Kind::Revision;
    QString name; ///< A revision as git understands it, or an environment's name.

    bool operator==(const ComparisonSide &) const = default;
};

/// Two sides to compare: what @p before would become when it is replaced by @p after.
struct ComparisonSides
{
    ComparisonSide before;
    ComparisonSide after;

    bool operator==(const ComparisonSides &) const = default;
};

/// Which environment's changes are carried where, for all apps or for one; what one commit changed;
/// or which commit is taken back.
struct PromotionRequest
{
    QString from;
    QString to;           ///< Both are empty for a commit that is taken back.
    QString app = {};     ///< App::name; empty for all.
    QString commit = {};  ///< The full id; empty for all that differs.
    QString subject = {}; ///< Of the commit.

    bool reverts() const { return !commit.isEmpty() && to.isEmpty(); }
    bool operator==(const PromotionRequest &) const = default;
};

/// What Flux can be asked to do with a Kustomization or HelmRelease.
enum class FluxVerb : quint8 { Reconcile, Force, Suspend, Resume };

struct FluxWish
{
    FluxVerb verb = FluxVerb::Reconcile;
    build::UnitId unit; ///< Of a Kustomization or a HelmRelease.

    bool operator==(const FluxWish &) const = default;
};

enum class Page : quint8 { Fleet, Drift, Promote, DryRun, History, Compare };

} // namespace plumb::ui
