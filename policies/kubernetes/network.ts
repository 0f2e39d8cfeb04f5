import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { Unwrap } from "@pulumi/pulumi/output";
import { mayBe, podOf, Workload } from "../../lib/cloud/kubernetes";
import { isAnywhere } from "../../lib/cloud/network";
import { all, known, resource, rule, some, unknown } from "../../lib/rule";
import { raw } from "../../lib/stack/values";

const NetworkPolicy = resource<NetworkPolicyArgs>(
  "kubernetes:networking.k8s.io/*:NetworkPolicy",
  "kubernetes:networking.k8s.io/*:NetworkPolicyPatch",
  "kubernetes:extensions/*:NetworkPolicy",
  "kubernetes:extensions/*:NetworkPolicyPatch",
);
/** Kubernetes' own, and those of network plug-ins. */
const AnyNetworkPolicy = resource<Pick<NetworkPolicyArgs, "metadata" | "spec"> & { kind?: string }>("kubernetes:*NetworkPolicy");
type Ingress = NonNullable<NonNullable<Unwrap<NetworkPolicyArgs>["spec"]>["ingress"]>[number];
type Peers = Ingress["from"];

const see = "https://kubernetes.io/docs/concepts/services-networking/network-policies/";
const web = { app: "web" };

/** Whether peers are all addresses; no list, or an empty one, is all there are. */
const areAnyone = (peers: Peers): boolean => !some(peers) || some(peers, ({ ipBlock }) => isAnywhere(ipBlock?.cidr) && !some(ipBlock?.except));

export const policyIngress = rule(NetworkPolicy, {
  id: "kubernetes-network-policy-ingress",
  title: "Network policies let in known peers",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-KUBE-0001"] },
  why: "A rule without peers, or for all addresses, lets in every pod of the cluster and whatever reaches its network.",
  fix: "Name the peers in `from`: pods, namespaces, or the addresses of your load balancers.",
  see,
  pass: [
    { spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    { spec: { podSelector: { matchLabels: web }, ingress: [{ from: [{ namespaceSelector: { matchLabels: web } }, { ipBlock: { cidr: "10.0.0.0/8" } }] }] } },
    { spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }] } },
  ],
  fail: [
    { spec: { podSelector: {}, ingress: [{}] } },
    { spec: { podSelector: {}, ingress: [{ from: [], ports: [{ port: 443 }] }] } },
    { spec: { podSelector: {}, ingress: [unknown, { from: [{ ipBlock: { cidr: "::/0" } }] }] } },
  ],
  unknown: [{ spec: { ingress: [{ from: [{ ipBlock: { cidr: unknown } }] }] } }],
  check: ({ spec }) => some(spec?.ingress, ({ from }) => areAnyone(from)) && "it lets in anyone",
});

export const policyEgress = rule(NetworkPolicy, {
  id: "kubernetes-network-policy-egress",
  title: "Network policies let out to known peers",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-KUBE-0002"] },
  why: "Whoever breaks into the pod loads his tools from the internet, and sends data there.",
  fix: "Name the peers in `to`: pods, namespaces, or the addresses of the services that are needed.",
  see,
  pass: [
    { spec: { podSelector: {}, policyTypes: ["Egress"] } },
    { spec: { podSelector: {}, egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: "UDP" }] }] } },
  ],
  fail: [
    { spec: { podSelector: {}, egress: [{}] } },
    { spec: { podSelector: {}, egress: [{ to: [{ podSelector: {} }, { ipBlock: { cidr: "0.0.0.0/0" } }] }] } },
  ],
  unknown: [{ spec: { egress: unknown } }],
  check: ({ spec }) => some(spec?.egress, ({ to }) => areAnyone(to)) && "it lets out to anyone",
});

const pod = { template: { metadata: { labels: web }, spec: { containers: [{ name: "web" }] } } };

export const pods = rule(Workload, {
  id: "kubernetes-network-pods",
  title: "Pods are chosen by a network policy",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.3.2"] },
  equivalents: { checkov: ["CKV2_K8S_6"], kics: ["0401f71b-9c1e-4821-ab15-a955caa621be"] },
  why: "Every pod of the cluster reaches one that no policy chooses.",
  fix: "Give the namespace a `NetworkPolicy` whose `podSelector` fits the pod's labels, or an empty one that fits all.",
  see,
  related: { policies: all(AnyNetworkPolicy) },
  pass: [
    { spec: pod, policies: [unknown, { spec: { podSelector: {} } }] },
    { metadata: { namespace: "shop" }, spec: pod, policies: [{ metadata: { namespace: "shop" }, spec: { podSelector: { matchLabels: web } } }] },
    { metadata: { namespace: unknown }, spec: pod, policies: [{ metadata: { namespace: unknown }, spec: { podSelector: { matchLabels: web } } }] },
    { spec: pod, policies: [{ spec: { podSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] } } }] },
    { spec: pod, policies: [{ kind: "CiliumNetworkPolicy", spec: {} }] },
    { spec: { template: { spec: { hostNetwork: true, containers: [{ name: "web" }] } } } },
  ],
  fail: [
    { spec: pod },
    { metadata: { namespace: "shop" }, spec: pod, policies: [{ spec: { podSelector: {} } }] },
    { spec: pod, policies: [{ spec: { podSelector: { matchLabels: { app: "orders" } } } }] },
  ],
  unknown: [{ spec: pod, policies: [{ spec: { podSelector: unknown } }] }],
  check: (self, { resource }) => {
    const pod = podOf(self, resource);
    if (!pod || pod.isPartial || pod.spec.hostNetwork === true) return false;
    const namespace = namespaceOf(self);
    const isChosen = some(known(self.policies), ({ kind, metadata, spec }) => {
      if (kind !== undefined && kind !== "NetworkPolicy") return true;
      // Which pods an expression fits isn't followed up: the program chose some.
      return (
        mayBe(namespaceOf({ metadata }), namespace) && (some(spec?.podSelector?.matchExpressions) || fits(pod.labels, spec?.podSelector?.matchLabels ?? {}))
      );
    });
    return !isChosen && "no network policy chooses its pods";
  },
});

const namespaceOf = ({ metadata }: { metadata?: { namespace?: string } }): unknown => (metadata && raw(metadata).namespace) ?? "default";
const fits = (labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.keys(wanted).filter((key) => !mayBe(raw(labels)[key], raw(wanted)[key])).length === 0;
