import type { Smsvoicev2ResourcePolicyArgs } from "@pulumi/aws/pinpoint/smsvoicev2ResourcePolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { resource } from "../../lib/rule";

export const smsPolicyPublic = noPublicPolicy(resource<Smsvoicev2ResourcePolicyArgs>("aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy"), {
  id: "aws-pinpoint-sms-policy-public",
  subject: "Phone numbers, pools and sender ids",
  why: "Anyone with an AWS account can send messages in your name and at your cost.",
  see: "https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html",
  at: (resourcePolicy) => resourcePolicy.policy,
  action: "sms-voice:SendTextMessage",
});
