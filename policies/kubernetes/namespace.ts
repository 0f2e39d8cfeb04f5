import type { NamespaceArgs } from "@pulumi/kubernetes/core/v1/namespace";
import type { ResourceQuotaArgs } from "@pulumi/kubernetes/core/v1/resourceQuota";
import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { ProviderArgs } from "@pulumi/kubernetes/provider";
import { ifKnown, podOf, Workload } from "../../lib/cloud/kubernetes";
import { all, from, known, resource, rule, some, unknown } from "../../lib/rule";
import { raw } from "../../lib/stack/values";

const Namespaced = resource<Pick<NamespaceArgs, "metadata">>(
  "kubernetes:core/v1:Pod",
  "kubernetes:core/v1:ReplicationController",
  "kubernetes:core/v1:Service",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:core/v1:ConfigMap",
  "kubernetes:core/v1:Secret",
  "kubernetes:core/v1:PersistentVolumeClaim",
  "kubernetes:apps/*:Deployment",
  "kubernetes:apps/*:StatefulSet",
  "kubernetes:apps/*:DaemonSet",
  "kubernetes:apps/*:ReplicaSet",
  "kubernetes:batch/*:Job",
  "kubernetes:batch/*:CronJob",
  "kubernetes:networking.k8s.io/*:Ingress",
  "kubernetes:rbac.authorization.k8s.io/*:Role",
  "kubernetes:rbac.authorization.k8s.io/*:RoleBinding",
);
const Namespace = resource<NamespaceArgs>("kubernetes:core/v1:Namespace");
/** Kubernetes' own, and those of network plug-ins. */
const NetworkPolicy = resource<Pick<NetworkPolicyArgs, "metadata" | "spec"> & { kind?: string }>("kubernetes:*NetworkPolicy");
const Provider = resource<ProviderArgs>("pulumi:providers:kubernetes");
const ResourceQuota = resource<ResourceQuotaArgs>("kubernetes:core/v1:ResourceQuota");

const system = ["kube-system", "kube-public", "kube-node-lease"];

interface Member {
  metadata?: { name?: string; namespace?: string };
}
/** Whether something is in the namespace: the program says so, or the names do. */
const holds = <M extends Member>(namespace: Member, dependent: readonly M[], everything: readonly M[], is: (member: M) => unknown = () => true): boolean =>
  some(known(dependent), is) || some(everything, (member) => member.metadata?.namespace === namespace.metadata?.name && is(member));

const isSystem = ({ metadata }: Member): boolean => system.includes(ifKnown(metadata, "name") ?? "");

export const inDefault = rule(Namespaced, {
  id: "kubernetes-namespace-in-default",
  title: "Programs have a namespace of their own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.7.1", "5.7.4"] },
  equivalents: { checkov: ["CKV_K8S_21"], trivy: ["AVD-KSV-0110"], kics: ["611ab018-c4aa-4ba2-b0f6-a448337509a6"] },
  why: "In the default namespace roles, quotas and network policies of one program are those of all that name none.",
  fix: "Make a `Namespace`, and name it in `metadata.namespace` or in the provider's `namespace`.",
  see: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
  related: { providers: all(Provider) },
  pass: [{ metadata: { namespace: "shop" } }, { metadata: { namespace: unknown } }, { providers: [{ namespace: unknown }] }],
  fail: [{}, { metadata: { namespace: "default" } }, { metadata: { namespace: "" }, providers: [{}] }],
  unknown: [{ metadata: unknown }],
  check: ({ metadata, providers }) => {
    const namespace = metadata && raw(metadata).namespace;
    return (namespace ? namespace === "default" : !some(providers, (provider) => raw(provider).namespace)) && "it is in the default namespace";
  },
});

export const inSystem = rule(Workload, {
  id: "kubernetes-namespace-in-system",
  title: "Nothing but the cluster itself runs in its own namespaces",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { trivy: ["AVD-KSV-0037"] },
  why: "`kube-system` holds the accounts and secrets that rule the cluster, and is mostly exempt from pod security and policies.",
  fix: "Run the program in a namespace of its own.",
  see: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
  pass: [
    { metadata: { namespace: "shop" }, spec: { containers: [{ name: "web" }] } },
    { metadata: { namespace: unknown }, spec: { containers: [{ name: "web" }] } },
    { metadata: { namespace: "kube-system" } },
  ],
  fail: [{ metadata: { namespace: "kube-system" }, spec: { containers: [{ name: "web" }] } }],
  unknown: [{ metadata: unknown, spec: { containers: [{ name: "web" }] } }],
  check: (self, { resource }) => {
    const namespace = podOf(self, resource) && ifKnown(self.metadata, "namespace");
    return namespace && system.includes(namespace) && `it runs in \`${namespace}\``;
  },
});

