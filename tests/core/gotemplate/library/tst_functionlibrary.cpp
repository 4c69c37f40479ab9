// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/core/gotemplate/library/rendering.h"

#include <QRegularExpression>
#include <QTest>

using plumb::gotemplate::ExecuteOptions;

class tst_FunctionLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryFunctionOfHelm();
    void hasNoFunctionsOfTheEnvironment();
    void takesTheTimeFromTheCaller();
    void repeatsRandomResultsForTheSameSeed_data();
    void repeatsRandomResultsForTheSameSeed();
    void makesRandomTextOfTheLengthAndCharactersAskedFor();
    void signsCertificatesWithTheirAuthority();
    void marksTheWordsOfTheAuthor();
    void refusesBombs_data();
    void refusesBombs();
    void refusesValuesThatNestTooDeep();
    void refusesValuesThatDoubleAtEveryLevel();
};

void tst_FunctionLibrary::knowsEveryFunctionOfHelm()
{
    plumb::gotemplate::FunctionTable functions;
    plumb::gotemplate::addSprig(functions);
    plumb::gotemplate::addHelmFunctions(functions);
    const QByteArrayList names =
        QByteArray(
            "abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi b32dec "
            "b32enc "
            "b64dec b64enc base bcrypt biggest buildCustomCert camelcase cat ceil chunk clean "
            "coalesce "
            "compact concat contains date dateInZone dateModify date_in_zone date_modify "
            "decryptAES "
            "deepCopy deepEqual default derivePassword dict dig dir div divf duration "
            "durationRound "
            "empty encryptAES ext fail first float64 floor fromJson fromJsonArray fromToml "
            "fromYaml "
            "fromYamlArray genCA genCAWithKey genPrivateKey genSelfSignedCert "
            "genSelfSignedCertWithKey "
            "genSignedCert genSignedCertWithKey get getHostByName has hasKey hasPrefix hasSuffix "
            "hello "
            "htmlDate htmlDateInZone htpasswd indent initial initials int int64 isAbs join "
            "kebabcase "
            "keys kindIs kindOf last list lower max maxf merge mergeOverwrite min minf mod mul "
            "mulf "
            "mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustFromJson "
            "mustHas mustInitial mustLast mustMerge mustMergeOverwrite mustPrepend mustPush "
            "mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll "
            "mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate "
            "mustToJson mustToPrettyJson mustToRawJson mustToToml mustToYaml mustUniq mustWithout "
            "must_date_modify nindent nospace now omit osBase osClean osDir osExt osIsAbs pick "
            "pluck "
            "plural prepend push quote randAlpha randAlphaNum randAscii randBytes randInt "
            "randNumeric "
            "regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll "
            "regexReplaceAllLiteral "
            "regexSplit repeat replace required rest reverse round semver semverCompare seq set "
            "sha1sum sha256sum sha512sum shuffle slice snakecase sortAlpha split splitList splitn "
            "squote sub subf substr swapcase ternary title toDate toDecimal toJson toPrettyJson "
            "toRawJson toString toStrings toToml toYaml toYamlPretty trim trimAll trimPrefix "
            "trimSuffix trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset until "
            "untilStep untitle upper urlJoin urlParse uuidv4 values without wrap wrapWith")
            .split(' ');

    QByteArrayList missing;
    for (const QByteArray &name : names) {
        if (!functions.find(name.toStdString()))
            missing.append(name);
    }

    QCOMPARE(missing, QByteArrayList());
}

void tst_FunctionLibrary::hasNoFunctionsOfTheEnvironment()
{
    QCOMPARE(rendered("{{ env \"HOME\" }}"), "ERROR template: t:1: function \"env\" not defined");
    QCOMPARE(rendered("{{ expandenv \"a\" }}"),
             "ERROR template: t:1: function \"expandenv\" not defined");
    QCOMPARE(rendered("{{ getHostByName \"localhost\" }}"), "");
}

void tst_FunctionLibrary::takesTheTimeFromTheCaller()
{
    const ExecuteOptions options = {.now = 1'700'000'000'500'000'000};

    QCOMPARE(rendered("{{ now | date \"2006-01-02 15:04:05.000\" }}", options),
             "2023-11-14 22:13:20.500");
    QCOMPARE(rendered("{{ unixEpoch now }} {{ ago 1699999990 }} {{ htmlDate now }}", options),
             "1700000000 11s 2023-11-14");
    QCOMPARE(rendered("{{ durationRound (toDate \"2006-01-02\" \"2023-11-13\") }}", options), "1d");
}

void tst_FunctionLibrary::repeatsRandomResultsForTheSameSeed_data()
{
    QTest::addColumn<QString>("source");

    for (const char *source :
         {"randAlphaNum 20", "randBytes 16", "randInt 0 1000000000", "uuidv4",
          "shuffle \"abcdefghijklmnopqrstuvwxyz\"", "bcrypt \"a\"", "encryptAES \"a\" \"b\"",
          "genPrivateKey \"ecdsa\"", "(genCA \"ca\" 1).Cert"})
        QTest::newRow(source) << QString::fromLatin1(source);
}

