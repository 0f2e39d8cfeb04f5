import * as gcp from "@pulumi/gcp";

const account = new gcp.serviceaccount.Account("web", { accountId: "web" });

const web = new gcp.cloudrunv2.Service("web", {
  location: "europe-west1",
  ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
  template: {
    serviceAccount: account.email,
    containers: [
      {
        name: "web",
        image: "europe-west1-docker.pkg.dev/shop/app/web:1.4.2@sha256:9b2ec1f7a1b6a5c3d7f4e2b8c0a9d6e5f1b3c7a8d2e4f6a0b1c3d5e7f9a2b4c6",
      },
      { name: "proxy", image: "nginx:1.29.3" },
    ],
  },
});

const report = new gcp.cloudrunv2.Job("report", {
  location: "europe-west1",
  template: { template: { serviceAccount: account.email, containers: [{ image: "europe-west1-docker.pkg.dev/shop/app/report:latest" }] } },
});

export const uri = web.uri;
export const job = report.id;
