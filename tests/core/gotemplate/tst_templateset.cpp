// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/template.h"

#include <QTest>

#include <array>

using namespace plumb;
using namespace plumb::gotemplate;
using namespace Qt::StringLiterals;

namespace {

Result<Value> include(Call &call)
{
    std::string text;
    if (auto done = call.execution.execute(call.execution.templates(), call.text(0), call[1], text);
        !done)
        return std::unexpected(std::move(done).error());
    return Value::string(text);
}

Result<Value> nest(Call &call)
{
    return Value::list({call[0]});
}

Result<Value> tpl(Call &call)
{
    auto set = call.execution.templatesWith("root", call.text(0));
    if (!set)
        return std::unexpected(std::move(set).error());
    std::string text;
    if (auto done = call.execution.executeLatest(*set, call[1], text); !done)
        return std::unexpected(std::move(done).error());
    return Value::string(text);
}

constexpr std::array<Function, 3> functions{{
    {"include", include, {&types::string, &types::any}},
    {"nest", nest, {&types::any}},
    {"tpl", tpl, {&types::string, &types::any}},
}};

TemplateSet makeSet()
{
    auto table = std::make_shared<FunctionTable>();
    table->add(functions);
    return TemplateSet(table);
}

std::string render(const TemplateSet &set, std::string_view name, const Value &dot = {},
                   const ExecuteOptions &options = {})
{
    std::string output;
    const auto done = set.execute(name, dot, output, options);
    return done ? output : "!! " + done.error().message();
}

} // namespace

class tst_TemplateSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void templatesCallEachOther();
    void laterTemplatesReplaceEarlierOnesUnlessTheyAreEmpty();
    void copiesAreIndependent();
    void textIsExecutedWithTheTemplatesAround();
    void textThatIsEmptyDoesNotCallTheTemplateOfItsName();
    void templatesThatAreMissingAreNamed();
    void recursionWithoutEndIsStopped();
    void nestedRecursionWithoutEndIsStopped();
    void outputIsBounded();
    void timeIsBounded();
    void executionsCanBeCancelled();
    void deepExpressionsAreRefused();
    void deepValuesAreReleased();
};

void tst_TemplateSet::templatesCallEachOther()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{define \"x\"}}[{{.}}]{{end}}a{{template \"b\" 1}}"));
    QVERIFY(set.parse("b", "{{template \"x\" .}}{{include \"x\" 2}}"));

    QCOMPARE(render(set, "a"), "a[1][2]");
    QCOMPARE(set.names(), (std::vector<std::string>{"a", "b", "x"}));
}

void tst_TemplateSet::laterTemplatesReplaceEarlierOnesUnlessTheyAreEmpty()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{define \"x\"}}1{{end}}{{define \"y\"}}1{{end}}"));
    QVERIFY(set.parse("b", "{{define \"x\"}}2{{end}}{{define \"y\"}}  {{/* no */}}{{end}}"));

    QCOMPARE(render(set, "x"), "2");
    QCOMPARE(render(set, "y"), "1");
}

void tst_TemplateSet::copiesAreIndependent()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("x", "1"));

    TemplateSet copy = set;
    QVERIFY(copy.parse("x", "2"));
    QVERIFY(set.parse("z", "3"));

    QCOMPARE(render(set, "x"), "1");
    QCOMPARE(render(copy, "x"), "2");
    QVERIFY(!copy.contains("z"));
}

void tst_TemplateSet::textIsExecutedWithTheTemplatesAround()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{tpl `{{define \"y\"}}<{{.}}>{{end}}{{include \"y\" .}}"
                           "{{include \"x\" .}}{{tpl \"{{.}}\" 7}}` 1}}"));
    QVERIFY(set.parse("x", "x{{.}}"));

    QCOMPARE(render(set, "a"), "<1>x17");
    QVERIFY(!set.contains("y"));
}

void tst_TemplateSet::textThatIsEmptyDoesNotCallTheTemplateOfItsName()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("root", "[{{tpl \" \" .}}]"));

    QCOMPARE(render(set, "root"), "[ ]");
}

void tst_TemplateSet::templatesThatAreMissingAreNamed()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{include \"nope\" .}}"));

    QCOMPARE(render(set, "a"),
             "!! template: a:1:2: executing \"a\" at <include \"nope\" .>: error calling include: "
             "template: no template \"nope\" associated with template \"gotpl\"");
}

void tst_TemplateSet::recursionWithoutEndIsStopped()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{template \"a\" .}}"));

    std::string output;
    const auto done = set.execute("a", {}, output);

    QVERIFY(!done);
    QVERIFY(QString::fromStdString(done.error().message())
                .contains(u"exceeded maximum template depth"_s));
}

void tst_TemplateSet::nestedRecursionWithoutEndIsStopped()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{include \"a\" .}}"));

    std::string output;
    const auto done = set.execute("a", {}, output);

    QVERIFY(!done);
    QCOMPARE(done.error().code(), ErrorCode::LimitExceeded);
}

void tst_TemplateSet::outputIsBounded()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{range 1000000}}{{printf \"%1000d\" .}}{{end}}"));
    ExecuteOptions options;
    options.limits.output = 100'000;

    std::string output;
    const auto done = set.execute("a", {}, output, options);

    QVERIFY(!done);
    QCOMPARE(done.error().code(), ErrorCode::LimitExceeded);
    QVERIFY(output.size() <= 101'000);
}

void tst_TemplateSet::timeIsBounded()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{range 1000000000}}{{range 1000000000}}{{end}}{{end}}"));
    ExecuteOptions options;
    options.limits.time = std::chrono::milliseconds(20);

    std::string output;
    const auto done = set.execute("a", {}, output, options);

    QVERIFY(!done);
    QCOMPARE(done.error().code(), ErrorCode::LimitExceeded);
}

void tst_TemplateSet::executionsCanBeCancelled()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{range 1000000000}}{{end}}"));
    std::stop_source source;
    source.request_stop();
    const Run run{.stop = source.get_token()};
    ExecuteOptions options;
    options.run = &run;

    std::string output;
    const auto done = set.execute("a", {}, output, options);

    QVERIFY(!done);
    QCOMPARE(done.error().code(), ErrorCode::Cancelled);
}

void tst_TemplateSet::deepExpressionsAreRefused()
{
    TemplateSet set = makeSet();
    const std::string deep =
        "{{" + std::string(100'000, '(') + "1" + std::string(100'000, ')') + "}}";
    std::string ifs;
    for (int i = 0; i < 100'000; ++i)
        ifs += "{{if 1}}";

    const auto parentheses = set.parse("a", deep);
    const auto nested = set.parse("b", ifs);

    QVERIFY(!parentheses);
    QCOMPARE(parentheses.error().message(), "template: a:1: max expression depth exceeded");
    QVERIFY(!nested);
    QCOMPARE(nested.error().message(), "template: b:1: max expression depth exceeded");
}

void tst_TemplateSet::deepValuesAreReleased()
{
    TemplateSet set = makeSet();
    QVERIFY(set.parse("a", "{{$x := 1}}{{range 200000}}{{$x = nest $x}}{{end}}{{len $x}}"));

    QCOMPARE(render(set, "a"), "1");
}

QTEST_APPLESS_MAIN(tst_TemplateSet)
#include "tst_templateset.moc"
