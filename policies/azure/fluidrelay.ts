import type { FluidRelayServerArgs } from "@pulumi/azure-native/fluidrelay/fluidRelayServer";
import { customerKey, resource } from "../../lib/rule";

const Server = resource<FluidRelayServerArgs>("azure-native:fluidrelay:FluidRelayServer");

export const serverCustomerKey = customerKey(Server, {
  id: "azure-fluidrelay-server-customer-key",
  subject: "Fluid Relay servers",
  see: "https://learn.microsoft.com/azure/azure-fluid-relay/concepts/customer-managed-keys",
  at: (server) => server.encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl,
});
