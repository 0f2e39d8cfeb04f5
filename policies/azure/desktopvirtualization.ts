import type { HostPoolArgs } from "@pulumi/azure-native/desktopvirtualization/hostPool";
import type { WorkspaceArgs } from "@pulumi/azure-native/desktopvirtualization/workspace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Reachable = resource<HostPoolArgs | WorkspaceArgs>("azure-native:desktopvirtualization:HostPool", "azure-native:desktopvirtualization:Workspace");

export const hostpoolPublicNetwork = noPublicNetwork(Reachable, {
  id: "azure-desktopvirtualization-hostpool-public-network",
  subject: "Virtual Desktop host pools and workspaces",
  see: "https://learn.microsoft.com/azure/virtual-desktop/private-link-overview",
});
