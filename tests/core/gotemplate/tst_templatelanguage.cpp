// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Every rule of the language with what Go prints or says: tests/cases/gotemplate/expectations.go
// has written it.

#include "core/gotemplate/format.h"
#include "core/gotemplate/template.h"
#include "core/yaml/json.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>

using namespace plumb;
using namespace plumb::gotemplate;
using namespace Qt::StringLiterals;

namespace {

Result<Value> boom(Call &call)
{
    return failure(std::string(call.text(0)));
}

Result<Value> count(Call &call)
{
    return call[0];
}

Result<Value> dict(Call &call)
{
    const Value result = Value::map();
    for (std::size_t i = 0; i + 1 < call.size(); i += 2)
        result.set(sprint(call.arguments.subspan(i, 1)), call[i + 1]);
    return result;
}

Result<Value> half(Call &call)
{
    return Value::floating(call[0].asFloat() / 2);
}

Result<Value> length(Call &call)
{
    return Value::integer(static_cast<std::int64_t>(call[0].size()));
}

Result<Value> list(Call &call)
{
    return Value::list({call.arguments.begin(), call.arguments.end()});
}

Result<Value> negate(Call &call)
{
    return Value::boolean(!call[0].asBool());
}

Result<Value> nothing(Call &)
{
    return Value::nil();
}

Result<Value> repeat(Call &call)
{
    std::string result;
    for (std::int64_t i = 0; i < call[0].asInt(); ++i)
        result += call.text(1);
    return Value::string(result);
}

Result<Value> set(Call &call)
{
    call[0].set(call[1].sharedText(), call[2]);
    return call[0];
}

Result<Value> strings(Call &call)
{
    return Value::list({call.arguments.begin(), call.arguments.end()}, types::stringList);
}

Result<Value> typeOf(Call &call)
{
    return Value::string(sprintf("%T", call.arguments));
}

Result<Value> upper(Call &call)
{
    std::string result(call.text(0));
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return Value::string(result);
}

constexpr std::array<Function, 13> functions{{
    {"boom", boom, {&types::string}},
    {"count", count, {&types::uint8}},
    {"dict", dict, Signature{&types::any}.variadic()},
    {"half", half, {&types::float64}},
    {"length", length, {&types::list}},
    {"list", list, Signature{&types::any}.variadic()},
    {"negate", negate, {&types::boolean}},
    {"nothing", nothing, {}},
    {"repeat", repeat, {&types::integer, &types::string}},
    {"set", set, {&types::map, &types::string, &types::any}},
    {"size", length, {&types::map}},
    {"strings", strings, Signature{&types::string}.variadic()},
    {"typeOf", typeOf, {&types::any}},
}};
constexpr std::array<Function, 1> moreFunctions{{{"upper", upper, {&types::string}}}};

MissingKey missingKeyOf(std::string_view option)
{
    if (option == "zero")
        return MissingKey::Zero;
    return option == "error" ? MissingKey::Error : MissingKey::Invalid;
}

// What is printed, and after it the error.
std::string render(const yaml::Value &testCase, const yaml::Value &shared)
{
    auto table = std::make_shared<FunctionTable>();
    table->add(functions);
    table->add(moreFunctions);
    TemplateSet templates(table);
    std::string output;
    Result<> result = templates.parse("case", std::string(testCase.textAt({"template"})));
    if (result) {
        const yaml::Value *own = testCase.find("data");
        Value data;
        if (testCase.find("shared"))
            data = Value::fromYaml(shared);
        else if (own)
            data = Value::fromYaml(*own);
        ExecuteOptions options;
        options.missingKey = missingKeyOf(testCase.textAt({"missingKey"}));
        result = templates.execute("case", data, output, options);
    }
    if (!result)
        output += "\n!! " + result.error().message();
    return output;
}

} // namespace

class tst_TemplateLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsAndSaysWhatGoDoes_data();
    void printsAndSaysWhatGoDoes();

private:
    yaml::Value m_file;
};

void tst_TemplateLanguage::printsAndSaysWhatGoDoes_data()
{
    QFile file(QStringLiteral(PLUMB_SOURCE_DIR "/tests/cases/gotemplate/language.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto parsed = yaml::parseJson(file.readAll().toStdString(), "language.json");
    QVERIFY(parsed);
    m_file = *parsed;

    QTest::addColumn<int>("index");
    int index = 0;
    for (const yaml::Value &testCase : m_file.find("cases")->items())
        QTest::newRow(std::string(testCase.textAt({"rule"})).c_str()) << index++;
}

void tst_TemplateLanguage::printsAndSaysWhatGoDoes()
{
    QFETCH(int, index);
    const yaml::Value &testCase = m_file.find("cases")->items()[static_cast<std::size_t>(index)];
    std::string expected(testCase.textAt({"output"}));
    if (testCase.find("error"))
        expected += "\n!! " + std::string(testCase.textAt({"error"}));

    const std::string actual = render(testCase, *m_file.find("data"));

    QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected));
}

QTEST_APPLESS_MAIN(tst_TemplateLanguage)
#include "tst_templatelanguage.moc"
