// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/comparisons.h"

using namespace Qt::StringLiterals;

namespace plumb::test {

namespace {

const QString inGit = uR"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: checkout
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: checkout
    app.kubernetes.io/managed-by: flux
    kustomize.toolkit.fluxcd.io/name: checkout
    kustomize.toolkit.fluxcd.io/namespace: flux-system
  annotations:
    # rolled by the release team
    checkout.example.com/owner: "payments"
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "9797"
    spec:
      containers:
        - name: web
          image: ghcr.io/example/checkout:v2.14.0
          ports:
            - containerPort: 8080
          resources:
            limits:
              memory: 256Mi
          readinessProbe:
            failureThreshold: 3
            periodSeconds: 10
            httpGet: {path: /readyz, port: 8080}
          command:
            - ./checkout
            - --level=info
)"_s;

void note(ui::AnnotatedText &text, const QString &line, const ui::LineNote &note)
{
    const auto index = text.lines.indexOf(line);
    if (index >= 0)
        text.notes.insert(int(index), note);
}

} // namespace

ui::AnnotatedText deploymentInGit()
{
    ui::AnnotatedText text = ui::AnnotatedText::fromText(inGit);
    text.title = u"Git"_s;
    text.revision = u"main@4f1c2ab"_s;
    text.remark = u"rendered"_s;
    note(
        text, u"  replicas: 3"_s,
        {.tone = ui::Tone::Warning,
         .tooltip =
             u"apps/base/checkout/deployment.yaml:12 replicas: 2\napps/staging/checkout/replicas.yaml:6 patch"_s,
         .file = u"apps/staging/checkout/replicas.yaml"_s,
         .line = 6,
         .marked = true});
    return text;
}

ui::AnnotatedText deploymentLive()
{
    QString live = inGit;
    live.replace(u"replicas: 3"_s, u"replicas: 5"_s);
    live.replace(u"v2.14.0"_s, u"v2.14.0-hotfix1"_s);
    live.replace(
        u"            - containerPort: 8080\n"_s,
        u"            - containerPort: 8080\n              protocol: TCP\n          imagePullPolicy: IfNotPresent\n"_s);
    ui::AnnotatedText text = ui::AnnotatedText::fromText(live);
    text.title = u"Live"_s;
    text.revision = u"staging"_s;
    text.remark = u"resourceVersion 918273"_s;
    note(text, u"              protocol: TCP"_s, {.chip = u"API default"_s});
    note(text, u"          imagePullPolicy: IfNotPresent"_s, {.chip = u"API default"_s});
    note(text, u"  replicas: 5"_s,
         {.tone = ui::Tone::Warning,
          .tooltip = u"kubectl-edit changed it 38 min ago (Update)"_s,
          .marked = true});
    return text;
}

std::shared_ptr<const ui::DiffDocument> driftedDeployment()
{
    return ui::DiffDocument::between(deploymentInGit(), deploymentLive());
}

ui::AnnotatedText manyObjects(int objects, int every)
{
    QString text;
    for (int i = 0; i < objects; ++i) {
        QString object = inGit;
        object.replace(u"name: web"_s, u"name: web-%1"_s.arg(i));
        if (every > 0 && i % every == 0)
            object.replace(u"replicas: 3"_s, u"replicas: 7"_s);
        if (every > 0 && i % (3 * every) == 1)
            object.remove(u"            - --level=info\n"_s);
        text += "---\n"_L1 + object;
    }
    return ui::AnnotatedText::fromText(text);
}

} // namespace plumb::test
