// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/inspector.h"

#include "core/build/provenance.h"
#include "ui/pages/objectactions.h"
#include "ui/pages/objecttext.h"
#include "ui/pages/releasepanel.h"
#include "ui/roles/text.h"
#include "ui/session/fieldorigin.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/keyvaluegrid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QVBoxLayout *startColumn(QWidget *content, const QString &title, const QString &suffix,
                         const QString &subtitle)
{
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(14, 12, 14, 14);
    column->setSpacing(8);
    auto *heading =
        new ElidedLabel(suffix.isEmpty() ? title : Inspector::tr("%1 · %2").arg(title, suffix));
    heading->setFont(themeFont(Theme::Font::Title));
    column->addWidget(heading);
    if (!subtitle.isEmpty()) {
        auto *label = new ElidedLabel(subtitle);
        label->setFont(themeFont(Theme::Font::Small));
        column->addWidget(label);
    }
    return column;
}

// The column has the margins.
SectionHeader *header(const QString &title)
{
    auto *result = new SectionHeader(title);
    result->setSideMargins(0);
    return result;
}

KeyValueGrid *makeGrid()
{
    auto *result = new KeyValueGrid;
    result->setSideMargins(0);
    return result;
}

QPushButton *button(const QString &name, const QString &text, Glyph glyph)
{
    auto *result = new QPushButton(text);
    result->setObjectName(name);
    result->setIcon(icon(glyph));
    return result;
}

const fleet::App *findApp(const fleet::Fleet &fleet, const QString &key)
{
    const auto app = std::ranges::find(fleet.apps, key.toStdString(), &fleet::App::key);
    return app == fleet.apps.end() ? nullptr : &*app;
}

QString placeText(const SourcePosition &place)
{
    return place.line > 0 ? u"%1:%2"_s.arg(toQt(place.path)).arg(place.line) : toQt(place.path);
}

QString revisionOf(const reconcile::Snapshot &snapshot)
{
    if (snapshot.revision.empty())
        return Inspector::tr("working tree");
    const QString branch = toQt(snapshot.revision).section(u'@', 0, 0);
    const QString commit = toQt(snapshot.commit).left(7);
    return branch == "HEAD"_L1 ? commit : u"%1@%2"_s.arg(branch, commit);
}

} // namespace