export const podSecurity = rule(Namespace, {
  id: "kubernetes-namespace-pod-security",
  title: "Namespaces enforce a pod security standard",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.2.1"] },
  why: "Whoever may create pods in the namespace may create privileged ones, and take the node.",
  fix: "Set the label `pod-security.kubernetes.io/enforce` to `restricted` or `baseline`.",
  see: "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
  pass: [
    { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    { metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } } },
    { metadata: { name: "kube-system" } },
  ],
  fail: [
    {},
    { metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    { metadata: { labels: { "pod-security.kubernetes.io/warn": "baseline" } } },
  ],
  unknown: [{ metadata: { labels: unknown } }],
  check: (self) => {
    const level = self.metadata?.labels?.["pod-security.kubernetes.io/enforce"];
    if (level === "restricted" || level === "baseline" || isSystem(self)) return false;
    return level ? `it enforces the standard \`${level}\`` : "it enforces no pod security standard";
  },
});

export const networkPolicy = rule(Namespace, {
  id: "kubernetes-namespace-network-policy",
  title: "Namespaces have a network policy",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.3.2"] },
  why: "Without a policy every pod of the cluster reaches every other: whoever breaks into one has all their ports.",
  fix: "Give the namespace a `NetworkPolicy` that denies by default, and policies that allow what is needed.",
  see: "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  related: { dependent: from(NetworkPolicy, "metadata"), policies: all(NetworkPolicy) },
  pass: [
    { metadata: { name: "shop" }, policies: [unknown, { metadata: { namespace: "shop" } }] },
    { metadata: { name: unknown }, dependent: [{}] },
    { metadata: { name: "shop" }, policies: [{ kind: "CiliumClusterwideNetworkPolicy" }] },
    { metadata: { name: "kube-system" } },
  ],
  fail: [{ metadata: { name: "shop" } }, { metadata: { name: "shop" }, policies: [{ metadata: { namespace: "other" } }] }],
  unknown: [{ metadata: { name: "shop" }, policies: [{ metadata: { namespace: unknown } }] }],
  check: (self) =>
    !isSystem(self) &&
    !some(known(self.policies), ({ kind }) => kind !== undefined && /^(CiliumClusterwide|Global|Admin|Cluster|Baseline)/.test(kind)) &&
    !holds(self, self.dependent, self.policies) &&
    "no network policy is in it",
});

export const defaultDeny = rule(Namespace, {
  id: "kubernetes-namespace-default-deny",
  title: "Namespaces let in only what is allowed",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "A policy that chooses some pods leaves the others open, and so is each new one until somebody remembers.",
  fix: "Add a `NetworkPolicy` with an empty `podSelector`, `policyTypes` of `Ingress`, and no `ingress`.",
  see: "https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic",
  related: { dependent: from(NetworkPolicy, "metadata"), policies: all(NetworkPolicy) },
  pass: [
    { metadata: { name: "shop" }, policies: [{ metadata: { namespace: "shop" }, spec: { podSelector: {}, policyTypes: ["Ingress"] } }] },
    { metadata: { name: unknown }, dependent: [{ spec: { podSelector: {}, ingress: [] } }] },
    { metadata: { name: "kube-system" } },
  ],
  fail: [
    { metadata: { name: "shop" } },
    { metadata: { name: "shop" }, policies: [{ metadata: { namespace: "shop" }, spec: { podSelector: { matchLabels: { app: "web" } } } }] },
    { metadata: { name: "shop" }, policies: [{ metadata: { namespace: "shop" }, spec: { podSelector: {}, ingress: [{}] } }] },
    { metadata: { name: "shop" }, policies: [{ metadata: { namespace: "shop" }, spec: { podSelector: {}, policyTypes: ["Egress"] } }] },
  ],
  unknown: [{ metadata: { name: "shop" }, policies: [{ metadata: { namespace: "shop" }, spec: unknown }] }],
  check: (self) => !isSystem(self) && !holds(self, self.dependent, self.policies, deniesIngress) && "no network policy denies by default in it",
});

const deniesIngress = ({ spec }: { spec?: { podSelector?: object; policyTypes?: string[]; ingress?: object[] } }): boolean =>
  spec !== undefined &&
  isEmptySelector(spec.podSelector) &&
  !some(spec.ingress) &&
  (spec.policyTypes === undefined || some(spec.policyTypes, (type) => type === "Ingress"));

const isEmptySelector = (selector: { matchLabels?: object; matchExpressions?: object[] } | undefined): boolean =>
  !Object.keys(selector?.matchLabels ?? {}).length && !some(selector?.matchExpressions);

export const quota = rule(Namespace, {
  id: "kubernetes-namespace-quota",
  title: "Namespaces have a quota",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { trivy: ["AVD-KSV-0040"] },
  why: "What runs wild in one namespace, or was taken over to mine, takes the whole cluster's processors and memory.",
  fix: "Give the namespace a `ResourceQuota`.",
  see: "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
  related: { dependent: from(ResourceQuota, "metadata"), quotas: all(ResourceQuota) },
  pass: [
    { metadata: { name: "shop" }, quotas: [unknown, { metadata: { namespace: "shop" } }] },
    { metadata: { name: unknown }, dependent: [{}] },
    { metadata: { name: "kube-system" } },
  ],
  fail: [{ metadata: { name: "shop" } }, { metadata: { name: "shop" }, quotas: [{ metadata: { namespace: "other" } }] }],
  unknown: [{ metadata: { name: unknown }, quotas: [{ metadata: { namespace: "shop" } }] }],
  check: (self) => !isSystem(self) && !holds(self, self.dependent, self.quotas) && "no quota is in it",
});
