import type { DomainArgs } from "@pulumi/aws/customerprofiles/domain";
import { customerKey, resource } from "../../lib/rule";

export const domainCustomerKey = customerKey(resource<DomainArgs>("aws:customerprofiles/domain:Domain"), {
  id: "aws-customerprofiles-domain-customer-key",
  subject: "Domains of Customer Profiles",
  see: "https://docs.aws.amazon.com/customerprofiles/latest/APIReference/API_CreateDomain.html",
  at: (domain) => domain.defaultEncryptionKey,
});
