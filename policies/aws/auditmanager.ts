import type { AccountRegistrationArgs } from "@pulumi/aws/auditmanager/accountRegistration";
import { customerKey, resource } from "../../lib/rule";

export const accountRegistrationCustomerKey = customerKey(resource<AccountRegistrationArgs>("aws:auditmanager/accountRegistration:AccountRegistration"), {
  id: "aws-auditmanager-account-registration-customer-key",
  subject: "Audit Manager assessments and evidence",
  see: "https://docs.aws.amazon.com/audit-manager/latest/userguide/data-protection.html",
  at: (registration) => registration.kmsKey,
});
