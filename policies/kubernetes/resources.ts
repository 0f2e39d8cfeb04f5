import { isRecord } from "../../lib/cloud/json";
import { containerRule } from "../../lib/cloud/kubernetes-rule";
import { unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

type Amount = Pick<Meta, "id" | "title" | "equivalents" | "why">;

/** A rule that asks for a request or limit, at the container or for its whole pod. */
const amountGiven = (kind: "requests" | "limits", what: "cpu" | "memory", meta: Amount) =>
  containerRule({
    severity: "low",
    family: "resilience",
    preset: "strict",
    fix: `Set \`resources.${kind}.${what}\`.`,
    see: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    ...meta,
    lists: ["containers", "initContainers"],
    pass: [{ resources: { [kind]: { [what]: what === "cpu" ? "250m" : "256Mi" } } }, { resources: { [kind]: { [what]: unknown } } }],
    fail: [{}, { resources: {} }, { resources: { [kind]: {} } }],
    unknown: [{ resources: { [kind]: unknown } }],
    pods: { pass: [{ resources: { [kind]: { [what]: "1" } } }] },
    check: ({ resources }, { spec, isPartial }) => {
      const has = (amounts: unknown) => isRecord(amounts) && what in amounts;
      return !isPartial && !has(resources?.[kind]) && !has(spec.resources?.[kind]) && `has no \`resources.${kind}.${what}\``;
    },
  });

export const cpuRequest = amountGiven("requests", "cpu", {
  id: "kubernetes-resources-cpu-request",
  title: "Containers ask for the processor time they need",
  equivalents: { checkov: ["CKV_K8S_10"], trivy: ["AVD-KSV-0015"], kics: ["ca469dd4-c736-448f-8ac1-30a642705e0a"] },
  why: "The scheduler puts the pod on a node that has no time for it.",
});

export const cpuLimit = amountGiven("limits", "cpu", {
  id: "kubernetes-resources-cpu-limit",
  title: "Containers have a limit of processor time",
  equivalents: { checkov: ["CKV_K8S_11"], trivy: ["AVD-KSV-0011"], kics: ["4ac0e2b7-d2d2-4af7-8799-e8de6721ccda"] },
  why: "A container that runs wild, or that was taken over to mine, takes all of the node's spare processor time.",
});

export const memoryRequest = amountGiven("requests", "memory", {
  id: "kubernetes-resources-memory-request",
  title: "Containers ask for the memory they need",
  equivalents: { checkov: ["CKV_K8S_12"], trivy: ["AVD-KSV-0016"], kics: ["229588ef-8fde-40c8-8756-f4f2b5825ded"] },
  why: "The scheduler puts the pod on a node that has no memory for it, and the pod is the first to go when it runs out.",
});

export const memoryLimit = amountGiven("limits", "memory", {
  id: "kubernetes-resources-memory-limit",
  title: "Containers have a limit of memory",
  equivalents: { checkov: ["CKV_K8S_13"], trivy: ["AVD-KSV-0018"], kics: ["b14d1bc4-a208-45db-92f0-e21f8e2588e9"] },
  why: "A container that leaks, or is made to, takes the node's memory until other pods are ended.",
});

type Probe = Pick<Meta, "id" | "title" | "equivalents" | "why">;

/** A rule that asks for a probe of what runs on and on. */
const probeGiven = (probe: "livenessProbe" | "readinessProbe", meta: Probe) =>
  containerRule({
    severity: "low",
    family: "resilience",
    preset: "strict",
    fix: `Set \`${probe}\`.`,
    see: "https://kubernetes.io/docs/concepts/workloads/pods/probes/",
    ...meta,
    lists: ["containers"],
    pass: [{ [probe]: { httpGet: { path: "/healthz", port: 8080 } } }, { [probe]: unknown }],
    fail: [{}],
    pods: {
      pass: [
        {
          initContainers: [{ name: "migrate" }],
          containers: [{ name: "web", livenessProbe: { tcpSocket: { port: 1 } }, readinessProbe: { tcpSocket: { port: 1 } } }],
        },
        { restartPolicy: "Never" },
      ],
    },
    check: (container, { spec, isPartial, isJob }) =>
      !isPartial && !isJob && !(probe in container) && (spec.restartPolicy ?? "Always") === "Always" && `has no \`${probe}\``,
  });

export const livenessProbe = probeGiven("livenessProbe", {
  id: "kubernetes-resources-liveness-probe",
  title: "Containers are started again when they hang",
  equivalents: { checkov: ["CKV_K8S_8"], kics: ["ade74944-a674-4e00-859e-c6eab5bde441"] },
  why: "Nobody notices that the program hangs as long as its process is there.",
});

export const readinessProbe = probeGiven("readinessProbe", {
  id: "kubernetes-resources-readiness-probe",
  title: "Containers say when they are ready",
  equivalents: { checkov: ["CKV_K8S_9"], kics: ["a659f3b5-9bf0-438a-bd9a-7d3a6427f1e3"] },
  why: "A service sends requests to a pod that can't answer them yet, and a roll-out goes on with a version that never will.",
});
