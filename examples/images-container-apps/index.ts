import * as azure from "@pulumi/azure-native";
import * as docker from "@pulumi/docker-build";

const group = new azure.resources.ResourceGroup("shop");
const environment = new azure.app.ManagedEnvironment("shop", { resourceGroupName: group.name, vnetConfiguration: { internal: true } });

const image = new docker.Image("web", {
  context: { location: "app" },
  buildArgs: { NODE_VERSION: "24" },
  platforms: ["linux/amd64"],
  push: true,
  tags: ["shop.azurecr.io/web:1.4.2"],
});

const web = new azure.app.ContainerApp("web", {
  resourceGroupName: group.name,
  managedEnvironmentId: environment.id,
  identity: { type: "SystemAssigned" },
  configuration: { ingress: { external: false, targetPort: 8080, transport: "http" } },
  template: {
    containers: [
      { name: "web", image: image.ref },
      { name: "proxy", image: "nginx:1.29.3" },
    ],
  },
});

export const fqdn = web.latestRevisionFqdn;
