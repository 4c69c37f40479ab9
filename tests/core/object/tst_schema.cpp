// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/object/schema.h"

#include <QTest>

using namespace plumb;
using yaml::Value;

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void containersMergeByName();
    void portsMergeByNumberAndProtocol();
    void listsOfScalarsMayMerge();
    void argumentsAreReplaced();
    void mappingsOfAnyKeyKnowTheirValues();
    void unknownKindsAndFieldsAreEmpty();
    void scopesOfBuiltinKindsAreKnown();
    void ownDocumentTakesThePlaceOfTheBuiltinKinds();
    void ownDocumentFollowsReferencesWithoutLooping();
    void ownDocumentTellsScopesByItsPaths();
    void aDocumentThatIsNoMappingIsRefused();

private:
    static SchemaNode podSpec()
    {
        return Schema::builtin()
            .find("apps/v1", "Deployment")
            .field("spec")
            .field("template")
            .field("spec");
    }
    static Value mapping(std::initializer_list<std::pair<const char *, Value>> entries)
    {
        Value value = Value::mapping();
        for (const auto &[key, entry] : entries)
            value.set(key, entry);
        return value;
    }
    static Value gvk(const char *group, const char *version, const char *kind)
    {
        return mapping({{"group", Value::string(group)},
                        {"version", Value::string(version)},
                        {"kind", Value::string(kind)}});
    }
    void knowsTodaysKinds();
};

void SchemaTest::containersMergeByName()
{
    const SchemaNode containers = podSpec().field("containers");

    QVERIFY(containers.isSequence());
    QVERIFY(containers.mergesItems());
    QCOMPARE(containers.mergeKeys(), std::vector<std::string_view>{"name"});
    QVERIFY(containers.items().field("env").mergesItems());
}

void SchemaTest::portsMergeByNumberAndProtocol()
{
    const SchemaNode ports = podSpec().field("containers").items().field("ports");

    QCOMPARE(ports.mergeKeys(), (std::vector<std::string_view>{"containerPort", "protocol"}));
}

void SchemaTest::listsOfScalarsMayMerge()
{
    const SchemaNode finalizers =
        Schema::builtin().find("v1", "ConfigMap").field("metadata").field("finalizers");

    QVERIFY(finalizers.mergesItems());
    QVERIFY(finalizers.mergeKeys().empty());
    QVERIFY(finalizers.items());
}

void SchemaTest::argumentsAreReplaced()
{
    const SchemaNode arguments = podSpec().field("containers").items().field("args");

    QVERIFY(arguments.isSequence());
    QVERIFY(!arguments.mergesItems());
}

void SchemaTest::mappingsOfAnyKeyKnowTheirValues()
{
    const SchemaNode data = Schema::builtin().find("v1", "ConfigMap").field("data");

    QVERIFY(data.field("any key at all"));
    QVERIFY(!data.items());
}

void SchemaTest::unknownKindsAndFieldsAreEmpty()
{
    QVERIFY(!Schema::builtin().find("example.com/v1", "Deployment"));
    QVERIFY(!Schema::builtin().find("apps/v2", "Deployment"));
    QVERIFY(!podSpec().field("nonsense"));
    QVERIFY(!podSpec().field("nonsense").field("more").items());
    QVERIFY(!Schema::builtin().isKnown({"example.com", "v1", "Widget"}));
    QVERIFY(Schema::builtin().isKnown({"", "v1", "Service"}));
}

void SchemaTest::scopesOfBuiltinKindsAreKnown()
{
    const Schema &schema = Schema::builtin();

    QCOMPARE(schema.isNamespaced("apps/v1", "Deployment"), std::optional(true));
    QCOMPARE(schema.isNamespaced("v1", "Namespace"), std::optional(false));
    QCOMPARE(schema.isNamespaced({"rbac.authorization.k8s.io", "v1", "ClusterRole"}),
             std::optional(false));
    QCOMPARE(schema.isNamespaced("example.com/v1", "Widget"), std::nullopt);
}

