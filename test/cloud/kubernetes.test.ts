import assert from "node:assert/strict";
import { Judge } from "../../lib/judge/judge";
import { unknown } from "../../lib/rule";
import type { Rule } from "../../lib/rule/rule";
import { type RawResource, Stack, toResource } from "../../lib/stack/stack";
import * as container from "../../policies/kubernetes/container";
import * as pod from "../../policies/kubernetes/pod";
import * as resources from "../../policies/kubernetes/resources";

const web = { name: "web", securityContext: { privileged: true } };
const spec = { containers: [web] };
const template = { metadata: { labels: { app: "web" } }, spec };

const found = (type: string, inputs: object, rules: readonly Rule[] = [container.privileged]) => {
  const resource: RawResource = { urn: `urn:pulumi:dev::shop::${type}::web`, type, inputs: inputs as RawResource["inputs"] };
  return new Judge(rules).stack(new Stack([toResource(resource)])).map(({ outcome, message }) => `${outcome}: ${message}`);
};
const privileged = ["fail: container `web` is privileged"];

describe("a workload", () => {
  const workloads: [string, object][] = [
    ["core/v1:Pod", { kind: "Pod", spec }],
    ["core/v1:PodTemplate", { kind: "PodTemplate", template }],
    ["core/v1:ReplicationController", { kind: "ReplicationController", spec: { template } }],
    ...["apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"].map((api): [string, object] => [
      `${api}:Deployment`,
      { kind: "Deployment", spec: { template } },
    ]),
    ["apps/v1:StatefulSet", { kind: "StatefulSet", spec: { template } }],
    ["apps/v1:DaemonSet", { kind: "DaemonSet", spec: { template } }],
    ["apps/v1:ReplicaSet", { kind: "ReplicaSet", spec: { template } }],
    ["batch/v1:Job", { kind: "Job", spec: { template } }],
    ["batch/v1:CronJob", { kind: "CronJob", spec: { jobTemplate: { spec: { template } } } }],
    ["batch/v1beta1:CronJob", { kind: "CronJob", spec: { jobTemplate: { spec: { template } } } }],
    ["apps/v1:DeploymentPatch", { kind: "Deployment", spec: { template } }],
    ["argoproj.io/v1alpha1:Rollout", { kind: "Rollout", spec: { template } }],
    ["serving.knative.dev/v1:Service", { kind: "Service", spec: { template } }],
  ];
  for (const [type, inputs] of workloads) it(`is ${type}`, () => assert.deepEqual(found(`kubernetes:${type}`, inputs), privileged));

  it("is nothing else, whatever it holds", () => {
    assert.deepEqual(found("kubernetes:core/v1:Service", { kind: "Service", spec: unknown }), []);
    assert.deepEqual(found("kubernetes:monitoring.coreos.com/v1:Prometheus", { kind: "Prometheus", spec }), []);
    assert.deepEqual(found("kubernetes:example.com/v1:Shop", { kind: "Shop", spec: { template: { spec: { host: "shop" } } } }), []);
    assert.deepEqual(found("aws:ecs/taskDefinition:TaskDefinition", { spec }), []);
  });
  it("whose specification isn't known yet can't be judged", () => {
    assert.deepEqual(found("kubernetes:apps/v1:Deployment", { spec: unknown }), ["unknown: `spec` isn't known yet"]);
    assert.deepEqual(found("kubernetes:apps/v1:Deployment", { spec: { template: { spec: unknown } } }), ["unknown: `spec.template.spec` isn't known yet"]);
  });
  it("has all its containers judged, those beside an unknown one too", () => {
    const pods = { initContainers: unknown, containers: [unknown, web], ephemeralContainers: [{ name: unknown, securityContext: { privileged: true } }] };
    assert.deepEqual(found("kubernetes:core/v1:Pod", { kind: "Pod", spec: pods }), [...privileged, "fail: `ephemeralContainers[0]` is privileged"]);
  });
});

describe("a patch", () => {
  const patch = (inputs: object, rules: readonly Rule[]) => found("kubernetes:apps/v1:DeploymentPatch", { spec: { template: { spec: inputs } } }, rules);
  it("is judged by what it sets", () => {
    const rules = [...Object.values(container), ...Object.values(resources)];
    assert.deepEqual(patch({ containers: [{ name: "web", image: "nginx:1.27.3" }] }, rules), []);
    assert.deepEqual(patch({ hostPID: true }, [pod.hostProcesses]), ["fail: it shares its node's processes"]);
    assert.deepEqual(patch({ containers: [{ name: "web", securityContext: { runAsNonRoot: false } }] }, [container.nonRoot]), [
      "fail: container `web` may run as root: `runAsNonRoot` isn't `true`",
    ]);
  });
});

describe("probes", () => {
  it("are asked of what serves, and not of jobs", () => {
    const inputs = { spec: { template: { spec: { containers: [{ name: "web" }] } } } };
    assert.equal(found("kubernetes:apps/v1:Deployment", inputs, [resources.livenessProbe]).length, 1);
    assert.deepEqual(found("kubernetes:batch/v1:Job", inputs, [resources.livenessProbe]), []);
  });
});
