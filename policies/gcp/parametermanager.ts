import type { ParameterArgs } from "@pulumi/gcp/parametermanager/parameter";
import type { RegionalParameterArgs } from "@pulumi/gcp/parametermanager/regionalParameter";
import { customerKey, resource } from "../../lib/rule";

const Parameter = resource<ParameterArgs | RegionalParameterArgs>(
  "gcp:parametermanager/parameter:Parameter",
  "gcp:parametermanager/regionalParameter:RegionalParameter",
);

export const parameterCustomerKey = customerKey(Parameter, {
  id: "gcp-parametermanager-parameter-customer-key",
  subject: "Parameter Manager parameters",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
