// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/releasepanel.h"

#include "ui/models/releasevaluesmodel.h"
#include "ui/roles/text.h"
#include "ui/widgets/statusdelegate.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QListWidget>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBrowser>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

using Filter = ReleaseValuesModel::Filter;

constexpr int leastHeight = 320;

/// Shows texts that are not trusted: no picture or style sheet is read for them, no link opened.
class UntrustedText final : public QTextBrowser
{
public:
    UntrustedText() { setOpenLinks(false); }

    QVariant loadResource(int, const QUrl &) override { return {}; }
};

bool isReadme(const build::ChartText &file)
{
    return toQt(file.name).compare("README.md"_L1, Qt::CaseInsensitive) == 0;
}

// What a person looks for first comes first.
int rankOf(const build::ChartText &file)
{
    if (isReadme(file))
        return 0;
    if (file.name == "Chart.yaml")
        return 1;
    return file.name == "values.yaml" ? 2 : 3;
}

} // namespace

ReleasePanel::ReleasePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new ReleaseValuesModel(this))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_filter(new QComboBox)
    , m_values(new QTreeView)
    , m_files(new QListWidget)
    , m_text(new UntrustedText)
{
    setObjectName("releasePanel"_L1);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("Parts of the release"));
    m_pages->addWidget(makeValues());
    m_pages->addWidget(makeChart());
    m_tabs->addTab(tr("Values"));
    m_tabs->addTab(tr("Chart"));
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    setMinimumHeight(leastHeight);
}

QWidget *ReleasePanel::makeValues()
{
    m_filter->setAccessibleName(tr("Which values are shown"));
    m_values->setObjectName("releaseValues"_L1);
    m_values->setAccessibleName(tr("Final values of the release"));
    m_values->setModel(m_model);
    m_values->setRootIsDecorated(false);
    m_values->setUniformRowHeights(true);
    m_values->setItemDelegateForColumn(
        ReleaseValuesModel::Key, new StatusDelegate(StatusDelegate::Density::OneLine, m_values));
    m_values->header()->setStretchLastSection(true);
    m_values->header()->setDefaultSectionSize(150);
    connect(m_filter, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_model->setFilter(static_cast<Filter>(std::max(index, 0))); });
    connect(m_values, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const SourcePosition place = m_model->placeOf(index);
        if (!place.path.empty())
            Q_EMIT placeActivated(toQt(place.path), place.line);
    });
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->addWidget(m_filter);
    column->addWidget(m_values, 1);
    return page;
}

QWidget *ReleasePanel::makeChart()
{
    m_files->setObjectName("chartFiles"_L1);
    m_files->setAccessibleName(tr("Files of the chart"));
    m_text->setObjectName("chartText"_L1);
    m_text->setAccessibleName(tr("Text of the file"));
    connect(m_files, &QListWidget::currentRowChanged, this, &ReleasePanel::showFile);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->addWidget(m_files, 1);
    column->addWidget(m_text, 2);
    return page;
}

void ReleasePanel::showRelease(const std::shared_ptr<const build::RenderedRelease> &release,
                               const std::shared_ptr<const yaml::SourceTable> &sources)
{
    m_release = release;
    m_model->setRelease(release, sources);
    const auto label = [this](const QString &text, Filter filter) {
        return u"%1 (%2)"_s.arg(text).arg(m_model->count(filter));
    };
    m_filter->clear();
    m_filter->addItems({label(tr("All values"), Filter::All),
                        label(tr("Set by the release"), Filter::Set),
                        label(tr("Set, and read by no template"), Filter::Dead)});
    m_files->clear();
    std::vector<std::pair<int, qsizetype>> order;
    for (std::size_t i = 0; i < release->files.size(); ++i)
        order.emplace_back(rankOf(release->files[i]), static_cast<qsizetype>(i));
    std::ranges::sort(order);
    for (const auto &[rank, position] : order) {
        auto *item =
            new QListWidgetItem(toQt(release->files[static_cast<std::size_t>(position)].name));
        item->setData(Qt::UserRole, position);
        m_files->addItem(item);
    }
    if (m_files->count() > 0)
        m_files->setCurrentRow(0);
}

void ReleasePanel::showFile(int row)
{
    const QListWidgetItem *item = m_files->item(row);
    if (!item || !m_release) {
        m_text->clear();
        return;
    }
    const build::ChartText &file =
        m_release->files[static_cast<std::size_t>(item->data(Qt::UserRole).toLongLong())];
    if (isReadme(file)) {
        m_text->setMarkdown(toQt(*file.text));
        return;
    }
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setPlainText(toQt(*file.text));
}

} // namespace plumb::ui
