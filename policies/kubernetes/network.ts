import type { NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type { Unwrap } from "@pulumi/pulumi/output";
import { isAnywhere } from "../../lib/cloud/network";
import { resource, rule, some, unknown } from "../../lib/rule";

const NetworkPolicy = resource<NetworkPolicyArgs>(
  "kubernetes:networking.k8s.io/*:NetworkPolicy",
  "kubernetes:networking.k8s.io/*:NetworkPolicyPatch",
  "kubernetes:extensions/*:NetworkPolicy",
  "kubernetes:extensions/*:NetworkPolicyPatch",
);
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
