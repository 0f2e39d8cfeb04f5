import type { IngressArgs } from "@pulumi/kubernetes/networking/v1/ingress";
import type { Unwrap } from "@pulumi/pulumi/output";
import { each, resource, rule, some, unknown } from "../../lib/rule";
import { isGiven } from "../../lib/rule/place";

const Ingress = resource<IngressArgs>("kubernetes:networking.k8s.io/*:Ingress", "kubernetes:extensions/*:Ingress");
const IngressOrPatch = resource<IngressArgs>(
  "kubernetes:networking.k8s.io/*:Ingress",
  "kubernetes:networking.k8s.io/*:IngressPatch",
  "kubernetes:extensions/*:Ingress",
  "kubernetes:extensions/*:IngressPatch",
);
type Self = Unwrap<IngressArgs>;

const about = "https://kubernetes.io/docs/concepts/services-networking/ingress/";

/** The annotations by which controllers are given certificates. */
const certificates = [
  "alb.ingress.kubernetes.io/certificate-arn",
  "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/certmap",
  "networking.gke.io/managed-certificates",
];
const annotationsOf = ({ metadata }: Self): Readonly<Record<string, string>> => metadata?.annotations ?? {};

export const tls = rule(Ingress, {
  id: "kubernetes-ingress-tls",
  title: "Ingresses serve TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Whoever is on the way reads and changes what is sent, passwords and sessions included.",
  fix: "Name a Secret with the certificate in `tls`, or a certificate by your controller's annotation.",
  see: `${about}#tls`,
  pass: [
    { spec: { tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }] } },
    { spec: { tls: unknown } },
    { metadata: { annotations: { "networking.gke.io/managed-certificates": "shop" } } },
    { metadata: { annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS": 443}]' } } },
    { metadata: { annotations: { "traefik.ingress.kubernetes.io/router.tls": "true" } } },
  ],
  fail: [
    { spec: { rules: [{ host: "shop.example.com" }] } },
    { spec: { tls: [] } },
    { metadata: { annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}]' } } },
  ],
  unknown: [{ metadata: { annotations: unknown } }],
  check: (self) => {
    const annotations = annotationsOf(self);
    const isGivenTls =
      certificates.filter((annotation) => annotations[annotation]).length > 0 ||
      /HTTPS/.test(annotations["alb.ingress.kubernetes.io/listen-ports"] ?? "") ||
      annotations["traefik.ingress.kubernetes.io/router.tls"] === "true" ||
      isGiven(self, ["spec", "tls"], (tls) => some(tls as unknown[]));
    return !isGivenTls && "it has no certificate";
  },
});

export const redirect = rule(IngressOrPatch, {
  id: "kubernetes-ingress-redirect",
  title: "Ingresses send plain HTTP to TLS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Links and bookmarks without `https` go on in the open, with the session's cookies.",
  fix: "Take the annotation away; the controller then redirects where there is a certificate.",
  see: "https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect",
  pass: [{}, { metadata: { annotations: { "nginx.ingress.kubernetes.io/ssl-redirect": "true" } } }],
  fail: [
    { metadata: { annotations: { "nginx.ingress.kubernetes.io/ssl-redirect": "false" } } },
    { metadata: { annotations: { "nginx.ingress.kubernetes.io/force-ssl-redirect": "false", "ingress.kubernetes.io/ssl-redirect": "false" } } },
  ],
  unknown: [{ metadata: unknown }],
  check: (self) =>
    each(
      ["nginx.ingress.kubernetes.io/ssl-redirect", "ingress.kubernetes.io/ssl-redirect"],
      (annotation) => annotationsOf(self)[annotation] === "false" && `its annotation \`${annotation}\` is \`false\``,
    ),
});

export const snippets = rule(IngressOrPatch, {
  id: "kubernetes-ingress-snippets",
  title: "Ingresses bring no configuration of NGINX's own",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"] },
  why: "A snippet runs in the controller, which reads all Secrets of the cluster: whoever may write an ingress reads them too (CVE-2021-25742).",
  fix: "Use the controller's other annotations, and set its `allow-snippet-annotations` to `false`.",
  see: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/",
  pass: [{}, { metadata: { annotations: { "nginx.ingress.kubernetes.io/rewrite-target": "/" } } }],
  fail: [
    { metadata: { annotations: { "nginx.ingress.kubernetes.io/configuration-snippet": "more_set_headers 'X-Frame-Options: deny';" } } },
    { metadata: { annotations: { "nginx.ingress.kubernetes.io/server-snippet": unknown } } },
  ],
  unknown: [{ metadata: { annotations: unknown } }],
  check: (self) =>
    each(Object.keys(annotationsOf(self)), (annotation) => /^nginx\.\S+-snippets?$/.test(annotation) && `it has the annotation \`${annotation}\``),
});

export const host = rule(Ingress, {
  id: "kubernetes-ingress-host",
  title: "Ingresses answer for hosts of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "A rule for all hosts takes requests that are meant for other programs, and answers whoever scans addresses.",
  fix: "Set `host` of each rule.",
  see: about,
  pass: [{ spec: { rules: [{ host: "shop.example.com" }, { host: "*.shop.example.com" }] } }, {}],
  fail: [{ spec: { rules: [{ http: { paths: [] } }] } }, { spec: { rules: [{ host: unknown }, { host: "*" }] } }],
  unknown: [{ spec: { rules: [{ host: unknown }] } }],
  check: ({ spec }) => some(spec?.rules, ({ host }) => !host || host === "*") && "one of its rules is for all hosts",
});
