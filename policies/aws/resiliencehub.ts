import type { V2PolicyArgs } from "@pulumi/aws/resiliencehub/v2policy";
import { customerKey, resource } from "../../lib/rule";

const WithKey = resource<Pick<V2PolicyArgs, "kmsKeyId">>(
  "aws:resiliencehub/v2Policy:V2Policy",
  "aws:resiliencehub/v2Service:V2Service",
  "aws:resiliencehub/v2System:V2System",
);

export const assessedCustomerKey = customerKey(WithKey, {
  id: "aws-resiliencehub-assessed-customer-key",
  subject: "Policies, services and systems of Resilience Hub",
  see: "https://docs.aws.amazon.com/resilience-hub/latest/userguide/data-protection.html",
  at: (assessed) => assessed.kmsKeyId,
});