Inspector::Inspector(Session *session, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
{
    setObjectName("inspector"_L1);
    setAccessibleName(tr("Details"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(session, &Session::selectionChanged, this, &Inspector::rebuild);
    connect(session, &Session::snapshotChanged, this, &Inspector::rebuild);
}

void Inspector::setLiveMarks(const LiveMarks &marks)
{
    if (marks == m_live)
        return;
    m_live = marks;
    rebuild();
}

void Inspector::rebuild()
{
    const SnapshotPointer snapshot = m_session->snapshot();
    if (!snapshot) {
        setWidget(new QWidget);
        return;
    }
    const Selection &selection = m_session->selection();
    const fleet::App *app = findApp(*snapshot->fleet, selection.app);
    const auto environment = snapshot->fleet->environment(selection.environment.toStdString());
    if (selection.object && findObject(*snapshot, *selection.object))
        setWidget(makeObject(*snapshot, *selection.object));
    else if (app && environment)
        setWidget(makeCell(*snapshot, *app, *environment));
    else if (app)
        setWidget(makeApp(*snapshot, *app));
    else
        setWidget(makeOverview(*snapshot));
}

QWidget *Inspector::makeOverview(const reconcile::Snapshot &snapshot)
{
    auto *content = new QWidget;
    QVBoxLayout *column =
        startColumn(content, m_session->fleetName(), {}, tr("Nothing is selected"));
    KeyValueGrid *grid = makeGrid();
    std::size_t units = 0;
    std::size_t failed = 0;
    std::size_t objects = 0;
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        units += cluster.units.size();
        for (const auto &unit : cluster.units) {
            failed += unit->objects ? 0 : 1;
            objects += unit->known().size();
        }
    }
    grid->setRow(tr("Revision"), revisionOf(snapshot), KeyValueGrid::Look::Monospace);
    grid->setRow(tr("Clusters"), QString::number(snapshot.fleet->clusters.size()));
    grid->setRow(tr("Environments"), QString::number(snapshot.fleet->environments.size()));
    grid->setRow(tr("Kustomizations"), QString::number(units));
    grid->setRow(tr("Objects"), QString::number(objects));
    if (failed > 0)
        grid->setStatusRow(tr("Broken"), Status::Failed,
                           counted(static_cast<qsizetype>(failed),
                                   tr("Kustomization cannot be built"),
                                   tr("Kustomizations cannot be built")));
    column->addWidget(grid);
    constexpr std::size_t shown = 8;
    if (!snapshot.diagnostics.empty())
        column->addWidget(header(tr("Worth knowing")));
    for (std::size_t i = 0; i < std::min(shown, snapshot.diagnostics.size()); ++i) {
        auto *finding =
            new ThemedLabel(toQt(snapshot.diagnostics[i].toString()), ThemedLabel::Look::Small);
        finding->setWordWrap(true);
        finding->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(finding);
    }
    if (snapshot.diagnostics.size() > shown)
        column->addWidget(new ThemedLabel(
            tr("and %1 more, listed on the page Dry run").arg(snapshot.diagnostics.size() - shown),
            ThemedLabel::Look::Small));
    column->addStretch();
    return content;
}

QWidget *Inspector::makeApp(const reconcile::Snapshot &snapshot, const fleet::App &app)
{
    auto *content = new QWidget;
    QVBoxLayout *column = startColumn(content, toQt(app.name), {},
                                      app.namespaceName.empty()
                                          ? toQt(app.kind)
                                          : toQt(app.kind) + u" in "_s + toQt(app.namespaceName));
    column->addWidget(header(tr("Versions")));
    KeyValueGrid *grid = makeGrid();
    for (std::size_t i = 0; i < app.cells.size(); ++i) {
        const QString version = toQt(app.cells[i].versionText());
        grid->setRow(toQt(snapshot.fleet->environments[i].name),
                     app.cells[i].empty() ? tr("not there")
                     : version.isEmpty()  ? tr("from git")
                                          : version,
                     version.isEmpty() ? KeyValueGrid::Look::Plain : KeyValueGrid::Look::Monospace);
    }
    column->addWidget(grid);
    column->addStretch();
    return content;
}

QWidget *Inspector::makeCell(const reconcile::Snapshot &snapshot, const fleet::App &app,
                             std::size_t environment)
{
    const fleet::Cell &cell = app.cells[environment];
    auto *content = new QWidget;
    const QString subtitle = cell.empty() ? tr("This environment does not have it")
                                          : toQt(cell.instances.front().object.kind) + u' '
                                                + toQt(cell.instances.front().object.namespaceName)
                                                + u'/' + toQt(cell.instances.front().object.name);
    QVBoxLayout *column = startColumn(
        content, toQt(app.name), toQt(snapshot.fleet->environments[environment].name), subtitle);
    const bool isNamed = cell.instances.size() > 1;
    for (const fleet::Instance &instance : cell.instances)
        addInstance(column, snapshot, instance, isNamed);
    addWaiting(column, *snapshot.fleet, app, environment);
    if (!cell.empty())
        addDependencies(column, snapshot, cell.instances.front().unit);
    if (cell.instances.size() == 1)
        addRelease(column, snapshot, {cell.instances.front().unit, cell.instances.front().object});
    column->addStretch();
    return content;
}

void Inspector::addInstance(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                            const fleet::Instance &instance, bool isNamed)
{
    if (isNamed)
        column->addWidget(header(toQt(instance.unit.cluster).section(u'/', -1)));
    if (instance.isFailed || instance.isExternal) {
        auto *banner = new Banner;
        if (instance.isFailed)
            banner->present(Tone::Danger, tr("Cannot be built"), toQt(instance.problem));
        else
            banner->present(Tone::Neutral, tr("Source not fetched"),
                            tr("It is not in this repository, so what it builds is not known."));
        column->addWidget(banner);
    }
    KeyValueGrid *grid = makeGrid();
    const fleet::Version &version = instance.version;
    if (version.kind != fleet::VersionKind::None)
        grid->setRow(tr("Version"),
                     version.text.empty() ? revisionOf(snapshot) : toQt(version.text),
                     KeyValueGrid::Look::Monospace);
    if (!version.where.path.empty())
        grid->setRow(tr("Written in"), placeText(version.where), KeyValueGrid::Look::Link);
    if (!version.variable.empty())
        grid->setRow(tr("Variable"), toQt(version.variable), KeyValueGrid::Look::Monospace);
    addLiveRow(grid, instance.unit, instance.object);
    grid->setRow(tr("Objects"), QString::number(instance.objects));
    if (const build::Unit *unit = snapshot.desired->find(instance.unit))
        addUnitRows(grid, snapshot, *unit);
    connect(grid, &KeyValueGrid::linkActivated, this, [this, where = version.where] {
        openFleetFile(m_session, toQt(where.path), where.line);
    });
    column->addWidget(grid);
    auto *yaml = button(u"viewYaml"_s, tr("View YAML"), Glyph::Eye);
    connect(yaml, &QPushButton::clicked, this,
            [this, place = ObjectPlace{instance.unit, instance.object}] {
                m_session->showObject(place);
            });
    column->addWidget(yaml, 0, Qt::AlignLeft);
}

void Inspector::addUnitRows(KeyValueGrid *grid, const reconcile::Snapshot &snapshot,
                            const build::Unit &unit)
{
    grid->setRow(tr("Revision"), revisionOf(snapshot), KeyValueGrid::Look::Monospace);
    grid->setRow(tr("Built by"), toQt(unit.id.namespaceName) + u'/' + toQt(unit.id.name));
    grid->setRow(tr("Path"),
                 unit.directory ? toQt(unit.directory->text()) : toQt(unit.kustomization.path()),
                 KeyValueGrid::Look::Monospace);
    if (unit.isExternal())
        grid->setRow(tr("Source"), toQt(unit.kustomization.source().toString()));
    if (!unit.kustomization.interval().empty())
        grid->setRow(tr("Interval"), toQt(unit.kustomization.interval()));
    if (unit.kustomization.isSuspended())
        grid->setStatusRow(tr("State"), Status::Suspended, tr("suspended"));
    if (!unit.unknownVariables.empty()) {
        QStringList names;
        for (const std::string &name : unit.unknownVariables)
            names << toQt(name);
        grid->setRow(tr("Unknown here"), names.join(u", "_s), KeyValueGrid::Look::Monospace);
    }
}

void Inspector::addLiveRow(KeyValueGrid *grid, const build::UnitId &unit, const ResourceId &object)
{
    if (!m_live.compared.contains(unit.cluster)) {
        grid->setStatusRow(tr("Live"), Status::Unknown, tr("not compared yet"));
        return;
    }
    if (const cluster::HealthStatus *worst = m_live.worst(unit, object)) {
        const bool isFailed = worst->health == cluster::Health::Failed;
        grid->setStatusRow(tr("Health"), isFailed ? Status::Failed : Status::Reconciling,
                           toQt(worst->message));
    } else {
        grid->setStatusRow(tr("Health"), Status::InSync, tr("ready"));
    }
    const std::size_t count = m_live.driftedCount(unit, object);
    if (count == 0)
        grid->setStatusRow(tr("Live"), Status::InSync, tr("as git says"));
    else
        grid->setStatusRow(
            tr("Live"), Status::Drifted,
            counted(static_cast<qsizetype>(count), tr("object drifted"), tr("objects drifted")));
}

void Inspector::addWaiting(QVBoxLayout *column, const fleet::Fleet &fleet, const fleet::App &app,
                           std::size_t environment)
{
    const QString here = toQt(fleet.environments[environment].name);
    for (std::size_t i = environment; i-- > 0;) {
        const fleet::Cell &before = app.cells[i];
        if (before.empty())
            continue;
        const QString there = toQt(fleet.environments[i].name);
        const QString version = toQt(before.versionText());
        column->addWidget(header(tr("Waiting in %1").arg(there)));
        const bool differs = before.versionText() != app.cells[environment].versionText();
        if (differs && !version.isEmpty())
            column->addWidget(
                new ChipLabel({.text = tr("%1 has %2").arg(there, version), .tone = Tone::Accent}),
                0, Qt::AlignLeft);
        else
            column->addWidget(new ThemedLabel(tr("Same version"), ThemedLabel::Look::Muted));
        auto *promote = button(u"promote"_s, tr("Promote to %1…").arg(here), Glyph::None);
        if (differs)
            makePrimary(promote);
        auto *compare = button(u"compare"_s, tr("Compare"), Glyph::None);
        auto *row = new QHBoxLayout;
        row->addWidget(promote);
        row->addWidget(compare);
        row->addStretch();
        column->addLayout(row);
        connect(promote, &QPushButton::clicked, this, [this, there, here, name = toQt(app.name)] {
            m_session->promote({.from = there, .to = here, .app = name});
        });
        connect(compare, &QPushButton::clicked, this, [this, there, here] {
            m_session->compare(
                {.before = {.kind = ComparisonSide::Kind::Environment, .name = here},
                 .after = {.kind = ComparisonSide::Kind::Environment, .name = there}});
        });
        return;
    }
}

void Inspector::addDependencies(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                                const build::UnitId &id)
{
    const build::Unit *unit = snapshot.desired->find(id);
    const auto dependencies =
        unit ? unit->kustomization.dependsOn() : std::vector<flux::Dependency>();
    if (dependencies.empty())
        return;
    column->addWidget(header(tr("Depends on")));
    KeyValueGrid *grid = makeGrid();
    for (const flux::Dependency &dependency : dependencies) {
        const build::UnitId other{.cluster = id.cluster,
                                  .namespaceName = dependency.namespaceName.empty()
                                                       ? id.namespaceName
                                                       : dependency.namespaceName,
                                  .name = dependency.name};
        const build::Unit *found = snapshot.desired->find(other);
        const Status status = !found           ? Status::Missing
                              : found->objects ? Status::None
                                               : Status::Failed;
        const QString text = !found ? tr("not in this fleet")
                             : found->objects
                                 ? counted(static_cast<qsizetype>(found->objects->size()),
                                           tr("object"), tr("objects"))
                                 : tr("cannot be built");
        grid->setStatusRow(toQt(dependency.name), status, text);
    }
    column->addWidget(grid);
}

void Inspector::addRelease(QVBoxLayout *column, const reconcile::Snapshot &snapshot,
                           const ObjectPlace &place)
{
    const build::Release *release =
        place.object.group != flux::helmGroup || place.object.kind != "HelmRelease"
            ? nullptr
            : snapshot.desired->findRelease({.cluster = place.unit.cluster,
                                             .namespaceName = place.object.namespaceName,
                                             .name = place.object.name});
    if (!release)
        return;
    const build::RenderedRelease &rendered = *release->rendered;
    column->addWidget(header(tr("Release")));
    if (!rendered.objects) {
        auto *banner = new Banner;
        banner->present(rendered.hasChart ? Tone::Danger : Tone::Neutral,
                        rendered.hasChart ? tr("Cannot be rendered") : tr("Chart not at hand"),
                        toQt(rendered.objects.error().description()));
        column->addWidget(banner);
    }
    if (!rendered.hasChart)
        return;
    KeyValueGrid *grid = makeGrid();
    grid->setRow(tr("Chart"), toQt(rendered.chartName + ' ' + rendered.chartVersion),
                 KeyValueGrid::Look::Monospace);
    if (!rendered.appVersion.empty())
        grid->setRow(tr("App version"), toQt(rendered.appVersion), KeyValueGrid::Look::Monospace);
    grid->setRow(tr("Name"), toQt(release->release.releaseNamespace()) + u'/'
                                 + toQt(release->release.releaseName()));
    grid->setRow(tr("Renders"), counted(static_cast<qsizetype>(release->everything().size()),
                                        tr("object"), tr("objects")));
    if (rendered.isIncomplete)
        grid->setStatusRow(tr("Values"), Status::Unknown,
                           tr("some are known to the cluster alone"));
    column->addWidget(grid);
    auto *panel = new ReleasePanel;
    panel->showRelease(release->rendered, snapshot.sources);
    connect(panel, &ReleasePanel::placeActivated, this,
            [this](const QString &file, int line) { openFleetFile(m_session, file, line); });
    column->addWidget(panel, 1);
}

QWidget *Inspector::makeObject(const reconcile::Snapshot &snapshot, const ObjectPlace &place)
{
    const Object &object = *findObject(snapshot, place);
    auto *content = new QWidget;
    QVBoxLayout *column = startColumn(
        content, toQt(object.name()), toQt(place.unit.cluster).section(u'/', -1),
        toQt(object.kind())
            + (object.namespaceName().empty() ? QString()
                                              : tr(" in %1").arg(toQt(object.namespaceName()))));
    KeyValueGrid *grid = makeGrid();
    grid->setRow(tr("API version"), toQt(object.gvk().apiVersion()), KeyValueGrid::Look::Monospace);
    addLiveRow(grid, place.unit, place.object);
    const SourcePosition where = build::placeOf(object.fields(), *snapshot.sources);
    if (!where.path.empty())
        grid->setRow(tr("Written in"), placeText(where), KeyValueGrid::Look::Link);
    if (const build::Unit *unit = snapshot.desired->find(place.unit)) {
        addUnitRows(grid, snapshot, *unit);
        if (std::ranges::contains(unit->encrypted, place.object))
            grid->setRow(tr("Content"), tr("encrypted with SOPS, shown as it is"));
    }
    connect(grid, &KeyValueGrid::linkActivated, this,
            [this, where] { openFleetFile(m_session, toQt(where.path), where.line); });
    column->addWidget(grid);
    auto *yaml = button(u"viewYaml"_s, tr("View YAML"), Glyph::Eye);
    connect(yaml, &QPushButton::clicked, this, [this, place] { m_session->showObject(place); });
    column->addWidget(yaml, 0, Qt::AlignLeft);
    addDependencies(column, snapshot, place.unit);
    addRelease(column, snapshot, place);
    column->addStretch();
    return content;
}

} // namespace plumb::ui
