import type { DomainArgs } from "@pulumi/aws/datazone/domain";
import { customerKey, resource } from "../../lib/rule";

export const domainCustomerKey = customerKey(resource<DomainArgs>("aws:datazone/domain:Domain"), {
  id: "aws-datazone-domain-customer-key",
  subject: "DataZone domains",
  see: "https://docs.aws.amazon.com/datazone/latest/userguide/encryption-rest-datazone.html",
  at: (domain) => domain.kmsKeyIdentifier,
});