void SchemaTest::ownDocumentTakesThePlaceOfTheBuiltinKinds()
{
    Value list = mapping({{"type", Value::string("array")},
                          {"x-kubernetes-patch-strategy", Value::string("merge,retainKeys")},
                          {"x-kubernetes-patch-merge-key", Value::string("id")}});
    Value kind = mapping({{"properties", mapping({{"parts", list}})}});
    kind.set("x-kubernetes-group-version-kind",
             Value::sequence({gvk("example.com", "v1", "Widget")}));
    const Result<Schema> schema =
        Schema::from(mapping({{"definitions", mapping({{"com.example.Widget", kind}})}}));
    QVERIFY(schema);

    const SchemaNode parts = schema->find("example.com/v1", "Widget").field("parts");
    QVERIFY(parts.mergesItems());
    QCOMPARE(parts.mergeKeys(), std::vector<std::string_view>{"id"});
    QVERIFY(!schema->find("apps/v1", "Deployment"));
    QCOMPARE(schema->isNamespaced("v1", "Namespace"), std::optional(false));
}

void SchemaTest::ownDocumentFollowsReferencesWithoutLooping()
{
    const auto reference = [](const char *to) { return mapping({{"$ref", Value::string(to)}}); };
    Value kind = mapping({{"properties", mapping({{"spec", reference("#/definitions/a~1b")},
                                                  {"loop", reference("#/definitions/loop")}})}});
    kind.set("x-kubernetes-group-version-kind", Value::sequence({gvk("", "v1", "Widget")}));
    const Value target = mapping({{"properties", mapping({{"known", mapping({})}})}});
    const Result<Schema> schema = Schema::from(mapping(
        {{"definitions",
          mapping(
              {{"widget", kind}, {"a/b", target}, {"loop", reference("#/definitions/loop")}})}}));
    QVERIFY(schema);

    QVERIFY(schema->find("v1", "Widget").field("spec").field("known"));
    QVERIFY(!schema->find("v1", "Widget").field("loop"));
}

void SchemaTest::ownDocumentTellsScopesByItsPaths()
{
    const auto get = [](const Value &type) {
        return mapping({{"get", mapping({{"x-kubernetes-group-version-kind", type}})}});
    };
    const Result<Schema> schema = Schema::from(mapping(
        {{"paths",
          mapping({{"/apis/example.com/v1/widgets", get(gvk("example.com", "v1", "Widget"))},
                   {"/apis/example.com/v1/namespaces/{namespace}/widgets",
                    get(gvk("example.com", "v1", "Widget"))},
                   {"/apis/example.com/v1/realms", get(gvk("example.com", "v1", "Realm"))}})}}));
    QVERIFY(schema);

    QCOMPARE(schema->isNamespaced("example.com/v1", "Widget"), std::optional(true));
    QCOMPARE(schema->isNamespaced("example.com/v1", "Realm"), std::optional(false));
}

void SchemaTest::aDocumentThatIsNoMappingIsRefused()
{
    const Result<Schema> schema = Schema::from(Value::string("text"));

    QVERIFY(!schema);
    QCOMPARE(schema.error().code(), ErrorCode::InvalidInput);
    QCOMPARE(schema.error().toString(), "an OpenAPI document must be a mapping");
}

void SchemaTest::knowsTodaysKinds()
{
    const Schema &schema = Schema::current();
    const SchemaNode pod = schema.find("v1", "Pod").field("spec");
    const SchemaNode ports = schema.find("v1", "Service").field("spec").field("ports");

    QVERIFY(pod.field("resourceClaims").mergesItems());
    QCOMPARE(pod.field("resourceClaims").mergeKeys(), std::vector<std::string_view>{"name"});
    QVERIFY(!pod.field("tolerations").mergesItems());
    QVERIFY(ports.mergesItems());
    QCOMPARE(ports.mergeKeys(), (std::vector<std::string_view>{"port", "protocol"}));
    QVERIFY(schema.find("v1", "ConfigMap").field("metadata").field("finalizers").mergesItems());
    QCOMPARE(schema.isNamespaced("resource.k8s.io/v1", "ResourceClaim"), std::optional(true));
    QCOMPARE(schema.isNamespaced("v1", "Namespace"), std::optional(false));
    QVERIFY(!Schema::builtin().find("resource.k8s.io/v1", "ResourceClaim"));
}

QTEST_APPLESS_MAIN(SchemaTest)
#include "tst_schema.moc"
