// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/library/conversion.h"
#include "core/gotemplate/library/topics.h"
#include "core/gotemplate/library/url.h"

namespace plumb::gotemplate {

namespace {

Value text(std::string_view text)
{
    return Value::string(Text(text));
}

Result<Value> urlParse(Call &call)
{
    const Result<Url> url = Url::parse(call.text(0));
    if (!url)
        return failure("unable to parse url: " + url.error().message());
    const Value parts = Value::map();
    parts.set("fragment", text(url->fragment));
    parts.set("host", text(url->host));
    parts.set("hostname", text(url->hostname()));
    parts.set("opaque", text(url->opaque));
    parts.set("path", text(url->path));
    parts.set("query", text(url->query));
    parts.set("scheme", text(url->scheme));
    parts.set("userinfo", text(url->user ? url->user->text() : ""));
    return parts;
}

Result<std::string> partOf(const Value &parts, std::string_view key)
{
    const Value *part = parts.find(key);
    if (!part)
        return std::string();
    if (part->isNil())
        return nilDereference();
    if (part->isString())
        return std::string(part->text());
    return failure("unable to parse " + std::string(key) + " key, must be of type string, but "
                   + std::string(kindName(*part)) + " found");
}

Result<Value> urlJoin(Call &call)
{
    Url url;
    url.scheme = PLUMB_TRY(partOf(call[0], "scheme"));
    url.host = PLUMB_TRY(partOf(call[0], "host"));
    url.path = PLUMB_TRY(partOf(call[0], "path"));
    url.query = PLUMB_TRY(partOf(call[0], "query"));
    url.opaque = PLUMB_TRY(partOf(call[0], "opaque"));
    url.fragment = PLUMB_TRY(partOf(call[0], "fragment"));
    const std::string userInfo = PLUMB_TRY(partOf(call[0], "userinfo"));
    if (!userInfo.empty()) {
        const Result<Url> user = Url::parse("proto://" + userInfo + "@host");
        if (!user)
            return failure("unable to parse userinfo in dict: " + user.error().message());
        url.user = user->user;
    }
    return text(url.text());
}

} // namespace

std::span<const Function> urlFunctions()
{
    static constexpr Function functions[] = {
        {"urlJoin", urlJoin, {&types::map}},
        {"urlParse", urlParse, {&types::string}},
    };
    return functions;
}

} // namespace plumb::gotemplate
