import type { ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount";
import { mayBe, podOf, Workload } from "../../lib/cloud/kubernetes";
import { podRule } from "../../lib/cloud/kubernetes-rule";
import { all, every, known, resource, rule, setting, unknown } from "../../lib/rule";
import { raw } from "../../lib/stack/values";

const ServiceAccount = resource<ServiceAccountArgs>("kubernetes:core/v1:ServiceAccount");

const about = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/";
const containers = [{ name: "web" }];

export const token = setting(ServiceAccount, {
  id: "kubernetes-serviceaccount-token",
  title: "Service accounts give their token only to pods that ask for it",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.5", "5.1.6"] },
  equivalents: { checkov: ["CKV_K8S_41"], kics: ["b93e973e-9066-4455-a63b-c1c0e1ec3a48"] },
  why: "Every pod of the account has its token, needed or not, and so has whoever breaks into one.",
  see: about,
  at: (account) => account.automountServiceAccountToken,
  good: [false],
  absent: "bad",
});

const found = "its pods have a token of their service account";

export const podToken = rule(Workload, {
  id: "kubernetes-serviceaccount-pod-token",
  title: "Pods that don't ask the API server anything have no token for it",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.6"] },
  equivalents: { checkov: ["CKV_K8S_38"], trivy: ["AVD-KSV-0036"], kics: ["48471392-d4d0-47c0-b135-cdec95eb3eef"] },
  why: "Whoever breaks into the pod speaks to the API server as its service account.",
  fix: "Set `automountServiceAccountToken` of the pod, or of its service account, to `false`; a pod that needs a token says `true` and gets an exemption.",
  see: about,
  related: { accounts: all(ServiceAccount) },
  pass: [
    { spec: { containers, automountServiceAccountToken: false } },
    {
      metadata: { namespace: "shop" },
      spec: { containers, serviceAccountName: "web" },
      accounts: [unknown, { metadata: { name: "web", namespace: "shop" }, automountServiceAccountToken: false }],
    },
    { spec: { containers }, accounts: [{ metadata: { name: "default" }, automountServiceAccountToken: false }] },
    { spec: { containers, serviceAccountName: unknown }, accounts: [{ metadata: { name: unknown }, automountServiceAccountToken: false }] },
  ],
  fail: [
    { spec: { containers } },
    { spec: { containers, automountServiceAccountToken: true }, accounts: [{ metadata: { name: "default" }, automountServiceAccountToken: false }] },
    {
      metadata: { namespace: "shop" },
      spec: { containers, serviceAccountName: "web" },
      accounts: [{ metadata: { name: "web" }, automountServiceAccountToken: false }],
    },
  ],
  unknown: [
    { spec: { containers, automountServiceAccountToken: unknown } },
    { spec: { containers }, accounts: [{ metadata: { name: "default" }, automountServiceAccountToken: unknown }] },
  ],
  check: (self, { resource }) => {
    const pod = podOf(self, resource);
    if (!pod || pod.isPartial) return false;
    const { automountServiceAccountToken: mounted } = pod.spec;
    if (mounted !== undefined) return mounted !== false && found;
    const named = raw(pod.spec);
    const name = named.serviceAccountName || named.serviceAccount || "default";
    const namespace = (self.metadata && raw(self.metadata).namespace) ?? "default";
    const accounts = known(self.accounts).filter(
      ({ metadata = {} }) => mayBe(raw(metadata).name, name) && mayBe(raw(metadata).namespace ?? "default", namespace),
    );
    return (accounts.length === 0 || !every(accounts, (account) => account.automountServiceAccountToken === false)) && found;
  },
});

export const podAccount = podRule({
  id: "kubernetes-serviceaccount-pod-account",
  title: "Pods have a service account of their own",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.5"] },
  equivalents: { kics: ["591ade62-d6b0-4580-b1ae-209f80ba1cd9"] },
  why: "What is granted to the default account for one program is granted to all others of the namespace, and the audit log doesn't tell them apart.",
  fix: "Make a `ServiceAccount` and name it in `serviceAccountName`.",
  see: about,
  pass: [{ serviceAccountName: "web" }, { serviceAccount: "web" }, { serviceAccountName: unknown }],
  fail: [{}, { serviceAccountName: "default" }],
  check: (spec, { isPartial }) => {
    const { serviceAccountName, serviceAccount } = raw(spec);
    const account = serviceAccountName ?? serviceAccount;
    return (account === undefined ? !isPartial : account === "" || account === "default") && "its pods have the default service account";
  },
});
