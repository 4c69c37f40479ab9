// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/palettecontent.h"

#include "ui/roles/text.h"

#include <QAction>
#include <QCoreApplication>

#include <set>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("plumb::ui::PaletteContent", text);
}

QString objectName(const Object &object)
{
    return object.namespaceName().empty()
               ? toQt(object.name())
               : QString(toQt(object.namespaceName()) + u'/' + toQt(object.name()));
}

void addObjects(const reconcile::Snapshot &snapshot, PaletteContent &content,
                std::vector<PaletteEntry> &entries)
{
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        for (const auto &unit : cluster.units) {
            const QString detail = toQt(unit->id.toString());
            for (const Object &object : unit->known()) {
                entries.push_back({.title = objectName(object),
                                   .detail = detail,
                                   .kind = toQt(object.kind()),
                                   .shortcut = {},
                                   .glyph = Glyph::Object,
                                   .id = content.objects.size()});
                content.objects.push_back({.unit = unit->id, .object = object.id()});
            }
        }
    }
}

void addFiles(const reconcile::Snapshot &snapshot, PaletteContent &content,
              std::vector<PaletteEntry> &entries)
{
    std::set<std::string> files;
    for (const build::ClusterState &cluster : snapshot.desired->clusters) {
        for (const auto &unit : cluster.units) {
            for (const files::TreePath &file : unit->filesRead)
                files.insert(file.text());
        }
    }
    for (const std::string &file : files) {
        entries.push_back({.title = toQt(file),
                           .detail = {},
                           .kind = translated("File"),
                           .shortcut = {},
                           .glyph = Glyph::File,
                           .id = content.objects.size() + content.files.size()});
        content.files.push_back(file);
    }
}

void addCommits(std::vector<git::Commit> commits, PaletteContent &content,
                std::vector<PaletteEntry> &entries)
{
    std::size_t id = content.objects.size() + content.files.size();
    for (const git::Commit &commit : commits) {
        entries.push_back(
            {.title = toQt(commit.summary()),
             .detail = u"%1 · %2"_s.arg(toQt(commit.id.shortText()), toQt(commit.author.name)),
             .kind = translated("Commit"),
             .shortcut = {},
             .glyph = Glyph::Commit,
             .id = id++});
    }
    content.commits = std::move(commits);
}

} // namespace

PaletteContent PaletteContent::of(const reconcile::Snapshot *snapshot,
                                  std::vector<git::Commit> commits,
                                  std::vector<PaletteEntry> commands)
{
    PaletteContent content;
    std::vector<PaletteEntry> entries = std::move(commands);
    if (snapshot) {
        addObjects(*snapshot, content, entries);
        addFiles(*snapshot, content, entries);
        addCommits(std::move(commits), content, entries);
    }
    content.entries = std::make_shared<const PaletteEntries>(std::move(entries));
    return content;
}

std::vector<PaletteEntry> commandEntries(const std::vector<QAction *> &actions)
{
    std::vector<PaletteEntry> entries;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const QAction &action = *actions[i];
        if (!action.isEnabled() || action.objectName() == "palette"_L1)
            continue;
        const QString text = QString(action.text()).remove(u'&');
        entries.push_back({.title = text.section(u'\t', 0, 0),
                           .detail = {},
                           .kind = translated("Command"),
                           .shortcut = text.contains(u'\t')
                                           ? text.section(u'\t', 1)
                                           : action.shortcut().toString(QKeySequence::NativeText),
                           .glyph = Glyph::Play,
                           .id = firstCommand + i});
    }
    return entries;
}

} // namespace plumb::ui