void tst_FunctionLibrary::repeatsRandomResultsForTheSameSeed()
{
    QFETCH(QString, source);
    const std::string once = "{{ " + source.toStdString() + " }}";

    const std::string first = rendered(once, {.seed = 1});

    QVERIFY2(!first.starts_with("ERROR"), first.c_str());
    QCOMPARE(rendered(once, {.seed = 1}), first);
    QVERIFY(rendered(once, {.seed = 2}) != first);
}

void tst_FunctionLibrary::makesRandomTextOfTheLengthAndCharactersAskedFor()
{
    const auto matches = [](const std::string &source, const char *pattern) {
        return QRegularExpression(QLatin1String(pattern))
            .match(QString::fromStdString(rendered(source)))
            .hasMatch();
    };

    QVERIFY(matches("{{ randAlphaNum 40 }}", "^[0-9A-Za-z]{40}$"));
    QVERIFY(matches("{{ randAlpha 40 }}", "^[A-Za-z]{40}$"));
    QVERIFY(matches("{{ randNumeric 40 }}", "^[0-9]{40}$"));
    QVERIFY(matches("{{ randAscii 40 }}", "^[ -~]{40}$"));
    QVERIFY(matches("{{ uuidv4 }}", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                    "[0-9a-f]{12}$"));
    QVERIFY(matches("{{ htpasswd \"me\" \"secret\" }}", "^me:\\$2a\\$10\\$[./A-Za-z0-9]{53}$"));
    QCOMPARE(rendered("{{ randAlpha 0 }}{{ randAlpha -1 }}"), "");
}

void tst_FunctionLibrary::signsCertificatesWithTheirAuthority()
{
    const std::string text =
        rendered("{{ $ca := genCA \"ca\" 10 }}{{ $key := genPrivateKey \"ecdsa\" }}"
                 "{{ $server := genSignedCertWithKey \"server\" (list \"10.0.0.1\") (list "
                 "\"a.example\") 5 $ca "
                 "$key }}"
                 "{{ eq $server.Key $key }} {{ typeOf $server }} {{ $server.Cert | trunc 27 }} "
                 "{{ eq $ca.Cert (buildCustomCert (b64enc $ca.Cert) (b64enc $ca.Key)).Cert }}");

    QCOMPARE(text, "true sprig.certificate -----BEGIN CERTIFICATE----- true");
}

void tst_FunctionLibrary::marksTheWordsOfTheAuthor()
{
    QCOMPARE(rendered("{{ fail \"no\" }}"),
             "ERROR template: t:1:3: executing \"t\" at <fail \"no\">: error calling fail: "
             "HELM_ERR_STARTnoHELM_ERR_END");
    QCOMPARE(rendered("{{ required \"need it\" \"\" }}"),
             "ERROR template: t:1:3: executing \"t\" at <required \"need it\" \"\">: error calling "
             "required: HELM_ERR_STARTneed itHELM_ERR_END");
    QCOMPARE(rendered("{{ required \"need it\" 0 }}{{ required \"need it\" false }}"), "0false");
}

void tst_FunctionLibrary::refusesBombs_data()
{
    QTest::addColumn<QString>("source");

    for (const char *source :
         {"repeat 10000000000 \"abc\"", "indent 10000000000 \"a\"", "until 10000000000",
          "seq 1 10000000000", "randAlphaNum 10000000000", "repeat 9223372036854775807 \"aa\"",
          "untilStep 0 9223372036854775807 1"})
        QTest::newRow(source) << QString::fromLatin1(source);
}

void tst_FunctionLibrary::refusesBombs()
{
    QFETCH(QString, source);

    const std::string text = rendered("{{ " + source.toStdString() + " | len }}");

    QVERIFY2(text.starts_with("ERROR template: t:1:3: executing"), text.substr(0, 200).c_str());
}

void tst_FunctionLibrary::refusesValuesThatNestTooDeep()
{
    const std::string deep = "{{ $a := dict }}{{ $b := dict }}{{ range until 1100 }}"
                             "{{ $a = dict \"a\" $a }}{{ $b = dict \"a\" $b }}{{ end }}";

    QVERIFY(rendered(deep + "{{ merge $a $b | typeOf }}").contains("maps nest too deep"));
    QCOMPARE(rendered(deep + "{{ toJson $a }}{{ toYaml $b }}"), "");
    QVERIFY(rendered(deep + "{{ mustToJson $a }}").contains("json: unsupported value"));
}

void tst_FunctionLibrary::refusesValuesThatDoubleAtEveryLevel()
{
    const std::string doubled = "{{ $a := dict }}{{ range until 60 }}"
                                "{{ $a = dict \"a\" $a \"b\" $a }}{{ end }}";

    for (const char *use :
         {"mustToJson $a", "mustToYaml $a", "mustToToml $a", "deepCopy $a", "merge (dict) $a"}) {
        const std::string text = rendered(doubled + "{{ " + use + " | typeOf }}");
        QVERIFY2(text.ends_with("the value is too large"), text.substr(0, 200).c_str());
    }
}

QTEST_APPLESS_MAIN(tst_FunctionLibrary)
#include "tst_functionlibrary.moc"
