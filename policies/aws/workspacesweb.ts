import type { PortalArgs } from "@pulumi/aws/workspacesweb/portal";
import { customerKey, resource } from "../../lib/rule";

const WithKey = resource<Pick<PortalArgs, "customerManagedKey">>(
  "aws:workspacesweb/portal:Portal",
  "aws:workspacesweb/browserSettings:BrowserSettings",
  "aws:workspacesweb/dataProtectionSettings:DataProtectionSettings",
  "aws:workspacesweb/ipAccessSettings:IpAccessSettings",
  "aws:workspacesweb/sessionLogger:SessionLogger",
  "aws:workspacesweb/userSettings:UserSettings",
);

export const portalCustomerKey = customerKey(WithKey, {
  id: "aws-workspacesweb-portal-customer-key",
  subject: "Web portals and their settings",
  see: "https://docs.aws.amazon.com/workspaces-web/latest/adminguide/data-encryption.html",
  at: ({ customerManagedKey }) => customerManagedKey,
});
