import type { EndpointArgs } from "@pulumi/aws/verifiedaccess/endpoint";
import { customerKey, resource } from "../../lib/rule";

const Encrypted = resource<Pick<EndpointArgs, "sseSpecification">>("aws:verifiedaccess/endpoint:Endpoint", "aws:verifiedaccess/trustProvider:TrustProvider");

export const endpointKey = customerKey(Encrypted, {
  id: "aws-verifiedaccess-endpoint-key",
  subject: "Verified Access endpoints and trust providers",
  see: "https://docs.aws.amazon.com/verified-access/latest/ug/data-protection.html",
  at: (endpoint) => endpoint.sseSpecification?.kmsKeyArn,
});
