import { containerRule } from "../../lib/cloud/kubernetes-rule";
import { parseReference } from "../../lib/image";
import { unknown } from "../../lib/rule";

const images = "https://kubernetes.io/docs/concepts/containers/images/";
const reference = (image: unknown) => (typeof image === "string" ? parseReference(image) : undefined);

export const pullPolicy = containerRule({
  id: "kubernetes-image-pull-policy",
  title: "Nodes ask the registry each time they start an image",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_15"], kics: ["caa3479d-885d-4882-9aac-95e5e78ef5c2"] },
  why: "An image that lies on the node starts for any pod there, whether it may pull it or not, and stays an old one under its tag.",
  fix: "Set `imagePullPolicy` to `Always`; layers that the node has aren't loaded again.",
  see: images,
  pass: [{ image: "nginx:1.27.3", imagePullPolicy: "Always" }, { image: "nginx" }, { image: "nginx:latest" }],
  fail: [{ image: "nginx:1.27.3" }, { image: "nginx:latest", imagePullPolicy: "IfNotPresent" }, { image: "nginx:1.27.3", imagePullPolicy: "Never" }],
  unknown: [{ imagePullPolicy: unknown }],
  check: ({ image, imagePullPolicy }, pod) => {
    if (imagePullPolicy !== undefined) return imagePullPolicy !== "Always" && `has the pull policy \`${imagePullPolicy}\``;
    const parsed = reference(image);
    const isAlways = parsed && !parsed.digest && (parsed.tag ?? "latest") === "latest";
    return parsed && !isAlways && !pod.isPartial && "has the pull policy `IfNotPresent`, which is the default";
  },
});

export const tiller = containerRule({
  id: "kubernetes-image-tiller",
  title: "Helm 2's Tiller isn't deployed",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_K8S_34", "CKV_K8S_45"],
    kics: ["6d173be7-545a-46c6-a81d-2ae52ed1605d", "e17fa86a-6222-4584-a914-56e8f6c87e06"],
  },
  why: "Tiller does what anybody in the cluster tells it, mostly as an administrator, and has had no fixes since 2020.",
  fix: "Delete it; Helm 3 and Pulumi need none.",
  see: "https://helm.sh/docs/faq/changes_since_helm2/",
  pass: [{ image: "nginx:1.27.3" }, { image: "registry.example.com/distiller:1.0" }, {}],
  fail: [{ image: "gcr.io/kubernetes-helm/tiller:v2.17.0" }, { image: "ghcr.io/helm/tiller:v2.17.0" }],
  unknown: [{ image: unknown }],
  check: ({ image }) => /(^|\/)tiller$/.test(reference(image)?.repository ?? "") && "is Helm 2's Tiller",
});

export const dashboard = containerRule({
  id: "kubernetes-image-dashboard",
  title: "The Kubernetes Dashboard isn't deployed",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_33"], kics: ["d2ad057f-0928-41ef-a83c-f59203bb855b"] },
  why: "The dashboard acts with the rights of its service account or of whoever signs in: an open one has let strangers in more than once.",
  fix: "Delete it, and use a client on your own machine, or your cloud's console.",
  see: "https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/",
  pass: [{ image: "nginx:1.27.3" }, { image: "grafana/dashboard-importer:1.0" }],
  fail: [
    { image: "kubernetesui/dashboard:v2.7.0" },
    { image: "docker.io/kubernetesui/dashboard-web:1.6.0" },
    { image: "k8s.gcr.io/kubernetes-dashboard-amd64:v1.10.1" },
  ],
  unknown: [{ image: unknown }],
  check: ({ image }) =>
    /(^|\/)(kubernetesui\/dashboard|kubernetes-dashboard)(-\w+)?$/.test(reference(image)?.repository ?? "") && "is the Kubernetes Dashboard",
});
