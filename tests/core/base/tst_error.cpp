// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/error.h"
#include "core/base/run.h"

#include <QTest>

#include <string>

using namespace plumb;

namespace {

Result<int> failingBuild()
{
    return std::unexpected(Error(ErrorCode::BuildFailed, "unknown field 'resource'",
                                 SourcePosition{"kustomization.yaml", 4, 3}));
}

Result<int> doubled(Result<int> input)
{
    return PLUMB_TRY(std::move(input)) * 2;
}

} // namespace

class tst_Error : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatWasBeingDoneOutermostFirst();
    void tellsItsDescriptionApartFromItsPlace();
    void addsContextToFailuresOnly();
    void tryPassesAnErrorOnAndUnwrapsAValue();
    void checkpointStopsACancelledRun();
};

void tst_Error::namesWhatWasBeingDoneOutermostFirst()
{
    const Error error =
        Error(failingBuild().error()).within("building apps").within("opening fleet");

    QCOMPARE(error.toString(),
             std::string(
                 "opening fleet: building apps: kustomization.yaml:4:3: unknown field 'resource'"));
}

void tst_Error::tellsItsDescriptionApartFromItsPlace()
{
    const Error error = Error(failingBuild().error()).within("building apps");

    QCOMPARE(error.description(), std::string("building apps: unknown field 'resource'"));
    QCOMPARE(error.where(), (SourcePosition{"kustomization.yaml", 4, 3}));
}

void tst_Error::addsContextToFailuresOnly()
{
    QCOMPARE(within("building apps", Result<int>(7)).value(), 7);
    QCOMPARE(within("building apps", failingBuild()).error().description(),
             std::string("building apps: unknown field 'resource'"));
}

void tst_Error::tryPassesAnErrorOnAndUnwrapsAValue()
{
    QCOMPARE(doubled(21).value(), 42);
    QCOMPARE(doubled(failingBuild()).error().code(), ErrorCode::BuildFailed);
}

void tst_Error::checkpointStopsACancelledRun()
{
    std::stop_source source;
    const Run run = {.stop = source.get_token()};
    QVERIFY(run.checkpoint({}));

    source.request_stop();

    const Result<> stopped = run.checkpoint({});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code(), ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_Error)
#include "tst_error.moc"
