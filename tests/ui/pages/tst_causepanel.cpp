// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/causepanel.h"

#include <QTest>

using namespace plumb;
using namespace plumb::ui;
using namespace Qt::StringLiterals;

class tst_CausePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhoDidItHowAndWhen();
    void saysWhatIsKnownWhenNobodyIsKnownToHaveDoneIt();

private:
    static QDateTime noon()
    {
        return QDateTime::fromString(u"2026-01-02T12:00:00Z"_s, Qt::ISODate);
    }
};

void tst_CausePanel::saysWhoDidItHowAndWhen()
{
    drift::Cause cause = {
        .kind = drift::CauseKind::ManualEdit,
        .manager = ssa::FieldManager{.name = "kubectl-edit", .time = "2026-01-02T11:54:00Z"}};

    QCOMPARE(causeSentence(cause, u"changed it"_s, noon()),
             u"kubectl-edit changed it 6 min ago (field manager, Update)"_s);

    cause.manager->subresource = "scale";
    cause.manager->time.clear();
    QCOMPARE(causeSentence(cause, u"changed it"_s, noon()),
             u"kubectl-edit changed it (field manager, Update of scale)"_s);
}

void tst_CausePanel::saysWhatIsKnownWhenNobodyIsKnownToHaveDoneIt()
{
    const drift::Cause notApplied = {.kind = drift::CauseKind::NotApplied,
                                     .manager = ssa::FieldManager{.name = "kustomize-controller"},
                                     .explanation = "the Kustomization is suspended"};
    const drift::Cause removed = {.kind = drift::CauseKind::ManualEdit,
                                  .manager = ssa::FieldManager{.name = "k9s"},
                                  .explanation = "k9s (Update) removed it"};

    QCOMPARE(causeSentence(notApplied, u"changed it"_s, noon()),
             u"The Kustomization is suspended."_s);
    QCOMPARE(causeSentence(removed, {}, noon()), u"k9s (Update) removed it."_s);
}

QTEST_MAIN(tst_CausePanel)
#include "tst_causepanel.moc"
