// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/objectactions.h"

#include "core/build/provenance.h"
#include "core/flux/helmrelease.h"
#include "core/flux/kustomization.h"
#include "core/yaml/emitter.h"
#include "ui/pages/objecttext.h"
#include "ui/roles/text.h"
#include "ui/session/fieldorigin.h"
#include "ui/widgets/icons.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QUrl>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("plumb::ui::ObjectActions", text);
}

// Files of a fleet come from its repository's content; what would lead out of the folder is
// refused.
QString pathInFleet(const Session &session, const QString &file)
{
    const QString root = QFileInfo(session.folder()).canonicalFilePath();
    const QString path = QFileInfo(QDir(root).filePath(file)).canonicalFilePath();
    return path.startsWith(QString(root + u'/')) || path == root ? path : QString();
}

void addCopy(QMenu *menu, const QString &text, const std::function<QString()> &content)
{
    menu->addAction(icon(Glyph::Copy), text, menu,
                    [content] { QGuiApplication::clipboard()->setText(content()); });
}

void addFluxActions(QMenu *menu, Session *session, const Object &object, const std::string &cluster)
{
    const bool isRelease = flux::HelmRelease::matches(object);
    if (!isRelease && !flux::Kustomization::matches(object))
        return;
    const build::UnitId unit{.cluster = cluster,
                             .namespaceName = std::string(object.namespaceName()),
                             .name = std::string(object.name())};
    const auto add = [&](FluxVerb verb, const QString &text) {
        menu->addAction(text, menu,
                        [session, verb, unit] { session->askFlux({.verb = verb, .unit = unit}); });
    };
    menu->addSeparator();
    add(FluxVerb::Reconcile, translated("Reconcile with source…"));
    if (isRelease)
        add(FluxVerb::Force, translated("Upgrade once more…"));
    add(FluxVerb::Suspend, translated("Suspend…"));
    add(FluxVerb::Resume, translated("Resume…"));
}

} // namespace

void openFleetFile(Session *session, const QString &file, int line)
{
    const QString path = pathInFleet(*session, file);
    if (path.isEmpty()) {
        session->say(translated("%1 is not in the working tree").arg(file));
        return;
    }
    // A desktop opens files, not lines; the line is one paste away.
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        session->say(translated("No program is set up to open %1").arg(path));
    else if (line > 0)
        session->say(translated("Opened %1, line %2").arg(file).arg(line));
}

void openFleetFolder(Session *session, const QString &file)
{
    const QString path = pathInFleet(*session, file.isEmpty() ? u"."_s : QFileInfo(file).path());
    if (path.isEmpty() || !QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        session->say(translated("The folder cannot be opened"));
}

void addObjectActions(QMenu *menu, Session *session, const ObjectSubject &subject)
{
    const Object *object =
        subject.snapshot ? findObject(*subject.snapshot, subject.place) : nullptr;
    if (!object)
        return;
    const SourcePosition source = build::placeOf(object->fields(), *subject.snapshot->sources);
    const QString file = toQt(source.path);

    menu->addAction(icon(Glyph::Eye), translated("View YAML"), menu,
                    [session, place = subject.place] { session->showObject(place); });
    addFluxActions(menu, session, *object, subject.place.unit.cluster);
    menu->addSeparator();
    addCopy(menu, translated("Copy name"), [name = toQt(object->name())] { return name; });
    addCopy(menu, translated("Copy as YAML"), [session, subject] {
        const Object *shown = findObject(*subject.snapshot, subject.place);
        return toQt(yaml::toReadableYaml(session->mask().masked(shown->fields())));
    });
    const QString context = session->settings()
                                ->clusterAccess(session->folder(), toQt(subject.place.unit.cluster))
                                .context;
    addCopy(menu, translated("Copy kubectl command"),
            [command = kubectlCommand(object->gvk(), object->id(), context)] { return command; });
    if (file.isEmpty())
        return;
    menu->addSeparator();
    addCopy(menu, translated("Copy file and line"),
            [place = u"%1:%2"_s.arg(file).arg(source.line)] { return place; });
    menu->addAction(icon(Glyph::File), translated("Open file in editor"), menu,
                    [session, file, line = source.line] { openFleetFile(session, file, line); });
    menu->addAction(icon(Glyph::Folder), translated("Open folder"), menu,
                    [session, file] { openFleetFolder(session, file); });
}

} // namespace plumb::ui
