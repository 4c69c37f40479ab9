// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/diagnostic.h"

#include <QTest>

using namespace plumb;

class tst_Diagnostic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsPlaceSeverityAndObject_data();
    void printsPlaceSeverityAndObject();
};

void tst_Diagnostic::printsPlaceSeverityAndObject_data()
{
    QTest::addColumn<Diagnostic>("diagnostic");
    QTest::addColumn<std::string>("text");
    QTest::newRow("message only") << Diagnostic{.message = "no cluster is found"}
                                  << std::string("warning: no cluster is found");
    QTest::newRow("with a place") << Diagnostic{.severity = Severity::Error,
                                                .message = "'bases' is deprecated",
                                                .where =
                                                    SourcePosition{"a/kustomization.yaml", 3, 1}}
                                  << std::string(
                                         "a/kustomization.yaml:3:1: error: 'bases' is deprecated");
    QTest::newRow("with an object")
        << Diagnostic{.severity = Severity::Note,
                      .message = "is suspended",
                      .object = "Kustomization/flux-system/apps"}
        << std::string("note: Kustomization/flux-system/apps: is suspended");
}

void tst_Diagnostic::printsPlaceSeverityAndObject()
{
    QFETCH(Diagnostic, diagnostic);
    QFETCH(std::string, text);

    QCOMPARE(diagnostic.toString(), text);
}

QTEST_APPLESS_MAIN(tst_Diagnostic)
#include "tst_diagnostic.moc"
