import { containerRule } from "../../lib/cloud/kubernetes-rule";
import { every, option, unknown } from "../../lib/rule";

const images = "https://kubernetes.io/docs/concepts/containers/images/";
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

interface Image {
  /** `docker.io` where the name has none. */
  registry: string;
  /** With the registry, without tag and digest. */
  name: string;
  tag?: string;
  digest?: string;
}

/** The parts of an image's name; undefined for what is none, or not known as a text. */
function parse(image: unknown): Image | undefined {
  const [, path = "", tag, digest] = typeof image === "string" ? (/^([^@\s]+?)(?::([^/:@]+))?(?:@(\w+:\w+))?$/.exec(image) ?? []) : [];
  if (!path) return undefined;
  const [first = "", ...rest] = path.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return { registry: hasRegistry ? first : "docker.io", name: hasRegistry ? path : `docker.io/${path}`, tag, digest };
}

export const tag = containerRule({
  id: "kubernetes-image-tag",
  title: "Images have a version",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_14"], trivy: ["AVD-KSV-0013"], kics: ["583053b7-e632-46f0-b989-f81ff8045385"] },
  why: "`latest`, or no tag at all, is another image tomorrow: nobody tested what the next node starts, and there is no way back.",
  fix: "Name a version in `image`, and its digest.",
  see: images,
  pass: [{ image: "nginx:1.27.3" }, { image: `nginx@${digest}` }, { image: "localhost:5000/web:1" }, {}],
  fail: [{ image: "nginx" }, { image: "registry.example.com:5000/shop/web" }, { image: "nginx:latest" }],
  unknown: [{ image: unknown }],
  check: ({ image }) => {
    const parsed = parse(image);
    return parsed && !parsed.digest && (parsed.tag ?? "latest") === "latest" && `runs \`${image}\`, which has no version`;
  },
});

export const digestGiven = containerRule({
  id: "kubernetes-image-digest-given",
  title: "Images are named by their digests",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_43"], kics: ["7c81d34c-8e5a-402b-9798-9f442630e678"] },
  why: "Whoever can push to the registry can put another image under the same tag; a digest names one image only.",
  fix: "Add the digest to `image`: `nginx:1.27.3@sha256:...`.",
  see: images,
  pass: [{ image: `nginx:1.27.3@${digest}` }, {}],
  fail: [{ image: "nginx:1.27.3" }],
  unknown: [{ image: unknown }],
  check: ({ image }) => {
    const parsed = parse(image);
    return parsed && !parsed.digest && `runs \`${image}\`, which has no digest`;
  },
});

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
    const parsed = parse(image);
    const isAlways = parsed && !parsed.digest && (parsed.tag ?? "latest") === "latest";
    return parsed && !isAlways && !pod.isPartial && "has the pull policy `IfNotPresent`, which is the default";
  },
});

const cloudRegistries = ["amazonaws.com", "azurecr.io", "gcr.io", "mcr.microsoft.com", "pkg.dev", "registry.k8s.io"];

export const registry = containerRule({
  id: "kubernetes-image-registry",
  title: "Images come from registries that are trusted",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { trivy: ["AVD-KSV-0125"] },
  why: "Anybody can publish on a public registry, under names that look like another's, and the registry may be down or limit how much it answers.",
  fix: "Copy the image to a registry of your own, or name the registry in the rule's option.",
  see: images,
  options: {
    registries: option.Array(option.String(), {
      default: cloudRegistries,
      description: "Registries to trust, as domains (subdomains included) or with the start of a path: `ghcr.io/acme`.",
    }),
  },
  pass: [
    { image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.2.3" },
    { image: "europe-docker.pkg.dev/shop/apps/web:1.2.3" },
    { image: "registry.k8s.io/pause:3.10" },
    {},
  ],
  fail: [{ image: "nginx:1.27.3" }, { image: "quay.io/someone/web:1" }, { image: "gcr.io.example.com/web:1" }],
  unknown: [{ image: unknown }],
  check: ({ image }, _, { options }) => {
    const parsed = parse(image);
    if (!parsed) return false;
    const { registry, name } = parsed;
    const isTrusted = (trusted: string) => registry === trusted || registry.endsWith(`.${trusted}`) || name.startsWith(`${trusted}/`);
    return every(options.registries, (trusted) => !isTrusted(trusted)) && `runs \`${image}\`, which comes from \`${registry}\``;
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
  fail: [{ image: "gcr.io/kubernetes-helm/tiller:v2.17.0" }, { image: "ghcr.io/helm/tiller@sha256:abc" }],
  unknown: [{ image: unknown }],
  check: ({ image }) => /(^|\/)tiller$/.test(parse(image)?.name ?? "") && "is Helm 2's Tiller",
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
  check: ({ image }) => /(^|\/)(kubernetesui\/dashboard|kubernetes-dashboard)(-\w+)?$/.test(parse(image)?.name ?? "") && "is the Kubernetes Dashboard",
});
