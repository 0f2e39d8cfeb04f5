import type { ClusterRoleBindingArgs } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding";
import type { Unwrap } from "@pulumi/pulumi/output";
import { ifKnown } from "../../lib/cloud/kubernetes";
import { each, resource, rule, unknown } from "../../lib/rule";

const ClusterRoleBinding = resource<ClusterRoleBindingArgs>(
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRoleBinding",
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRoleBindingPatch",
);
const Binding = resource<ClusterRoleBindingArgs>(
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRoleBinding",
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRoleBindingPatch",
  "kubernetes:rbac.authorization.k8s.io/*:RoleBinding",
  "kubernetes:rbac.authorization.k8s.io/*:RoleBindingPatch",
);
const RoleBinding = resource<ClusterRoleBindingArgs>(
  "kubernetes:rbac.authorization.k8s.io/*:RoleBinding",
  "kubernetes:rbac.authorization.k8s.io/*:RoleBindingPatch",
);

const practices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/";
const clusterAdmin = { kind: "ClusterRole", name: "cluster-admin" };
const view = { kind: "ClusterRole", name: "view" };
const group = (name: string) => ({ kind: "Group", name });

/** The roles that Kubernetes itself gives to everyone: the API's versions and health, and what one may do oneself. */
const harmless = ["system:public-info-viewer", "system:discovery", "system:basic-user", "system:service-account-issuer-discovery"];

/** What it gives to users and groups whose names fit. */
const grants = ({ roleRef, subjects }: Unwrap<ClusterRoleBindingArgs>, to: RegExp): Iterable<string> =>
  each(subjects, (subject) => {
    if (subject.kind === "ServiceAccount" || !to.test(subject.name)) return false;
    const role = ifKnown(roleRef, "name");
    return !harmless.includes(role ?? "") && `it gives ${role ? `\`${role}\`` : "a role"} to \`${subject.name}\``;
  });

export const anonymous = rule(Binding, {
  id: "kubernetes-binding-anonymous",
  title: "Nobody has a role without signing in",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0122"] },
  why: "Whoever reaches the API server, on most clouds everyone on the internet, has the role without any credential.",
  fix: "Take `system:anonymous` and `system:unauthenticated` out of the subjects.",
  see: practices,
  pass: [
    { roleRef: view, subjects: [group("shop:developers")] },
    { roleRef: { kind: "ClusterRole", name: "system:public-info-viewer" }, subjects: [group("system:unauthenticated")] },
  ],
  fail: [
    { roleRef: clusterAdmin, subjects: [{ kind: "User", name: "system:anonymous" }] },
    { roleRef: { kind: "ClusterRole", name: unknown }, subjects: [unknown, group("system:unauthenticated")] },
  ],
  unknown: [{ roleRef: view, subjects: unknown }],
  check: (self) => grants(self, /^system:(anonymous|unauthenticated)$/),
});

export const authenticated = rule(Binding, {
  id: "kubernetes-binding-authenticated",
  title: "No role is everybody's who has signed in",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0123"] },
  why: "The group has everyone the API server knows: every pod of the cluster, and on GKE whoever has a Google account.",
  fix: "Name the groups, users and service accounts that need the role.",
  see: practices,
  pass: [
    { roleRef: view, subjects: [group("shop:developers"), group("system:serviceaccounts:shop")] },
    { roleRef: { kind: "ClusterRole", name: "system:basic-user" }, subjects: [group("system:authenticated")] },
  ],
  fail: [
    { roleRef: view, subjects: [group("system:authenticated")] },
    { roleRef: clusterAdmin, subjects: [unknown, group("system:serviceaccounts")] },
  ],
  unknown: [
    { roleRef: unknown, subjects: [group("system:authenticated")] },
    { roleRef: view, subjects: [group(unknown)] },
  ],
  check: (self) => grants(self, /^system:(authenticated|serviceaccounts)$/),
});

export const clusterAdministrator = rule(ClusterRoleBinding, {
  id: "kubernetes-binding-cluster-administrator",
  title: "No one is made an administrator of the cluster",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.1.1"] },
  equivalents: { trivy: ["AVD-KSV-0111"], kics: ["249328b8-5f0f-409f-b1dd-029f07882e11"] },
  why: "`cluster-admin` may do everything in all namespaces: whoever takes over one pod or key that has it has the cluster.",
  fix: "Bind a role with the rights that are needed, in the namespaces where they are.",
  see: practices,
  pass: [{ roleRef: view, subjects: [group("shop:developers")] }, { roleRef: clusterAdmin }],
  fail: [{ roleRef: clusterAdmin, subjects: [{ kind: "ServiceAccount", name: "deployer", namespace: "shop" }, group("shop:operators")] }],
  unknown: [{ roleRef: unknown }],
  check: ({ roleRef, subjects }) =>
    ifKnown(roleRef, "name") === "cluster-admin" && each(subjects, ({ name }) => `it makes \`${name}\` an administrator of the cluster`),
});

export const masters = rule(Binding, {
  id: "kubernetes-binding-masters",
  title: "No role is given to the group that may do everything anyway",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.7"] },
  why: "Members of `system:masters` pass all checks, and no one can take that from them: no credential should name the group, and no role needs it.",
  fix: "Bind the role to a group of your own, and make credentials for that one.",
  see: practices,
  pass: [{ roleRef: view, subjects: [group("shop:operators")] }],
  fail: [{ roleRef: view, subjects: [group("system:masters")] }],
  unknown: [{ subjects: unknown }],
  check: ({ subjects }) =>
    each(subjects, (subject) => subject.kind !== "ServiceAccount" && subject.name === "system:masters" && "it names the group `system:masters`"),
});

export const defaultAccount = rule(Binding, {
  id: "kubernetes-binding-default-account",
  title: "Default service accounts have no roles",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.5"] },
  equivalents: { checkov: ["CKV_K8S_42"], kics: ["1e749bc9-fde8-471c-af0c-8254efd2dee5"] },
  why: "All pods of the namespace that name no account have the role.",
  fix: "Make a service account for the program that needs the role.",
  see: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
  pass: [
    { roleRef: view, subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }] },
    { roleRef: view, subjects: [{ kind: "ServiceAccount", name: unknown }] },
    { roleRef: view, subjects: [group("default")] },
  ],
  fail: [{ roleRef: view, subjects: [unknown, { kind: "ServiceAccount", name: "default", namespace: "shop" }] }],
  unknown: [{ roleRef: view, subjects: [{ kind: unknown, name: "default" }] }],
  check: ({ subjects }) =>
    each(subjects, (subject) => subject.kind === "ServiceAccount" && ifKnown(subject, "name") === "default" && "it gives a role to a default service account"),
});

export const namespaceAdministrator = rule(RoleBinding, {
  id: "kubernetes-binding-namespace-administrator",
  title: "No one has the cluster administrator's role in a namespace",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "`cluster-admin` in one namespace may also change the namespace's quotas and its own role.",
  fix: "Bind `admin` or `edit` in the namespace.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
  pass: [{ roleRef: { kind: "ClusterRole", name: "admin" } }],
  fail: [{ roleRef: clusterAdmin }],
  unknown: [{ roleRef: unknown }],
  check: ({ roleRef }) => ifKnown(roleRef, "name") === "cluster-admin" && "it gives `cluster-admin` in its namespace",
});
