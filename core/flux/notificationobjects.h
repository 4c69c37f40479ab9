// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flux/typedobject.h"

namespace plumb::flux {

/// Which objects an Alert tells about or a Receiver wakes; "*" is every name.
struct ObjectSelection
{
    ObjectReference object = {}; ///< With the namespace filled in.
    std::vector<std::pair<std::string, std::string>> labels = {};

    bool operator==(const ObjectSelection &) const = default;
};

/// A Provider: where events are sent (flux-semantics §1.7).
class Provider final : public TypedObject<Provider>
{
public:
    static constexpr std::string_view group = notificationGroup;
    static constexpr std::string_view kind = "Provider";

    std::string_view type() const { return text({"spec", "type"}); }
    std::string_view channel() const { return text({"spec", "channel"}); }
    /// Often a secret in itself, as a webhook's is; never to be logged.
    std::string_view address() const { return text({"spec", "address"}); }
    /// The Secret with the address and token; empty when there is none.
    ObjectReference secret() const { return reference({"spec", "secretRef"}, "Secret"); }
};

/// An Alert: which events of which objects go to which Provider (flux-semantics §1.7).
class Alert final : public TypedObject<Alert>
{
public:
    static constexpr std::string_view group = notificationGroup;
    static constexpr std::string_view kind = "Alert";

    ObjectReference provider() const { return reference({"spec", "providerRef"}, Provider::kind); }
    /// "info" or "error".
    std::string_view severity() const { return textOr({"spec", "eventSeverity"}, "info"); }
    std::vector<ObjectSelection> sources() const;
    /// Regular expressions of messages; without inclusions every message goes.
    std::vector<std::string> inclusions() const { return texts({"spec", "inclusionList"}); }
    std::vector<std::string> exclusions() const { return texts({"spec", "exclusionList"}); }
};

/// A Receiver: a webhook that wakes objects (flux-semantics §1.7).
class Receiver final : public TypedObject<Receiver>
{
public:
    static constexpr std::string_view group = notificationGroup;
    static constexpr std::string_view kind = "Receiver";

    std::string_view type() const { return text({"spec", "type"}); }
    std::vector<std::string> events() const { return texts({"spec", "events"}); }
    std::vector<ObjectSelection> resources() const;
    ObjectReference secret() const { return reference({"spec", "secretRef"}, "Secret"); }
    /// "/hook/…", which holds what only the sender may know; status.url before v1.
    std::string_view webhookPath() const
    {
        return textOr({"status", "webhookPath"}, text({"status", "url"}));
    }
};

} // namespace plumb::flux
